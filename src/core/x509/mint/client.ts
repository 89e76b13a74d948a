import type { Failure, Result } from "../../result.ts";
import type { Certificate } from "../types.ts";
import type { SigningCa } from "./authority.ts";
import { extKeyUsage, keyUsage, leafUsages, notACa } from "./extensions.ts";
import { failure } from "./failure.ts";
import { type ClientIdentity, judgeIdentity } from "./identity.ts";
import { DEFAULT_KEY_TYPE, type KeyType } from "./keys.ts";
import { type Minted, mintWith } from "./leaf.ts";
import type { Lifetime } from "./lifetime.ts";
import { clientSubject } from "./subject.ts";
import type { MintWorld } from "./world.ts";

export interface ClientRequest extends ClientIdentity {
  readonly lifetime: Lifetime;
  /** ECDSA on P-256 where absent. */
  readonly keyType?: KeyType;
}

/**
 * Make a key and a client certificate as kubeadm and RFC 5280 want one: clientAuth, digitalSignature (keyEncipherment
 * too for RSA), CA:FALSE, key identifiers. The PEM carries the intermediates, which the API server needs
 * (k8s.io/apiserver pkg/authentication/request/x509). What must be confirmed is for the caller to ask first.
 * Codes of a failure: refusals of judgeIdentity and judgeLifetime, `ca-no-client-auth`, `key-unavailable`,
 * `not-as-asked`.
 */
export async function mintClientCertificate(
  request: ClientRequest,
  ca: SigningCa,
  world: MintWorld,
): Promise<Result<Minted>> {
  const { lifetime, keyType = DEFAULT_KEY_TYPE } = request;
  const [refusal] = judgeIdentity(request).refusals;
  if (refusal !== undefined) {
    return { ok: false, ...refusal };
  }
  const unfit = refusalOfUsage(ca.chain, "clientAuth");
  if (unfit !== undefined) {
    return unfit;
  }
  const subject = clientSubject(request);
  return mintWith(
    ca,
    keyType,
    ({ publicKey }) => ({
      subject,
      lifetime,
      extensions: [keyUsage(leafUsages(publicKey.algorithm)), extKeyUsage(["clientAuth"]), notACa()],
    }),
    world,
  );
}

/** The certificate that the aggregation layer's front proxy shows (kubeadm's front-proxy-client). */
export function mintFrontProxyClient(
  request: Pick<ClientRequest, "lifetime" | "keyType"> & { readonly commonName?: string },
  ca: SigningCa,
  world: MintWorld,
): Promise<Result<Minted>> {
  const { commonName = "front-proxy-client", ...rest } = request;
  return mintClientCertificate({ ...rest, user: commonName, groups: [] }, ca, world);
}

/** Usages of CAs nest in Go: one with usages but not this one makes the chain useless (checkChainForKeyUsage). */
export function refusalOfUsage(
  chain: readonly Certificate[],
  usage: "clientAuth" | "serverAuth",
): Failure | undefined {
  const isFit = chain.every(
    ({ extKeyUsage: usages = [] }) => usages.length === 0 || usages.includes("any") || usages.includes(usage),
  );
  if (isFit) {
    return undefined;
  }
  return usage === "clientAuth"
    ? failure("ca-no-client-auth", "The CA is not for clients: its extended key usages leave clientAuth out.")
    : failure(
        "ca-no-server-auth",
        "The CA is not for servers: its extended key usages leave serverAuth out.",
      );
}
