import type { Result } from "../../result.ts";
import type { CertificateExtension } from "../types.ts";
import { altNames, isHostName } from "./alt-names.ts";
import type { SigningCa } from "./authority.ts";
import { isACa, keyIdentifier, keyUsage, subjectAltName, subjectKeyId } from "./extensions.ts";
import { failure } from "./failure.ts";
import { judgeIdentity } from "./identity.ts";
import { issue } from "./issue.ts";
import { DEFAULT_KEY_TYPE, generateKey, type KeyType } from "./keys.ts";
import { type Minted, mintWith, pemOf } from "./leaf.ts";
import { type Lifetime, validityOf } from "./lifetime.ts";
import { clientSubject } from "./subject.ts";
import type { MintWorld } from "./world.ts";

export interface CaRequest {
  readonly commonName: string;
  readonly lifetime: Lifetime;
  readonly keyType?: KeyType;
  /** How many CAs may stand below this one; any number where absent. */
  readonly pathLength?: number;
}

/**
 * Make a key and a root that signs itself, as `kubeadm init` makes its CAs (client-go cert.NewSelfSignedCACert): its
 * common name is its DNS name too, where it is a host name. Not its keyEncipherment, which RFC 3279 2.3.1 does not want
 * beside keyCertSign. Codes of a failure: refusals of judgeIdentity and
 * judgeLifetime, `path-length`, `key-unavailable`, `not-as-asked`.
 */
export async function createCa(request: CaRequest, world: MintWorld): Promise<Result<Minted>> {
  const { commonName, lifetime, keyType = DEFAULT_KEY_TYPE, pathLength } = request;
  const refused = refusalOf(request);
  if (refused !== undefined) {
    return refused;
  }
  const validity = validityOf(lifetime, [], world.now);
  if (!validity.ok) {
    return validity;
  }
  const key = await generateKey(keyType, world);
  if (!key.ok) {
    return key;
  }
  const { shared, privateKey, pem } = key.value;
  const subject = clientSubject({ user: commonName, groups: [] });
  const id = await keyIdentifier(shared.spki, world.crypto);
  const names = isHostName(commonName)
    ? [subjectAltName(altNames([{ type: "dns", value: commonName }]))]
    : [];
  const extensions = [...caExtensions(pathLength), ...names, subjectKeyId(id)];
  const template = { subject, issuer: subject, spki: shared.spki, validity: validity.value, extensions };
  const issued = await issue(template, { key: privateKey, algorithm: shared.algorithm }, world);
  if (!issued.ok) {
    return issued;
  }
  const certificatePem = pemOf([issued.value]);
  return { ok: true, value: { certificate: issued.value, certificatePem, keyPem: pem, notes: [] } };
}

/** Make a CA below another. Its PEM goes on with the intermediates above it. Code of a failure besides: `path-length`. */
export async function createIntermediateCa(
  request: CaRequest,
  ca: SigningCa,
  world: MintWorld,
): Promise<Result<Minted>> {
  const { commonName, lifetime, keyType = DEFAULT_KEY_TYPE, pathLength } = request;
  const refused = refusalOf(request);
  if (refused !== undefined) {
    return refused;
  }
  const room = roomBelow(ca);
  if (room < 1) {
    return failure("path-length", "The CA may not have another CA below it: its path length is used up.");
  }
  const allowed = Number.isFinite(room) ? Math.min(pathLength ?? room - 1, room - 1) : pathLength;
  return mintWith(
    ca,
    keyType,
    () => ({
      subject: clientSubject({ user: commonName, groups: [] }),
      lifetime,
      extensions: caExtensions(allowed),
    }),
    world,
  );
}

/** How many CAs the chain still allows below (RFC 5280 4.2.1.9); Infinity where nothing bounds it. */
function roomBelow({ chain }: SigningCa): number {
  return Math.min(...chain.map(({ basicConstraints }, i) => (basicConstraints?.maxPathLen ?? Infinity) - i));
}

function refusalOf({ commonName, pathLength = 0 }: CaRequest): Result<never> | undefined {
  const [refusal] = judgeIdentity({ user: commonName, groups: [] }).refusals;
  if (refusal !== undefined) {
    return { ok: false, ...refusal };
  }
  return Number.isInteger(pathLength) && pathLength >= 0 && pathLength <= 127
    ? undefined
    : failure("path-length", "The path length is a number from 0 to 127.");
}

function caExtensions(pathLength: number | undefined): readonly CertificateExtension[] {
  return [keyUsage(["digitalSignature", "keyCertSign"]), isACa(pathLength)];
}
