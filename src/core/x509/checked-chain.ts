import { potentialIssuers, type Signed, seemsSigned, verifySignature } from "./chain.ts";
import type { SentChain } from "./chain-verdict.ts";
import type { Certificate } from "./types.ts";

/**
 * Checks every signature that matters between the certificates of a chain and its roots, as far as names fit. The
 * answer goes by names and key ids for what WebCrypto cannot judge. Never rejects.
 */
export async function checkSignatures({
  leaf,
  intermediates,
  roots,
}: Pick<SentChain, "leaf" | "intermediates" | "roots">): Promise<Signed> {
  const verdicts = new Map<Certificate, Map<Certificate, boolean>>();
  for (const child of [leaf, ...intermediates]) {
    const ofChild = new Map<Certificate, boolean>();
    verdicts.set(child, ofChild);
    for (const issuer of potentialIssuers(child, [...roots, ...intermediates])) {
      const holds = await verifySignature(child, issuer);
      if (holds !== undefined) ofChild.set(issuer, holds);
    }
  }
  return (child, issuer) => verdicts.get(child)?.get(issuer) ?? seemsSigned(child, issuer);
}
