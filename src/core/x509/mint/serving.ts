import type { Result } from "../../result.ts";
import { altNames, type ServerName } from "./alt-names.ts";
import type { SigningCa } from "./authority.ts";
import { refusalOfUsage } from "./client.ts";
import {
  type ExtendedUsage,
  extKeyUsage,
  keyUsage,
  leafUsages,
  notACa,
  subjectAltName,
} from "./extensions.ts";
import { failure } from "./failure.ts";
import { judgeIdentity } from "./identity.ts";
import { DEFAULT_KEY_TYPE, type KeyType } from "./keys.ts";
import { type Minted, mintWith } from "./leaf.ts";
import type { Lifetime } from "./lifetime.ts";
import { clientSubject } from "./subject.ts";
import type { MintWorld } from "./world.ts";

export interface ServingRequest {
  readonly commonName: string;
  readonly names: readonly ServerName[];
  readonly lifetime: Lifetime;
  readonly keyType?: KeyType;
  /** Good for a client too, as etcd's members need it. Default false. */
  readonly client?: boolean;
}

/**
 * Make a key and a serving certificate with the names a client may call it by, as make-ca-cert.sh did for the API
 * server. Codes of a failure: `server-name`, `ca-no-server-auth`, and those of mintClientCertificate.
 */
export async function mintServingCertificate(
  request: ServingRequest,
  ca: SigningCa,
  world: MintWorld,
): Promise<Result<Minted>> {
  const { commonName, names, lifetime, keyType = DEFAULT_KEY_TYPE, client = false } = request;
  const identity = { user: commonName, groups: [] };
  const [refusal] = judgeIdentity(identity).refusals;
  if (refusal !== undefined) {
    return { ok: false, ...refusal };
  }
  if (names.length === 0) {
    return failure("server-name", "A server certificate needs at least one name or address.");
  }
  const usages: readonly ExtendedUsage[] = client ? ["serverAuth", "clientAuth"] : ["serverAuth"];
  const unfit = usages.map(usage => refusalOfUsage(ca.chain, usage)).find(each => each !== undefined);
  if (unfit !== undefined) {
    return unfit;
  }
  return mintWith(
    ca,
    keyType,
    ({ publicKey }) => ({
      subject: clientSubject(identity),
      lifetime,
      extensions: [
        keyUsage(leafUsages(publicKey.algorithm)),
        extKeyUsage(usages),
        notACa(),
        subjectAltName(altNames(names)),
      ],
    }),
    world,
  );
}
