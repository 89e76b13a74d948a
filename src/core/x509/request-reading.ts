import { decodeBase64 } from "../bytes/base64.ts";
import { latin1 } from "../bytes/bytes.ts";
import { type Message, say } from "../message.ts";
import { type CertificateRequest, decodeCertificateRequest } from "./csr.ts";
import { DerReader, Tag } from "./der.ts";
import { readPem } from "./pem.ts";
import { pemDefect } from "./pem-defect.ts";
import type { PemBlock } from "./types.ts";

/** A certificate request in any form, and what the API server says of it. */
export interface RequestReading {
  /** As openssl reads it, be it in another form than the API server takes. */
  readonly request?: CertificateRequest;
  /** Why the API server does not take it: Kubernetes pkg/apis/certificates, ParseCSR, and encoding/json before it. */
  readonly refusal?: Message;
}

/** No request is longer, in whatever form, nor what stands around it. Bytes. */
export const LONGEST_REQUEST = 100_000;

/** Files that were encoded again and again are looked at so many times. */
const MOST_LAYERS = 3;

const TOO_OFTEN = say("it was encoded as base64 more than once: encode it once");

/** Reads the bytes of a request as PEM; whatever openssl reads, too. */
export function readRequestBytes(bytes: Uint8Array): RequestReading {
  const reading = readRequestBlocks(readPem(bytes));
  if (reading?.request !== undefined || !startsWithMark(bytes)) return reading ?? withoutPem(bytes);
  // openssl passes over a byte order mark, behind which Go sees no BEGIN line.
  return { ...readRequestBytes(bytes.subarray(3)), refusal: pemDefect(bytes) };
}

/** U+FEFF in UTF-8, which nobody sees. */
function startsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** That of the blocks of a PEM text; undefined where there are none. */
function readRequestBlocks(blocks: readonly PemBlock[]): RequestReading | undefined {
  const [first] = blocks;
  if (first === undefined) return undefined;
  if (isRequestLabel(first.label)) return readBlock(first);
  const later = blocks.find(({ label }) => isRequestLabel(label));
  const { request } = later === undefined ? {} : readBlock(later);
  if (request === undefined)
    return { refusal: say("it holds {0} instead of a CERTIFICATE REQUEST", first.label) };
  return {
    request,
    refusal: say("{0} stands before it, and the API server looks at the first block alone", first.label),
  };
}

/** The labels that openssl reads as a request (PEM_STRING_X509_REQ and its old form). */
export function isRequestLabel(label: string): boolean {
  return label === "CERTIFICATE REQUEST" || label === "NEW CERTIFICATE REQUEST";
}

function readBlock({ label, der }: PemBlock): RequestReading {
  const read = readDer(der);
  if (read.request === undefined || label === "CERTIFICATE REQUEST") return read;
  return {
    request: read.request,
    refusal: say(
      "its block is a {0}, which openssl reads and the API server does not: drop NEW from its BEGIN and END lines",
      label,
    ),
  };
}

/** openssl stops at the end of the request, whatever follows; Go does not. */
function readDer(der: Uint8Array): RequestReading {
  const whole = decodeCertificateRequest(der);
  if (!whole.ok) return { refusal: whole.message };
  const refused = whole.value.problems.find(problem => problem.refused);
  if (refused === undefined) return { request: whole.value };
  const alone = new DerReader(der).element(Tag.sequence);
  const request = alone === undefined ? whole : decodeCertificateRequest(alone);
  return { request: request.ok ? request.value : whole.value, refusal: refused.message };
}

function withoutPem(bytes: Uint8Array): RequestReading {
  const request = requestInDer(bytes);
  if (request !== undefined) {
    return {
      request,
      refusal: say("it is DER, and the API server takes PEM: openssl req -inform der makes PEM of it"),
    };
  }
  const inside = bytes.length > LONGEST_REQUEST ? undefined : encodedAgain(bytes);
  return inside ?? { refusal: pemDefect(bytes) };
}

function encodedAgain(bytes: Uint8Array): RequestReading | undefined {
  let inner = bytes;
  for (let layer = 1; layer <= MOST_LAYERS; layer++) {
    const decoded = decodeBase64(latin1(inner).replace(/\s+/g, ""));
    if (!decoded.ok || decoded.value.length === 0) return undefined;
    inner = decoded.value;
    if (inner[0] === 0x30) {
      const request = requestInDer(inner);
      // The base64 of a PEM block without its lines is no PEM that was encoded again.
      return request && { request, refusal: layer === 1 ? pemDefect(bytes) : TOO_OFTEN };
    }
    const [block] = readPem(inner);
    if (block === undefined) continue;
    const { request } = isRequestLabel(block.label) ? readBlock(block) : {};
    return request && { request, refusal: TOO_OFTEN };
  }
  return undefined;
}

function requestInDer(bytes: Uint8Array): CertificateRequest | undefined {
  return bytes[0] === 0x30 ? readDer(bytes).request : undefined;
}
