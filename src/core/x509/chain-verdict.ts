import { equalBytes } from "../bytes/bytes.ts";
import { isSecureScheme, schemeNamed } from "./algorithms.ts";
import { refusalOf } from "./certificate.ts";
import { maySign, potentialIssuers, type Signed } from "./chain.ts";
import { constraintCheck } from "./names/verify.ts";
import type { Certificate } from "./types.ts";

/** What a chain is to be good for, as `extKeyUsage` spells it. */
export type Purpose = "clientAuth" | "serverAuth";

export interface SentChain {
  /** First what the peer sends, then what else it sends. */
  readonly leaf: Certificate;
  readonly intermediates: readonly Certificate[];
  /** The CAs that whoever judges trusts. */
  readonly roots: readonly Certificate[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export type ChainVerdict =
  | { readonly ok: true; readonly chains: readonly (readonly Certificate[])[] }
  | ChainRefused;

export interface ChainRefused {
  readonly ok: false;
  readonly code: ChainCode;
  /** The certificate that Go stumbles over, where it is one. */
  readonly culprit?: Certificate;
  /** For `name-constraints`, in Go's words. */
  readonly violation?: string;
  /** The CA that bears the issuer's name and did not sign, which Go adds to "signed by unknown authority". */
  readonly hint?: { readonly issuer: Certificate; readonly error: string };
}

/** With a `hint`, Go says "signed by unknown authority" whatever the code. */
export type ChainCode =
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

const UNKNOWN_AUTHORITY: ChainRefused = { ok: false, code: "unknown-authority" };
const TOO_MANY_SIGNATURES: ChainRefused = { ok: false, code: "unknown-authority" };

/** Go's bound on signature checks, which keeps cycles of CAs from taking for ever. */
const MAX_SIGNATURE_CHECKS = 100;

/** Whether Go's x509.Certificate.Verify takes a chain for a purpose, without certificate policies and names of hosts. */
export function chainVerdict(chain: SentChain, purpose: Purpose, signed: Signed): ChainVerdict {
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
  const allows = (each: Certificate) => allowsPurpose(each, purpose);
  const usable = candidates.filter(each => each.every(allows));
  if (usable.length === 0) {
    return bad(
      "key-usage",
      candidates[0]?.find(each => !allows(each)),
    );
  }
  const violations = usable.map(constraintCheck());
  const chains = usable.filter((_, i) => violations[i] === undefined);
  return chains.length > 0
    ? { ok: true, chains }
    : { ok: false, code: "name-constraints", violation: violations[0] ?? "" };
}

interface Search extends SentChain {
  readonly signed: Signed;
  readonly checks: { left: number };
}

interface Built {
  readonly chains: readonly (readonly Certificate[])[];
  /** What Go answers when there is no chain: the defect of the last candidate it looked at. */
  readonly failure?: ChainRefused | undefined;
}

/** Every chain from the last certificate of `current` to a root (crypto/x509 buildChains). */
function buildChains(current: readonly Certificate[], search: Search): Built {
  const child = current.at(-1) ?? search.leaf;
  const chains: (readonly Certificate[])[] = [];
  let hint: ChainRefused | undefined;
  let failure: ChainRefused | undefined;
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
function* candidatesFor(child: Certificate, { roots, intermediates }: SentChain): Iterable<Candidate> {
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
function signingDefect(child: Certificate, issuer: Certificate, signed: Signed): ChainRefused | undefined {
  const { algorithm } = issuer.publicKey;
  const hinted = (code: ChainCode, error: string, culprit?: Certificate): ChainRefused => ({
    ...bad(code, culprit),
    hint: { issuer, error },
  });
  if (algorithm.type === "other") {
    return UNKNOWN_AUTHORITY;
  }
  if (!maySign(issuer)) {
    return hinted("may-not-sign", CANNOT_SIGN, issuer);
  }
  const scheme = schemeNamed(child.signatureAlgorithm);
  if (scheme === undefined) {
    return hinted("unknown-authority", "x509: cannot verify signature: algorithm unimplemented");
  }
  if (!isSecureScheme(scheme)) {
    const error = `x509: cannot verify signature: insecure algorithm ${child.signatureAlgorithm}`;
    return hinted("weak-signature", error, child);
  }
  if (scheme.key !== algorithm.type) {
    const error = `x509: signature algorithm specifies an ${scheme.key} public key, but have public key of type ${GO_KEYS[algorithm.type]}`;
    return hinted("unknown-authority", error);
  }
  if (algorithm.type === "RSA" && algorithm.bits < 1024) {
    const error = `crypto/rsa: ${algorithm.bits}-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)`;
    return hinted("weak-key", error, issuer);
  }
  return signed(child, issuer) ? undefined : hinted("unknown-authority", NOT_SIGNED[algorithm.type]);
}

const CANNOT_SIGN = "x509: invalid signature: parent certificate cannot sign this kind of certificate";

const GO_KEYS = { RSA: "*rsa.PublicKey", ECDSA: "*ecdsa.PublicKey", Ed25519: "ed25519.PublicKey" } as const;

const NOT_SIGNED = {
  RSA: "crypto/rsa: verification error",
  ECDSA: "x509: ECDSA verification failure",
  Ed25519: "x509: Ed25519 verification failure",
} as const;

/** crypto/x509 isValid; `below` is the chain under the certificate, leaf first. */
function defectOf(
  certificate: Certificate,
  below: readonly Certificate[],
  now: number,
  isIntermediate = false,
): ChainRefused | undefined {
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

/** Each certificate of a chain that has usages must allow the purpose (crypto/x509 checkChainForKeyUsage). */
export function allowsPurpose({ extKeyUsage = [] }: Certificate, purpose: Purpose): boolean {
  return extKeyUsage.length === 0 || extKeyUsage.includes("any") || extKeyUsage.includes(purpose);
}

function bad(code: ChainCode, culprit: Certificate | undefined): ChainRefused {
  return { ok: false, code, ...(culprit && { culprit }) };
}
