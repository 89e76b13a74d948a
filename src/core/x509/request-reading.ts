import { decodeBase64 } from "../bytes/base64.ts";
import { latin1 } from "../bytes/bytes.ts";
import { type Message, say } from "../message.ts";
import { type CertificateRequest, decodeCertificateRequest } from "./csr.ts";
import { readPem } from "./pem.ts";
import { pemDefect } from "./pem-defect.ts";

/** What stands in `spec.request`. */
export interface RequestReading {
  /** As openssl reads it, be it in another form than the API server takes. */
  readonly request?: CertificateRequest;
  /** Why the API server does not take it: Kubernetes pkg/apis/certificates, ParseCSR, and encoding/json before it. */
  readonly refusal?: Message;
}

/** Reads the value of `spec.request`: base64 of PEM whose first block is a CERTIFICATE REQUEST. */
export function readRequestField(value: string): RequestReading {
  if (/\$\(|\$\{|\$\w|`|<<?\w+>?/.test(value)) {
    return { refusal: say("a shell was to fill it in, and none did: put the base64 of the request there") };
  }
  const bytes = decodeBase64(value);
  if (!bytes.ok) return { refusal: bytes.message };
  return readRequestBytes(bytes.value);
}

/** Reads the bytes of a request as PEM; whatever openssl reads, too. */
export function readRequestBytes(bytes: Uint8Array, isDecodedAgain = false): RequestReading {
  const [block] = readPem(bytes);
  if (block === undefined) return withoutPem(bytes, isDecodedAgain);
  if (block.label === "CERTIFICATE REQUEST" || block.label === "NEW CERTIFICATE REQUEST") {
    const request = decodeCertificateRequest(block.der);
    if (!request.ok) return { refusal: request.message };
    if (block.label === "CERTIFICATE REQUEST") return judged(request.value);
    return {
      request: request.value,
      refusal: say("its block is a {0}, and the API server only takes one without NEW", block.label),
    };
  }
  return { refusal: say("it holds {0} instead of a CERTIFICATE REQUEST", block.label) };
}

function withoutPem(bytes: Uint8Array, isDecodedAgain: boolean): RequestReading {
  const request = bytes[0] === 0x30 ? decodeCertificateRequest(bytes) : undefined;
  if (request?.ok) {
    return {
      request: request.value,
      refusal: say("it is DER, and the API server takes PEM: encode the output of openssl req -outform pem"),
    };
  }
  const again = isDecodedAgain ? undefined : decodeBase64(latin1(bytes).replace(/\s+/g, ""));
  const inner = again?.ok ? readRequestBytes(again.value, true) : undefined;
  if (inner?.request !== undefined) {
    return { request: inner.request, refusal: say("it was encoded as base64 twice: encode it once") };
  }
  return { refusal: pemDefect(bytes) };
}

function judged(request: CertificateRequest): RequestReading {
  const refused = request.problems.find(problem => problem.refused);
  return refused === undefined ? { request } : { request, refusal: refused.message };
}
