import { Asn1Fields, Universal } from "./asn1-fields.ts";
import { formatOid } from "./der.ts";

/** What a DER file holds that is neither a certificate, nor a request, nor a key in the clear. */
export type DerKind = "PKCS#12" | "PKCS#7" | "encrypted key" | "public key";

/** PKCS#7 and PKCS#12 name their content by an identifier below this one: RFC 5652 4, RFC 7292 4. */
const PKCS7 = "1.2.840.113549.1.7.";

/** Tells by the first two fields of the outermost SEQUENCE; undefined for anything else. Never throws. */
export function derKind(bytes: Uint8Array): DerKind | undefined {
  const outer = new Asn1Fields(bytes).field(Universal.sequence);
  if (typeof outer === "string") return undefined;
  const identifier = identifierIn(outer);
  if (identifier !== undefined) return identifier.startsWith(PKCS7) ? "PKCS#7" : undefined;
  const fields = new Asn1Fields(outer);
  const version = fields.field(Universal.integer);
  const algorithm = fields.field(Universal.sequence);
  const first = typeof algorithm === "string" ? undefined : identifierIn(algorithm);
  if (first === undefined) return undefined;
  if (typeof version !== "string") return first.startsWith(PKCS7) ? "PKCS#12" : undefined;
  if (typeof fields.field(Universal.octetString) !== "string") return "encrypted key";
  return typeof fields.field(Universal.bitString) === "string" ? undefined : "public key";
}

/** The object identifier that a SEQUENCE begins with. */
function identifierIn(contents: Uint8Array): string | undefined {
  const oid = new Asn1Fields(contents).field(Universal.oid);
  return typeof oid === "string" ? undefined : formatOid(oid, 0, oid.length);
}
