import { toHex } from "../bytes/bytes.ts";

/** Identifiers of kinds of keys that Go's crypto/x509 does not know, as DER writes them. */
const FOREIGN: Readonly<Record<string, string>> = {
  "06052b8104000a": "secp256k1",
  "06082a8648ce3d030101": "P-192",
  "06092b2403030208010107": "brainpoolP256r1",
  "06092b2403030208010109": "brainpoolP320r1",
  "06092b240303020801010b": "brainpoolP384r1",
  "06092b240303020801010d": "brainpoolP512r1",
  "06052b81040010": "sect283k1",
  "06052b81040011": "sect283r1",
  "06082a811ccf5501822d": "SM2",
  "06032b6571": "Ed448",
};

/** Longer than any key on a curve, with its public part: bytes. */
const LONGEST = 600;

/** The curve of a key that Go cannot use, by its identifier in the DER of the key or certificate; undefined for any other. */
export function foreignCurve(der: Uint8Array): string | undefined {
  const hex = toHex(der, 0, Math.min(der.length, LONGEST));
  for (const [identifier, name] of Object.entries(FOREIGN)) {
    const at = hex.indexOf(identifier);
    if (at >= 0 && at % 2 === 0) return name;
  }
  return undefined;
}
