import { decodeBase64 } from "../bytes/base64.ts";
import { lenientUtf8Text } from "../bytes/bytes.ts";
import type { Message } from "../message.ts";
import type { Failure, Result } from "../result.ts";
import { tokenDefect, trimmedAsGo } from "../tokens/defect.ts";
import { readToken } from "../tokens/index.ts";
import type { TokenInfo } from "../tokens/types.ts";
import { isAccepted } from "../x509/certificate.ts";
import { type CertificateList, decodeCertificates, readCaBundle } from "../x509/certificates.ts";
import { type PrivateKeyInfo, readPrivateKey } from "../x509/key.ts";
import type { KeyPairVerdict } from "../x509/key-pair.ts";
import { checkKeyPair, keyMatches } from "../x509/key-pair.ts";
import { pemDefect } from "../x509/pem-defect.ts";
import type { BundleItem, CertificateBundle } from "./facts-model.ts";

/**
 * A bound of our own, in bytes: PEM is read without a pause, and the certificates of every public authority together
 * take a fifth of it.
 */
export const MAX_CONTENT = 1024 * 1024;

/**
 * What one `…-data` value or one file holds, decoded on demand and each way at most once. Of a private key only the
 * public facts stay after `release`.
 */
export class Content {
  readonly #source: string | Uint8Array;
  #bytes: Result<Uint8Array> | undefined;
  #defect?: Failure | "none";
  #tooLarge?: boolean;
  #list?: CertificateList;
  #bundle?: CertificateBundle;
  #authorities?: CertificateBundle;
  #bundleError?: Message | "none";
  #pemDefect?: Message;
  #key?: Result<PrivateKeyInfo>;
  #token?: TokenInfo;
  readonly #pairs = new WeakMap<Content, { readonly exact: boolean; readonly verdict: KeyPairVerdict }>();

  /** @param source base64 text, or the bytes of a file */
  constructor(source: string | Uint8Array) {
    this.#source = source;
  }

  /** Why the base64 does not decode. */
  get defect(): Failure | undefined {
    if (this.#defect === undefined) {
      const bytes = this.bytes;
      this.#defect = bytes.ok ? "none" : bytes;
    }
    return this.#defect === "none" ? undefined : this.#defect;
  }

  /** Whether nobody looks at it, since that would take too long: then it seems to be empty. */
  get tooLarge(): boolean {
    // Base64 never spells more bytes than it has characters, and decoding it only to ask this would cost.
    if (this.#source.length <= MAX_CONTENT) return false;
    this.#tooLarge ??= this.bytes.ok && this.bytes.value.length > MAX_CONTENT;
    return this.#tooLarge;
  }

  get bytes(): Result<Uint8Array> {
    this.#bytes ??=
      typeof this.#source === "string" ? decodeBase64(this.#source) : { ok: true, value: this.#source };
    return this.#bytes;
  }

  /** The certificates of a PEM text, in order, with the blocks they stand in. */
  get list(): CertificateList {
    this.#list ??= decodeCertificates(this.#plain());
    return this.#list;
  }

  get bundle(): CertificateBundle {
    this.#bundle ??= bundleOf(this.list);
    return this.#bundle;
  }

  /** As `bundle`, of a CA: crypto/x509 AppendCertsFromPEM passes over blocks with headers. */
  get authorities(): CertificateBundle {
    this.#authorities ??= authoritiesOf(this.list, this.bundle);
    return this.#authorities;
  }

  /** Why kubectl cannot use it as a CA bundle (client-go transport/transport.go, rootCertPool); nothing at all is fine. */
  get bundleError(): Message | undefined {
    this.#bundleError ??= bundleErrorOf(this.list, this.#plain()) ?? "none";
    return this.#bundleError === "none" ? undefined : this.#bundleError;
  }

  /** Why there is no PEM block in it, where that is so. */
  get pemDefect(): Message {
    this.#pemDefect ??= pemDefect(this.#plain());
    return this.#pemDefect;
  }

  get key(): Result<PrivateKeyInfo> {
    this.#key ??= readPrivateKey(this.#plain());
    return this.#key;
  }

  /** The text of a token file, surrounding white space dropped as kubectl does. */
  get token(): TokenInfo {
    this.#token ??= tokenIn(trimmedAsGo(lenientUtf8Text(this.#plain())));
    return this.#token;
  }

  /** Whether `key` belongs to the first certificate here (crypto/tls X509KeyPair). */
  pairWith(key: Content, exact: boolean): KeyPairVerdict {
    if (this.tooLarge || key.tooLarge) return { ok: true };
    const known = this.#pairs.get(key);
    if (known !== undefined && (known.exact || !exact)) return known.verdict;
    const verdict = this.#judge(key, exact);
    this.#pairs.set(key, { exact, verdict });
    return verdict;
  }

  /** The full check only where the public parts that are known already do not settle it. */
  #judge(key: Content, exact: boolean): KeyPairVerdict {
    const leaf = this.list.entries[0]?.certificate;
    const info = key.key;
    const settled = leaf?.ok && isAccepted(leaf.value) && info.ok && (info.value.computed || !exact);
    if (settled && keyMatches(leaf.value, info.value) === "match") return { ok: true };
    return checkKeyPair(this.list, key.#plain(), { exact });
  }

  /** Lets go of the decoded bytes; what was made of them stays. */
  release(): void {
    if (this.#bytes !== undefined) void this.defect;
    if (typeof this.#source === "string") this.#bytes = undefined;
  }

  #plain(): Uint8Array {
    return this.bytes.ok && !this.tooLarge ? this.bytes.value : new Uint8Array(0);
  }
}

function tokenIn(text: string): TokenInfo {
  const defect = tokenDefect(text);
  return { ...readToken(text), ...(defect && { defect }) };
}

function bundleOf({ entries, skipped, lost }: CertificateList): CertificateBundle {
  const certificates: BundleItem[] = entries.map(({ certificate }) =>
    certificate.ok ? { ok: true, certificate: certificate.value } : { ok: false, failure: certificate },
  );
  return { certificates, skipped: skipped.map(block => block.label), lost };
}

function authoritiesOf(
  { entries, withHeaders }: CertificateList,
  bundle: CertificateBundle,
): CertificateBundle {
  if (withHeaders.length === 0) return bundle;
  const certificates = bundle.certificates.filter((_, index) => entries[index]?.block.headers.size === 0);
  const others = certificates.length === 0 ? [] : withHeaders;
  return {
    certificates,
    skipped: [...bundle.skipped, "CERTIFICATE with headers"],
    lost: [...bundle.lost, ...others].sort((a, b) => a.line - b.line),
  };
}

/** One certificate that can be trusted is enough; only without any does the text have to be read again for why. */
function bundleErrorOf({ entries }: CertificateList, pem: Uint8Array): Message | undefined {
  const trusted = entries.some(
    ({ block, certificate }) => block.headers.size === 0 && certificate.ok && isAccepted(certificate.value),
  );
  if (trusted || pem.length === 0) return undefined;
  const bundle = readCaBundle(pem);
  return bundle.ok ? undefined : bundle.message;
}
