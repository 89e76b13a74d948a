import type { BundleItem } from "../kubeconfig/facts-model.ts";
import { type Message, render, say } from "../message.ts";
import type { FileRead } from "../ports.ts";
import type { Failure } from "../result.ts";
import { atOnce, type Steps } from "../steps.ts";
import { decodeCertificate, shownRefusalOf } from "../x509/certificate.ts";
import { decodeCertificateRequest } from "../x509/csr.ts";
import { isOneSequence } from "../x509/der.ts";
import { derKind } from "../x509/der-kind.ts";
import { readDerKey, readKeyBlock } from "../x509/key.ts";
import {
  blocksWithHeaders,
  foreignBlocks,
  isForeign,
  type LostBlock,
  lostBlocks,
} from "../x509/lost-blocks.ts";
import { readPemSteps } from "../x509/pem.ts";
import { pemDefect } from "../x509/pem-defect.ts";
import { readPublicKey } from "../x509/public-key.ts";
import { publicPart } from "../x509/public-part.ts";
import { isRequestLabel, readRequestBytes } from "../x509/request-reading.ts";
import type { PemBlock } from "../x509/types.ts";
import { linkTextOf } from "./link-text.ts";
import type { PkiFile } from "./model.ts";
import { isRequestName } from "./names.ts";

type PkiFileContent = Omit<PkiFile, "path" | "name" | "mode">;

const nothing: PkiFileContent = { certificates: [], requests: [], pkcs12: false };

/** What a file of a PKI holds: PEM of any kinds, or DER of a certificate, a key or a request. Never throws. */
export function readPkiFile(path: string, name: string, read: FileRead): PkiFile {
  return atOnce(readPkiFileSteps(path, name, read));
}

/** As `readPkiFile`, certificate by certificate. */
export function* readPkiFileSteps(path: string, name: string, read: FileRead): Steps<PkiFile> {
  if (read.kind !== "file") return { path, name, ...nothing, failure: whyNotRead(read) };
  const content = yield* readContent(name, read.bytes);
  return { path, name, ...content, ...(read.mode === undefined ? {} : { mode: read.mode }) };
}

/** Why a file was not read, for people. */
export function whyNotRead(read: Exclude<FileRead, { kind: "file" }>): Message {
  switch (read.kind) {
    case "missing":
      return say("the file does not exist");
    case "not-regular":
      return say("this is no regular file");
    case "too-large":
      return say("the file is larger than {0} bytes and was not read", read.limit);
    case "unreadable":
      return say("the file cannot be read: {0}", read.reason);
  }
}

function* readContent(name: string, bytes: Uint8Array): Steps<PkiFileContent> {
  if (bytes.length === 0) return { ...nothing, failure: say("the file is empty") };
  if (/\.(p12|pfx)$/i.test(name) && bytes[0] === 0x30) return { ...nothing, pkcs12: true };
  return isOneSequence(bytes) ? { ...fromDer(bytes), der: true } : yield* fromPem(name, bytes);
}

/** All public authorities together are a few hundred, and each takes memory. */
const MOST_CERTIFICATES = 5_000;

function tooMany(): Failure {
  const message = say("The file has more than {0} certificates, and the rest is not read", MOST_CERTIFICATES);
  return { ok: false, code: "certificate", message };
}

function* fromPem(name: string, bytes: Uint8Array): Steps<PkiFileContent> {
  const blocks = yield* readPemSteps(bytes);
  if (blocks.length === 0) {
    const unread = asUnreadPem(name, bytes);
    if (unread !== undefined) return { ...nothing, ...unread };
    const linkText = linkTextOf(bytes);
    return linkText === undefined
      ? {
          ...nothing,
          failure: say("there is no PEM block in the file: {0}", render(pemDefect(bytes, false))),
        }
      : { ...nothing, failure: copiedLink(linkText), linkText };
  }
  const certificates: BundleItem[] = [];
  for (const { label, der } of blocks) {
    if (label !== "CERTIFICATE") continue;
    if (certificates.length === MOST_CERTIFICATES) {
      certificates.push({ ok: false, failure: tooMany() });
      break;
    }
    certificates.push(itemOf(der));
    yield;
  }
  const requests = blocks
    .filter(block => isRequestLabel(block.label))
    .map(({ der }) => decodeCertificateRequest(der));
  const key = blocks.find(block => block.label.endsWith("PRIVATE KEY"));
  const foreign = blocks.find(isForeign);
  if (foreign !== undefined && certificates.length === 0) {
    return { ...nothing, failure: say("the file holds {0}, which Kubernetes does not read", foreign.label) };
  }
  const lost = lostIn(bytes, blocks, certificates);
  return {
    ...nothing,
    certificates,
    requests,
    ...(key === undefined ? {} : { key: readKeyBlock(key) }),
    ...(lost.length > 0 && { lost }),
    ...publicKeysIn(blocks),
    ...asRequest(name, bytes, blocks),
  };
}

/** A file with a request in it, or that is called one. */
function asRequest(name: string, bytes: Uint8Array, blocks: readonly PemBlock[]): Pick<PkiFile, "asRequest"> {
  const isRequest = isRequestName(name) || blocks.some(({ label }) => isRequestLabel(label));
  return isRequest ? { asRequest: readRequestBytes(bytes) } : {};
}

/** What is called a request, and is one to openssl, though Go sees no PEM in it. */
function asUnreadPem(name: string, bytes: Uint8Array): Pick<PkiFile, "asRequest" | "requests"> | undefined {
  const request = isRequestName(name) ? readRequestBytes(bytes).request : undefined;
  if (request === undefined) return undefined;
  const requests = [{ ok: true, value: request }] as const;
  return { requests, asRequest: { request, refusal: pemDefect(bytes, false) } };
}

/** Of certificates alone what only a CA bundle may not have: tls.X509KeyPair reads one with headers. */
function lostIn(
  bytes: Uint8Array,
  blocks: readonly PemBlock[],
  certificates: readonly BundleItem[],
): readonly LostBlock[] {
  const areCas = certificates.every(item => item.ok && item.certificate.basicConstraints?.ca === true);
  return [
    ...lostBlocks(bytes, blocks),
    ...(certificates.length > 0 ? foreignBlocks(bytes, blocks) : []),
    ...(areCas ? blocksWithHeaders(bytes, blocks) : []),
  ].sort((a, b) => a.line - b.line);
}

function copiedLink(path: string): Message {
  return say("the file holds the path {0} and no certificate: a symbolic link that was copied as text", path);
}

function publicKeysIn(blocks: readonly PemBlock[]): Pick<PkiFile, "publicKeys"> {
  const publicKeys = blocks.flatMap(({ label, der }) =>
    label === "PUBLIC KEY" ? (publicPart({ algorithm: readPublicKey(der).algorithm, spki: der }) ?? []) : [],
  );
  return publicKeys.length === 0 ? {} : { publicKeys };
}

/** A DER file does not say what it is: whatever can be read from it, it is. */
function fromDer(bytes: Uint8Array): PkiFileContent {
  const certificate = decodeCertificate(bytes);
  if (certificate.ok) return { ...nothing, certificates: [itemOf(bytes)] };
  const key = readDerKey(bytes);
  if (key !== undefined) return { ...nothing, key: { ok: true, value: key } };
  const request = decodeCertificateRequest(bytes);
  if (request.ok) return { ...nothing, requests: [request] };
  return fromOtherDer(bytes) ?? { ...nothing, failure: certificate.message };
}

function fromOtherDer(bytes: Uint8Array): PkiFileContent | undefined {
  const kind = derKind(bytes);
  switch (kind) {
    case "PKCS#12":
      return { ...nothing, pkcs12: true };
    case "PKCS#7":
      return { ...nothing, failure: say("the file holds {0}, which Kubernetes does not read", kind) };
    case "encrypted key":
      return {
        ...nothing,
        key: readKeyBlock({ label: "ENCRYPTED PRIVATE KEY", headers: new Map(), der: bytes }),
      };
    case "public key":
      return nothing;
    default:
      return undefined;
  }
}

/** @returns a failure where Go, and so every component of Kubernetes, refuses the certificate */
function itemOf(der: Uint8Array): BundleItem {
  const decoded = decodeCertificate(der);
  if (!decoded.ok) return { ok: false, failure: decoded };
  const refusal = shownRefusalOf(decoded.value);
  if (refusal === undefined) return { ok: true, certificate: decoded.value };
  return { ok: false, failure: { ok: false, code: "certificate", message: say("{0}", refusal) } };
}
