import { sha256 } from "@noble/hashes/sha2.js";
import { toHex } from "../bytes/bytes.ts";
import type { Certificate } from "./types.ts";

/** SHA-256 over the DER, lower-case hexadecimal: the credential id of the API server is `X509SHA256=` and this. */
export function fingerprintOf(certificate: Pick<Certificate, "der">): string {
  return toHex(sha256(certificate.der));
}

/** A fingerprint as openssl prints it: upper case, a colon between bytes. */
export function formatFingerprint(fingerprint: string): string {
  return (fingerprint.toUpperCase().match(/../g) ?? []).join(":");
}
