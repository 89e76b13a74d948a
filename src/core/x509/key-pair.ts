import { render, say } from "../message.ts";
import type { Failure } from "../result.ts";
import { refusalOf } from "./certificate.ts";
import { type CertificateList, decodeCertificates } from "./certificates.ts";
import { type KeyOptions, type PrivateKeyInfo, readPrivateKey } from "./key.ts";
import { publicPart, samePublicPart } from "./public-part.ts";
import type { Certificate } from "./types.ts";

/** Whether a key belongs to a certificate. `unsupported`: Go knows no such certificate key; `unknown`: encrypted. */
export type KeyMatch = "match" | "mismatch" | "type-mismatch" | "unsupported" | "unknown";

/** Compare public parts; trusts `key.publicPart`, see {@link PrivateKeyInfo.computed}. */
export function keyMatches(certificate: Certificate, key: PrivateKeyInfo): KeyMatch {
  if (key.publicPart === undefined) {
    return "unknown";
  }
  const part = publicPart(certificate.publicKey);
  if (part === undefined) {
    return "unsupported";
  }
  if (part.type !== key.publicPart.type) {
    return "type-mismatch";
  }
  return samePublicPart(part, key.publicPart) ? "match" : "mismatch";
}

/**
 * Why kubectl does not take a certificate and key: a stable code, and the words of Go's tls.X509KeyPair, to be shown
 * as they are.
 */
export type KeyPairVerdict = { readonly ok: true } | (Failure & { readonly code: KeyPairCode });

export type KeyPairCode =
  | "certificate-no-pem"
  | "certificate-is-key"
  | "certificate-wrong-label"
  | "certificate-refused"
  | "key-no-pem"
  | "key-is-certificate"
  | "key-wrong-label"
  | "key-encrypted"
  | "key-unparsable"
  | "key-unsupported"
  | "key-type-mismatch"
  | "key-mismatch"
  | "certificate-key-unsupported";

/**
 * Judge a client certificate and key as Go's tls.X509KeyPair does (crypto/tls), in its order: PEM of both, the first
 * certificate, the key, the match. Without `exact` a match may rest on the public key that stands in an elliptic
 * curve's private key; a mismatch never does.
 */
export function checkKeyPair(
  certificate: string | Uint8Array | CertificateList,
  key: string | Uint8Array,
  options: KeyOptions = {},
): KeyPairVerdict {
  const list =
    typeof certificate === "string" || certificate instanceof Uint8Array
      ? decodeCertificates(certificate)
      : certificate;
  const leaf = list.entries[0]?.certificate;
  if (leaf === undefined) {
    return withoutCertificate(list.skipped.map(block => block.label));
  }
  const read = readPrivateKey(key, options);
  if (!read.ok && read.code !== "key-unparsable" && read.code !== "key-unsupported") {
    return { ok: false, code: keyCode(read.code), message: read.message };
  }
  const refused = leaf.ok ? refusalOf(leaf.value) : render(leaf.message);
  if (!leaf.ok || refused !== undefined) {
    return bad("certificate-refused", "{0}", refused ?? "");
  }
  if (!read.ok) {
    return read.code === "key-unparsable"
      ? bad("key-unparsable", "tls: failed to parse private key")
      : { ok: false, code: keyCode(read.code), message: read.message };
  }
  return matchVerdict(leaf.value, read.value, key);
}

function withoutCertificate(skipped: readonly string[]): KeyPairVerdict {
  if (skipped.length === 0) {
    return bad("certificate-no-pem", "tls: failed to find any PEM data in certificate input");
  }
  if (skipped.length === 1 && skipped[0]?.endsWith("PRIVATE KEY") === true) {
    return bad(
      "certificate-is-key",
      "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched",
    );
  }
  return bad(
    "certificate-wrong-label",
    'tls: failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: {0}',
    `[${skipped.join(" ")}]`,
  );
}

function matchVerdict(leaf: Certificate, key: PrivateKeyInfo, pem: string | Uint8Array): KeyPairVerdict {
  if (key.encrypted !== undefined) {
    return bad("key-encrypted", "tls: failed to parse private key");
  }
  const match = keyMatches(leaf, key);
  if (match === "mismatch" && !key.computed) {
    const exact = readPrivateKey(pem, { exact: true });
    return exact.ok
      ? matchVerdict(leaf, exact.value, pem)
      : bad("key-unparsable", "tls: failed to parse private key");
  }
  switch (match) {
    case "match":
      return { ok: true };
    case "mismatch":
      return bad("key-mismatch", "tls: private key does not match public key");
    case "type-mismatch":
      return bad("key-type-mismatch", "tls: private key type does not match public key type");
    default:
      return bad("certificate-key-unsupported", "tls: unknown public key algorithm");
  }
}

function keyCode(code: string): KeyPairCode {
  switch (code) {
    case "key-no-pem":
    case "key-is-certificate":
    case "key-wrong-label":
    case "key-unsupported":
      return code;
    default:
      return "key-unparsable";
  }
}

function bad(code: KeyPairCode, template: string, ...args: string[]): KeyPairVerdict {
  return { ok: false, code, message: say(template, ...args) };
}
