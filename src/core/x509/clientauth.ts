import { type Message, say } from "../message.ts";
import { isSecureScheme, schemeNamed } from "./algorithms.ts";
import { equalBytes } from "./bytes.ts";
import { refusalOf } from "./certificate.ts";
import { issuedBy, verifySignature } from "./chain.ts";
import { constraintViolation } from "./constrainednames.ts";
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

/** `message` is what Go says; the API server logs it and answers 401. */
export type ClientAuthVerdict =
  | { readonly ok: true; readonly chains: readonly (readonly Certificate[])[] }
  | { readonly ok: false; readonly code: ClientAuthCode; readonly message: Message };

export type ClientAuthCode =
  | "refused"
  | "critical-extension"
  | "not-yet-valid"
  | "expired"
  | "path-length"
  | "unknown-authority"
  | "key-usage"
  | "name-constraints";

const UNKNOWN_AUTHORITY = bad("unknown-authority", "x509: certificate signed by unknown authority");
const TOO_MANY_SIGNATURES = bad(
  "unknown-authority",
  "x509: signature check attempts limit reached while verifying certificate chain",
);

/** Go's bound on signature checks, which keeps cycles of CAs from taking for ever. */
const MAX_SIGNATURE_CHECKS = 100;

/**
 * Whether an API server with these roots takes the client certificate: Go's x509.Certificate.Verify for clientAuth
 * (apiserver pkg/authentication/request/x509), without certificate policies. Signatures are checked by WebCrypto; one
 * that it cannot judge counts as good.
 */
export async function clientAuthVerdict(chain: ClientChain): Promise<ClientAuthVerdict> {
  const steps = judge(chain);
  let step = steps.next();
  while (!step.done) {
    step = steps.next((await verifySignature(...step.value)) !== false);
  }
  return step.value;
}

/** The same by names and key ids alone: every signature is believed, save where the key ids differ. */
export function clientAuthByNames(chain: ClientChain): ClientAuthVerdict {
  const steps = judge(chain);
  let step = steps.next();
  while (!step.done) {
    step = steps.next(issuedBy(...step.value) !== "no-key-id");
  }
  return step.value;
}

type SignatureQuestion = [child: Certificate, issuer: Certificate];
type Steps<T> = Generator<SignatureQuestion, T, boolean>;

function* judge(chain: ClientChain): Steps<ClientAuthVerdict> {
  const { leaf, roots, now } = chain;
  const refused = refusalOf(leaf);
  if (refused !== undefined) {
    return bad("refused", "{0}", refused);
  }
  const unfit = defectOf(leaf, [], now);
  if (unfit !== undefined) {
    return unfit;
  }
  const { chains: candidates, failure } = roots.some(root => equalBytes(root.der, leaf.der))
    ? { chains: [[leaf]] }
    : yield* buildChains([leaf], chain, { left: MAX_SIGNATURE_CHECKS });
  if (candidates.length === 0) {
    return failure ?? UNKNOWN_AUTHORITY;
  }
  const usable = candidates.filter(allowsClientAuth);
  if (usable.length === 0) {
    return bad("key-usage", "x509: certificate specifies an incompatible key usage");
  }
  const violations = usable.map(constraintViolation);
  const chains = usable.filter((_, i) => violations[i] === undefined);
  return chains.length > 0
    ? { ok: true, chains }
    : bad(
        "name-constraints",
        "x509: a root or intermediate certificate is not authorized to sign for this name: {0}",
        violations[0] ?? "",
      );
}

interface Built {
  readonly chains: readonly (readonly Certificate[])[];
  /** What Go answers when there is no chain: the defect of the last candidate it looked at. */
  readonly failure?: ClientAuthVerdict | undefined;
}

/** Every chain from the last certificate of `current` to a root (crypto/x509 buildChains). */
function* buildChains(
  current: readonly Certificate[],
  chain: ClientChain,
  budget: { left: number },
): Steps<Built> {
  const chains: (readonly Certificate[])[] = [];
  let failure: ClientAuthVerdict | undefined;
  for (const { issuer, isRoot } of candidatesFor(current, chain)) {
    if (budget.left-- <= 0) {
      return { chains, failure: TOO_MANY_SIGNATURES };
    }
    const child = current.at(-1) ?? chain.leaf;
    if (isInChain(issuer, current) || !maySign(issuer, child) || !(yield [child, issuer])) {
      continue;
    }
    failure = defectOf(issuer, current, chain.now, !isRoot);
    if (failure === undefined) {
      const longer = [...current, issuer];
      const built: Built = isRoot ? { chains: [longer] } : yield* buildChains(longer, chain, budget);
      chains.push(...built.chains);
      failure = built.failure;
      if (failure === TOO_MANY_SIGNATURES) {
        break;
      }
    }
  }
  return chains.length > 0 ? { chains } : { chains, failure: failure ?? UNKNOWN_AUTHORITY };
}

interface Candidate {
  readonly issuer: Certificate;
  readonly isRoot: boolean;
}

/** Roots before intermediates, the likelier issuer first. */
function* candidatesFor(
  current: readonly Certificate[],
  { roots, intermediates, leaf }: ClientChain,
): Iterable<Candidate> {
  const child = current.at(-1) ?? leaf;
  for (const issuer of potentialIssuers(child, roots)) {
    yield { issuer, isRoot: true };
  }
  for (const issuer of potentialIssuers(child, intermediates)) {
    yield { issuer, isRoot: false };
  }
}

const RANKS = ["by-key-id", "by-name", "no-key-id"];

function potentialIssuers(child: Certificate, pool: readonly Certificate[]): readonly Certificate[] {
  return RANKS.flatMap(rank => pool.filter(each => issuedBy(child, each) === rank));
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

/** What can be said before the signature is looked at (crypto/x509 CheckSignatureFrom, checkSignature). */
function maySign(issuer: Certificate, child: Certificate): boolean {
  const { basicConstraints, keyUsage, version, publicKey } = issuer;
  if ((version === 3 && basicConstraints === undefined) || basicConstraints?.ca === false) {
    return false;
  }
  if (keyUsage !== undefined && keyUsage.length > 0 && !keyUsage.includes("keyCertSign")) {
    return false;
  }
  const scheme = schemeNamed(child.signatureAlgorithm);
  if (scheme === undefined || !isSecureScheme(scheme)) {
    return false;
  }
  const { algorithm } = publicKey;
  return algorithm.type === scheme.key && !(algorithm.type === "RSA" && algorithm.bits < 1024);
}

/** crypto/x509 isValid; `below` is the chain under the certificate, leaf first. */
function defectOf(
  certificate: Certificate,
  below: readonly Certificate[],
  now: number,
  isIntermediate = false,
): ClientAuthVerdict | undefined {
  const { unhandledCritical, notBefore = 0, notAfter = 0, basicConstraints } = certificate;
  if (unhandledCritical.length > 0) {
    return bad("critical-extension", "x509: unhandled critical extension");
  }
  const invalid = "x509: certificate has expired or is not yet valid: current time {0} is {1} {2}";
  if (now < notBefore) {
    return bad("not-yet-valid", invalid, rfc3339(now), "before", rfc3339(notBefore));
  }
  if (now > notAfter) {
    return bad("expired", invalid, rfc3339(now), "after", rfc3339(notAfter));
  }
  if (isIntermediate && basicConstraints?.ca !== true) {
    return bad("unknown-authority", "x509: certificate is not authorized to sign other certificates");
  }
  const { maxPathLen } = basicConstraints ?? {};
  return maxPathLen !== undefined && below.length - 1 > maxPathLen
    ? bad("path-length", "x509: too many intermediates for path length constraint")
    : undefined;
}

/** Every certificate of the chain with usages must allow clientAuth (crypto/x509 checkChainForKeyUsage). */
function allowsClientAuth(chain: readonly Certificate[]): boolean {
  return chain.every(
    ({ extKeyUsage = [] }) =>
      extKeyUsage.length === 0 || extKeyUsage.includes("any") || extKeyUsage.includes("clientAuth"),
  );
}

function rfc3339(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}

function bad(code: ClientAuthCode, template: string, ...args: string[]): ClientAuthVerdict {
  return { ok: false, code, message: say(template, ...args) };
}
