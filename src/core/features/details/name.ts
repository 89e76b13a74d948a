import type { DistinguishedName } from "../../x509/types.ts";

const LABELS: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "street",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.17": "postalCode",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  "1.2.840.113549.1.9.1": "emailAddress",
};

/** A name in the order of its encoding, as openssl prints it: `O=system:masters, CN=admin`. */
export function nameInOrder({ attributes }: DistinguishedName): string {
  let text = "";
  for (const [index, { oid, value, rdn }] of attributes.entries()) {
    const before = attributes[index - 1];
    if (before !== undefined) text += before.rdn === rdn ? " + " : ", ";
    text += `${LABELS[oid] ?? oid}=${value.replace(/[,+\\]/g, "\\$&")}`;
  }
  return text;
}
