import { type Message, say } from "../message.ts";
import type { CertificateProblem } from "./types.ts";

/** What a problem affects; `{0}` is Go's complaint. */
const REFUSALS = {
  structure: "The certificate is not well-formed ({0})",
  version: "The version is not 1, 2 or 3 ({0})",
  serial: "The serial number is negative or malformed ({0})",
  "signature-algorithm":
    "The signature algorithm is malformed or differs from the one in the signed part ({0})",
  name: "A name is malformed ({0})",
  validity: "The validity period is malformed ({0})",
  key: "The public key is malformed or of a kind that Go does not support ({0})",
  san: "A subject alternative name is malformed ({0})",
  "name-constraints": "The name constraints are malformed ({0})",
  extension: "An extension is malformed ({0})",
  signature: "The signature is malformed ({0})",
} as const;

export type ProblemPart = keyof typeof REFUSALS;

/** A reason for which Go's x509.ParseCertificate refuses the certificate. */
export function refusal(part: ProblemPart, error: string): CertificateProblem {
  return { part, refused: true, message: say(REFUSALS[part], error), error };
}

/** Something odd that Go accepts. */
export function oddity(part: ProblemPart, message: Message): CertificateProblem {
  return { part, refused: false, message };
}
