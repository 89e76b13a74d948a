import type { Result } from "../../result.ts";
import { Extension, Name, Pkcs10CertificateRequestGenerator } from "../peculiar.ts";
import { encodePem } from "../pem.ts";
import { altNames, type ServerName } from "./alt-names.ts";
import { subjectAltName } from "./extensions.ts";
import { failure } from "./failure.ts";
import { type ClientIdentity, judgeIdentity } from "./identity.ts";
import { DEFAULT_KEY_TYPE, generateKey, type KeyType, signingScheme } from "./keys.ts";
import { clientSubject } from "./subject.ts";
import { type MintWorld, unshared } from "./world.ts";

export interface CsrRequest extends ClientIdentity {
  readonly keyType?: KeyType;
  /** Asked for as subjectAltName. None for a client. */
  readonly names?: readonly ServerName[];
}

export interface CreatedCsr {
  /** PEM, `CERTIFICATE REQUEST`: what `spec.request` of a CertificateSigningRequest takes in base64. */
  readonly requestPem: string;
  /** PEM. A secret. */
  readonly keyPem: string;
}

/**
 * Make a key and a certificate signing request for it (RFC 2986). Codes of a failure: refusals of judgeIdentity,
 * `key-unavailable`.
 */
export async function createCsr(request: CsrRequest, world: MintWorld): Promise<Result<CreatedCsr>> {
  const { keyType = DEFAULT_KEY_TYPE, names = [] } = request;
  const [refusal] = judgeIdentity(request).refusals;
  if (refusal !== undefined) {
    return { ok: false, ...refusal };
  }
  const key = await generateKey(keyType, world);
  if (!key.ok) {
    return key;
  }
  const { privateKey, publicKey, shared, pem } = key.value;
  const scheme = signingScheme(shared.algorithm);
  if (scheme === undefined) {
    return failure(
      "key-unavailable",
      "Keys of the type {0} cannot be made here. Choose another type.",
      keyType,
    );
  }
  const san = names.length === 0 ? [] : [subjectAltName(altNames(names))];
  const made = await Pkcs10CertificateRequestGenerator.create(
    {
      name: new Name(unshared(clientSubject(request))),
      keys: { privateKey, publicKey },
      signingAlgorithm: scheme.signing,
      extensions: san.map(({ oid, critical, value }) => new Extension(oid, critical, unshared(value))),
    },
    world.crypto,
  );
  const requestPem = encodePem("CERTIFICATE REQUEST", new Uint8Array(made.rawData));
  return { ok: true, value: { requestPem, keyPem: pem } };
}
