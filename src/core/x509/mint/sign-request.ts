import { utf8Bytes } from "../../bytes/bytes.ts";
import { say } from "../../message.ts";
import type { Result } from "../../result.ts";
import { type CertificateRequest, verifyRequest } from "../csr.ts";
import { formatName } from "../name.ts";
import { publicPart } from "../public-part.ts";
import { readRequestBytes } from "../request-reading.ts";
import type { CertificateExtension, SubjectAltName } from "../types.ts";
import { isSafeName, safeAltNames } from "./alt-names.ts";
import type { SigningCa } from "./authority.ts";
import { refusalOfUsage } from "./client.ts";
import {
  type ExtendedUsage,
  ExtensionOid,
  extKeyUsage,
  keyUsage,
  leafUsages,
  notACa,
  subjectAltName,
} from "./extensions.ts";
import { failure } from "./failure.ts";
import { type ClientIdentity, identityOf, judgeIdentity } from "./identity.ts";
import { combine, type Judgement, type Reason, reason } from "./judgement.ts";
import { type Signed, signWith } from "./leaf.ts";
import type { Lifetime } from "./lifetime.ts";
import type { MintWorld } from "./world.ts";

/** What a certificate signing request asks for, to be shown before it is signed. */
export interface CsrSummary {
  readonly request: CertificateRequest;
  readonly identity: ClientIdentity;
  /** The whole subject as Go prints it. */
  readonly subject: string;
  /** What is copied into the certificate. */
  readonly names: readonly SubjectAltName[];
  /** What is asked for and not copied: extensions by OID. The certificate gets usages of its own, and never is a CA. */
  readonly dropped: readonly string[];
  readonly judgement: Judgement;
}

/** Go's TLS takes no certificate with a larger key (crypto/tls checkKeySize). */
const MAX_RSA_BITS = 8192;

/**
 * Read a request and check that its own key signed it. Codes of a failure: `csr-unreadable`, `csr-signature`,
 * `csr-key`.
 */
export async function inspectCsr(pem: string | Uint8Array): Promise<Result<CsrSummary>> {
  // Whatever openssl reads is signed here, too: the API server alone is stricter.
  const { request, refusal } = readRequestBytes(typeof pem === "string" ? utf8Bytes(pem) : pem);
  if (request === undefined) {
    const message = refusal ?? say("The certificate request is not well-formed");
    return { ok: false, code: "csr-unreadable", message };
  }
  const refused = request.problems.find(problem => problem.refused);
  if (refused !== undefined) {
    return { ok: false, code: "csr-unreadable", message: refused.message };
  }
  const { algorithm } = request.publicKey;
  const isFit = algorithm.type !== "RSA" || (algorithm.bits >= 1024 && algorithm.bits <= MAX_RSA_BITS);
  if (publicPart(request.publicKey) === undefined || !isFit) {
    return failure("csr-key", "The request is for a key that Go, and so Kubernetes, does not accept.");
  }
  const isSigned = await verifyRequest(request);
  if (isSigned !== true) {
    return isSigned === false
      ? failure(
          "csr-signature",
          "The request is not signed with its own key: it was changed, or is someone else's.",
        )
      : failure(
          "csr-signature",
          "The signature of the request cannot be checked here ({0}): make it anew with SHA-256.",
          request.signatureAlgorithm,
        );
  }
  const identity = identityOf(request.subject);
  const names = request.subjectAltNames.filter(isSafeName);
  const isWholeSan = names.length === request.subjectAltNames.length;
  const dropped = request.extensions
    .map(extension => extension.oid)
    .filter(oid => oid !== ExtensionOid.altNames || !isWholeSan);
  const judgement = combine(judgeIdentity(identity), { refusals: [], confirmations: oddities(request) });
  const subject = formatName(request.subject);
  return { ok: true, value: { request, identity, subject, names, dropped, judgement } };
}

function oddities({ basicConstraints, publicKey: { algorithm } }: CertificateRequest): Reason[] {
  const found: Reason[] = [];
  if (basicConstraints?.ca === true) {
    found.push(reason("csr-asks-ca", "The request asks to be a CA. The certificate will not be one."));
  }
  if (algorithm.type === "RSA" && algorithm.bits < 2048) {
    found.push(
      reason("csr-key-weak", "The request's RSA key has {0} bits, which is weak today.", algorithm.bits),
    );
  }
  return found;
}

export interface CsrSigning {
  readonly lifetime: Lifetime;
  /** What the certificate is good for, whatever the request asks: clientAuth where absent. */
  readonly usages?: readonly [ExtendedUsage, ...ExtendedUsage[]];
}

/**
 * Sign a request as the API server's signer does (pkg/controller/certificates/authority): the subject byte for byte,
 * DNS names, addresses, mails and URIs; usages are the caller's, and nothing else is copied.
 * Codes of a failure: those of judgeIdentity for a client, judgeLifetime, `ca-no-client-auth`, `ca-no-server-auth`.
 */
export async function signCsr(
  { request, judgement }: CsrSummary,
  { lifetime, usages = ["clientAuth"] }: CsrSigning,
  ca: SigningCa,
  world: MintWorld,
): Promise<Result<Signed>> {
  const [refusal] = judgement.refusals.filter(
    ({ code }) => usages.includes("clientAuth") || code !== "user-empty",
  );
  if (refusal !== undefined) {
    return { ok: false, ...refusal };
  }
  const unfit = usages.map(usage => refusalOfUsage(ca.chain, usage)).find(each => each !== undefined);
  if (unfit !== undefined) {
    return unfit;
  }
  const extensions = [
    keyUsage(leafUsages(request.publicKey.algorithm)),
    extKeyUsage(usages),
    notACa(),
    ...requestedNames(request),
  ];
  const { subject, publicKey } = request;
  return signWith(ca, { subject: subject.der, spki: publicKey.spki, lifetime, extensions }, world);
}

/** Critical where the subject is empty (RFC 5280 4.2.1.6). */
function requestedNames(request: CertificateRequest): readonly CertificateExtension[] {
  const { extensions, subject, subjectAltNames } = request;
  const asked = extensions.find(({ oid }) => oid === ExtensionOid.altNames);
  const names = asked && safeAltNames(asked.value, subjectAltNames);
  return names === undefined ? [] : [{ ...subjectAltName(names), critical: subject.attributes.length === 0 }];
}
