import type { Signed } from "./chain.ts";
import { allowsPurpose, type ChainVerdict, chainVerdict, type SentChain } from "./chain-verdict.ts";
import type { Certificate } from "./types.ts";

/**
 * Whether an API server with these roots takes the client certificate: Go's x509.Certificate.Verify for clientAuth
 * (apiserver pkg/authentication/request/x509), without certificate policies.
 */
export function clientAuthVerdict(chain: SentChain, signed: Signed): ChainVerdict {
  return chainVerdict(chain, "clientAuth", signed);
}

export function allowsClientAuth(certificate: Certificate): boolean {
  return allowsPurpose(certificate, "clientAuth");
}
