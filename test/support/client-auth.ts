import type { ChainVerdict, SentChain } from "../../src/core/x509/chain-verdict.ts";
import { checkSignatures } from "../../src/core/x509/checked-chain.ts";
import { clientAuthVerdict } from "../../src/core/x509/client-auth.ts";

/** The verdict by signatures that WebCrypto checked. */
export async function checkedVerdict(chain: SentChain): Promise<ChainVerdict> {
  return clientAuthVerdict(chain, await checkSignatures(chain));
}
