import { type Message, say } from "../message.ts";
import { isSecureScheme, schemeNamed } from "./algorithms.ts";
import type { Certificate } from "./types.ts";

/** NIST SP 800-131A: shorter RSA keys are for old signatures only. Bits. */
export const WEAK_RSA_BITS = 2048;

/** What makes a CA a weak one, before it signs: whoever breaks it makes certificates of his own. */
export function weaknessesOf({
  publicKey: { algorithm },
  signatureAlgorithm,
}: Certificate): readonly Message[] {
  const scheme = schemeNamed(signatureAlgorithm);
  return [
    ...(algorithm.type === "RSA" && algorithm.bits < WEAK_RSA_BITS
      ? [say("an RSA key of only {0} bits", algorithm.bits)]
      : []),
    ...(scheme !== undefined && !isSecureScheme(scheme) ? [say("signed with {0}", signatureAlgorithm)] : []),
  ];
}
