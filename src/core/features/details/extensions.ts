import { isAscii, latin1, utf8Text } from "../../bytes/bytes.ts";
import { type Message, say } from "../../message.ts";
import { DerReader, formatOid, Tag } from "../../x509/der.ts";
import type { Certificate, CertificateExtension } from "../../x509/types.ts";
import { type Row, row, type Text } from "../hover/blocks.ts";
import { altName, extendedUsageName, keyUsageName } from "../wording.ts";
import { colonHex, colons } from "./bytes.ts";

/** What a certificate and a request both know of their extensions. */
export type Extended = Pick<
  Certificate,
  "extensions" | "subjectAltNames" | "keyUsage" | "extKeyUsage" | "basicConstraints"
> &
  Pick<Partial<Certificate>, "subjectKeyId" | "authorityKeyId">;

/** The names by which openssl calls extensions. */
const NAMES: Readonly<Record<string, string>> = {
  "2.5.29.9": "X509v3 Subject Directory Attributes",
  "2.5.29.14": "X509v3 Subject Key Identifier",
  "2.5.29.15": "X509v3 Key Usage",
  "2.5.29.17": "X509v3 Subject Alternative Name",
  "2.5.29.18": "X509v3 Issuer Alternative Name",
  "2.5.29.19": "X509v3 Basic Constraints",
  "2.5.29.30": "X509v3 Name Constraints",
  "2.5.29.31": "X509v3 CRL Distribution Points",
  "2.5.29.32": "X509v3 Certificate Policies",
  "2.5.29.33": "X509v3 Policy Mappings",
  "2.5.29.35": "X509v3 Authority Key Identifier",
  "2.5.29.36": "X509v3 Policy Constraints",
  "2.5.29.37": "X509v3 Extended Key Usage",
  "2.5.29.54": "X509v3 Inhibit Any Policy",
  "1.3.6.1.5.5.7.1.1": "Authority Information Access",
  "1.3.6.1.4.1.11129.2.4.2": "CT Precertificate SCTs",
  "2.16.840.1.113730.1.13": "Netscape Comment",
};

/** `X509v3 Basic Constraints`; the identifier itself of what openssl has no name for. */
export function extensionName(oid: string): string {
  return NAMES[oid] ?? oid;
}

/** The extensions in the order of the encoding. */
export function extensionRows(certificate: Extended): readonly Row[] {
  return certificate.extensions.map(extension => {
    const name = extensionName(extension.oid);
    const label = extension.critical ? say("{0}: critical", name) : say("{0}", name);
    return valueRow(label, certificate, extension);
  });
}

function valueRow(label: Message, certificate: Extended, { oid, value }: CertificateExtension): Row {
  const known = knownValue(oid, certificate);
  if (known !== undefined) return row(label, known);
  const id = oid === "2.5.29.14" ? certificate.subjectKeyId : certificate.authorityKeyId;
  if ((oid === "2.5.29.14" || oid === "2.5.29.35") && id !== undefined) {
    return { label, value: [colons(id.toUpperCase())], code: true };
  }
  const texts = textsIn(value);
  return texts.length > 0 ? row(label, texts) : { label, value: [colonHex(value)], code: true };
}

function knownValue(oid: string, certificate: Extended): readonly Text[] | undefined {
  const { keyUsage, subjectAltNames, basicConstraints, extKeyUsage } = certificate;
  switch (oid) {
    case "2.5.29.15":
      return keyUsage?.map(keyUsageName);
    case "2.5.29.17":
      return subjectAltNames.length === 0 ? undefined : subjectAltNames.map(altName);
    case "2.5.29.19":
      return basicConstraints && constraintTexts(basicConstraints);
    case "2.5.29.37":
      return extKeyUsage?.map(extendedUsageName);
    default:
      return undefined;
  }
}

function constraintTexts({ ca, maxPathLen }: NonNullable<Certificate["basicConstraints"]>): readonly Text[] {
  const texts = [ca ? "CA:TRUE" : "CA:FALSE"];
  return maxPathLen === undefined ? texts : [...texts, `pathlen:${maxPathLen}`];
}

/** How many texts of one value are shown. */
const MOST = 40;
const DEEPEST = 12;

/** The names, addresses and object identifiers in a value that nobody here reads further, in their order. */
function textsIn(value: Uint8Array): readonly string[] {
  const texts: string[] = [];
  collect(new DerReader(value), texts, 0);
  return texts;
}

function collect(reader: DerReader, into: string[], depth: number): void {
  while (!reader.empty && into.length < MOST && depth < DEEPEST) {
    const tag = reader.peek();
    const content = reader.enterAny();
    if (content === undefined) return;
    if ((tag & 0x20) !== 0) collect(content, into, depth + 1);
    else {
      const text = primitive(tag, content);
      if (text !== undefined) into.push(text);
    }
  }
}

function primitive(tag: number, { bytes, offset, end }: DerReader): string | undefined {
  if (tag === Tag.oid) return formatOid(bytes, offset, end);
  if (tag === Tag.utf8String) return utf8Text(bytes.subarray(offset, end));
  const isText = tag === Tag.ia5String || tag === Tag.printableString || (tag >= 0x81 && tag <= 0x86);
  return isText && end > offset && isAscii(bytes, offset, end) ? latin1(bytes, offset, end) : undefined;
}
