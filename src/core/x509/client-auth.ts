import { equalBytes } from "../bytes/bytes.ts";
import { isSecureScheme, schemeNamed } from "./algorithms.ts";
import { refusalOf } from "./certificate.ts";
import { maySign, potentialIssuers, type Signed } from "./chain.ts";
import { constraintCheck } from "./names/verify.ts";
import type { Certificate } from "./types.ts";

export interface ClientChain {
  /** First what the client sends, then what else it sends. */
  readonly leaf: Certificate;
  readonly intermediates: readonly Certificate[];
  /** The client CA of the API server. */
  readonly roots: readonly Certificate[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export type ClientAuthVerdict =
  | { readonly ok: true; readonly chains: readonly (readonly Certificate[])[] }
  | ClientAuthRefusal;

export interface ClientAuthRefusal {
  readonly ok: false;
  readonly code: ClientAuthCode;
  /** The certificate that Go stumbles over, where it is one. */
  readonly culprit?: Certificate;
  /** For `name-constraints`, in Go's words. */
  readonly violation?: string;
}

/** `may-not-sign`, `weak-signature` and `weak-key` are hints that Go adds to "signed by unknown authority". */
export type ClientAuthCode =
  | "refused"
  | "critical-extension"
  | "not-yet-valid"
  | "expired"
  | "path-length"
  | "may-not-sign"
  | "weak-signature"
  | "weak-key"
  | "unknown-authority"
  | "key-usage"
  | "name-constraints";

const UNKNOWN_AUTHORITY: ClientAuthRefusal = { ok: false, code: "unknown-authority" };
const TOO_MANY_SIGNATURES: ClientAuthRefusal = { ok: false, code: "unknown-authority" };

/** Go's bound on signature checks, which keeps cycles of CAs from taking for ever. */
const MAX_SIGNATURE_CHECKS = 100;

/**
 * Whether an API server with these roots takes the client certificate: Go's x509.Certificate.Verify for clientAuth
 * (apiserver pkg/authentication/request/x509), without certificate policies.
 */
export function clientAuthVerdict(chain: ClientChain, signed: Signed): ClientAuthVerdict {
  const { leaf, roots, now } = chain;
  if (refusalOf(leaf) !== undefined) {
    return bad("refused", leaf);
  }
  const unfit = defectOf(leaf, [], now);
  if (unfit !== undefined) {
    return unfit;
  }
  const { chains: candidates, failure } = roots.some(root => equalBytes(root.der, leaf.der))
    ? { chains: [[leaf]] }
    : buildChains([leaf], { ...chain, signed, checks: { left: MAX_SIGNATURE_CHECKS } });
  if (candidates.length === 0) {
    return failure ?? UNKNOWN_AUTHORITY;
  }
  const usable = candidates.filter(each => each.every(allowsClientAuth));
  if (usable.length === 0) {
    return bad(
      "key-usage",
      candidates[0]?.find(each => !allowsClientAuth(each)),
    );
  }
  const violations = usable.map(constraintCheck());
  const chains = usable.filter((_, i) => violations[i] === undefined);
  return chains.length > 0
    ? { ok: true, chains }
    : { ok: false, code: "name-constraints", violation: violations[0] ?? "" };
}

interface Search extends ClientChain {
  readonly signed: Signed;
  readonly checks: { left: number };
}

interface Built {
  readonly chains: readonly (readonly Certificate[])[];
  /** What Go answers when there is no chain: the defect of the last candidate it looked at. */
  readonly failure?: ClientAuthRefusal | undefined;
}

/** Every chain from the last certificate of `current` to a root (crypto/x509 buildChains). */
function buildChains(current: readonly Certificate[], search: Search): Built {
  const child = current.at(-1) ?? search.leaf;
  const chains: (readonly Certificate[])[] = [];
  let hint: ClientAuthRefusal | undefined;
  let failure: ClientAuthRefusal | undefined;
  for (const { issuer, isRoot } of candidatesFor(child, search)) {
    if (search.checks.left-- <= 0) {
      return { chains, failure: TOO_MANY_SIGNATURES };
    }
    if (isInChain(issuer, current)) {
      continue;
    }
    const unsigned = signingDefect(child, issuer, search.signed);
    if (unsigned !== undefined) {
      hint ??= unsigned;
      continue;
    }
    failure = defectOf(issuer, current, search.now, !isRoot);
    if (failure === undefined) {
      const longer = [...current, issuer];
      const built: Built = isRoot ? { chains: [longer] } : buildChains(longer, search);
      chains.push(...built.chains);
      failure = built.failure;
      if (failure === TOO_MANY_SIGNATURES) {
        break;
      }
    }
  }
  return chains.length > 0 ? { chains } : { chains, failure: failure ?? hint ?? UNKNOWN_AUTHORITY };
}

interface Candidate {
  readonly issuer: Certificate;
  readonly isRoot: boolean;
}

/** Roots before intermediates, the likelier issuer first. */
function* candidatesFor(child: Certificate, { roots, intermediates }: ClientChain): Iterable<Candidate> {
  for (const issuer of potentialIssuers(child, roots)) {
    yield { issuer, isRoot: true };
  }
  for (const issuer of potentialIssuers(child, intermediates)) {
    yield { issuer, isRoot: false };
  }
}

/** Same subject, key and SANs: Go's guard against loops of cross-signatures (crypto/x509 alreadyInChain). */
function isInChain(candidate: Certificate, chain: readonly Certificate[]): boolean {
  return chain.some(
    each =>
      equalBytes(each.subject.der, candidate.subject.der) &&
      equalBytes(each.publicKey.spki, candidate.publicKey.spki) &&
      equalBytes(altNameBytes(each), altNameBytes(candidate)),
  );
}

function altNameBytes({ extensions }: Certificate): Uint8Array {
  return extensions.find(extension => extension.oid === "2.5.29.17")?.value ?? new Uint8Array(0);
}

/** crypto/x509 CheckSignatureFrom, checkSignature; crypto/rsa checks the size of the key. */
function signingDefect(
  child: Certificate,
  issuer: Certificate,
  signed: Signed,
): ClientAuthRefusal | undefined {
  const { algorithm } = issuer.publicKey;
  if (!maySign(issuer)) {
    return bad("may-not-sign", issuer);
  }
  const scheme = schemeNamed(child.signatureAlgorithm);
  if (scheme !== undefined && !isSecureScheme(scheme)) {
    return bad("weak-signature", child);
  }
  if (scheme?.key !== algorithm.type) {
    return UNKNOWN_AUTHORITY;
  }
  if (algorithm.type === "RSA" && algorithm.bits < 1024) {
    return bad("weak-key", issuer);
  }
  return signed(child, issuer) ? undefined : UNKNOWN_AUTHORITY;
}

/** crypto/x509 isValid; `below` is the chain under the certificate, leaf first. */
function defectOf(
  certificate: Certificate,
  below: readonly Certificate[],
  now: number,
  isIntermediate = false,
): ClientAuthRefusal | undefined {
  const { unhandledCritical, notBefore = 0, notAfter = 0, basicConstraints } = certificate;
  if (unhandledCritical.length > 0) {
    return bad("critical-extension", certificate);
  }
  if (now < notBefore) {
    return bad("not-yet-valid", certificate);
  }
  if (now > notAfter) {
    return bad("expired", certificate);
  }
  if (isIntermediate && basicConstraints?.ca !== true) {
    return bad("may-not-sign", certificate);
  }
  const { maxPathLen } = basicConstraints ?? {};
  return maxPathLen !== undefined && below.length - 1 > maxPathLen
    ? bad("path-length", certificate)
    : undefined;
}

/** Each certificate of a chain that has usages must allow clientAuth (crypto/x509 checkChainForKeyUsage). */
export function allowsClientAuth({ extKeyUsage = [] }: Certificate): boolean {
  return extKeyUsage.length === 0 || extKeyUsage.includes("any") || extKeyUsage.includes("clientAuth");
}

function bad(code: ClientAuthCode, culprit: Certificate | undefined): ClientAuthRefusal {
  return { ok: false, code, ...(culprit && { culprit }) };
}
