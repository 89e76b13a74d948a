import { potentialIssuers, verifySignature } from "../../src/core/x509/chain.ts";
import {
  type ClientAuthVerdict,
  type ClientChain,
  clientAuthVerdict,
} from "../../src/core/x509/client-auth.ts";
import type { Certificate } from "../../src/core/x509/types.ts";

/** The verdict by signatures that WebCrypto checked; one that it cannot judge counts as good. */
export async function checkedVerdict(chain: ClientChain): Promise<ClientAuthVerdict> {
  const forged = new Map<Certificate, Certificate[]>();
  for (const child of [chain.leaf, ...chain.intermediates]) {
    for (const issuer of potentialIssuers(child, [...chain.roots, ...chain.intermediates])) {
      const holds = await verifySignature(child, issuer);
      if (holds === false) forged.set(child, [...(forged.get(child) ?? []), issuer]);
    }
  }
  return clientAuthVerdict(chain, (child, issuer) => !forged.get(child)?.includes(issuer));
}
