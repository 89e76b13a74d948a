/** One handshake message of TLS: RFC 5246 7.4. */
export interface HandshakeMessage {
  readonly type: number;
  readonly body: Uint8Array;
}

/** Types of handshake messages. */
export const MessageType = { certificate: 11, certificateRequest: 13, serverHelloDone: 14 } as const;

/** What a server sent first, as far as it is in clear text. */
export interface Flight {
  readonly kind: "nothing" | "tls" | "http" | "other";
  readonly messages: readonly HandshakeMessage[];
  /** The description of an alert: RFC 8446 6. */
  readonly alert?: number;
  /** It announced a message that Go refuses for its length. */
  readonly oversize: boolean;
}

/** crypto/tls maxHandshakeCertificateMsg: bytes of one message. */
const LONGEST_MESSAGE = 262_144;

const ContentType = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const;

/** Reads the first bytes of a server. Never throws; whatever is cut off at the end is left out. */
export function readFlight(bytes: Uint8Array): Flight {
  const kind = kindOf(bytes);
  if (kind !== "tls") return { kind, messages: [], oversize: false };
  const { handshake, alert } = readRecords(bytes);
  return { kind, ...readMessages(handshake), ...(alert !== undefined && { alert }) };
}

function kindOf(bytes: Uint8Array): Flight["kind"] {
  if (bytes.length === 0) return "nothing";
  const head = String.fromCharCode(...bytes.subarray(0, 5));
  if (head === "HTTP/") return "http";
  const [type = 0, major = 3] = bytes;
  return type >= ContentType.changeCipherSpec && type <= ContentType.applicationData && major === 3
    ? "tls"
    : "other";
}

/** The contents of the records (RFC 5246 6.2.1) until encryption begins. */
function readRecords(bytes: Uint8Array): { readonly handshake: Uint8Array; readonly alert?: number } {
  const handshake: Uint8Array[] = [];
  for (let at = 0; at + 5 <= bytes.length; ) {
    const type = bytes[at];
    const end = at + 5 + (((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0));
    const content = bytes.subarray(at + 5, Math.min(end, bytes.length));
    if (type === ContentType.handshake) handshake.push(content);
    else if (type === ContentType.alert && content.length === 2) {
      return { handshake: Buffer.concat(handshake), alert: content[1] ?? 0 };
    } else break;
    at = end;
  }
  return { handshake: Buffer.concat(handshake) };
}

function readMessages(bytes: Uint8Array): Pick<Flight, "messages" | "oversize"> {
  const messages: HandshakeMessage[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = uint24(bytes, at + 1);
    const end = at + 4 + length;
    if (length > LONGEST_MESSAGE) return { messages, oversize: true };
    if (end > bytes.length) break;
    messages.push({ type: bytes[at] ?? 0, body: bytes.subarray(at + 4, end) });
    at = end;
  }
  return { messages, oversize: false };
}

function uint24(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
}

/** The certificates of a Certificate message (RFC 5246 7.4.2) in DER; undefined where it is malformed. */
export function readCertificates(body: Uint8Array): readonly Uint8Array[] | undefined {
  return body.length >= 3 && uint24(body, 0) === body.length - 3
    ? readVectors(body.subarray(3), 3)
    : undefined;
}

/** The names of CAs of a CertificateRequest (RFC 5246 7.4.4) in DER; undefined where it is malformed. */
export function readClientCas(body: Uint8Array): readonly Uint8Array[] | undefined {
  const algorithms = 1 + (body[0] ?? 0);
  const authorities = algorithms + 2 + uint16(body, algorithms);
  const names = body.subarray(authorities + 2);
  return body.length >= authorities + 2 && uint16(body, authorities) === names.length
    ? readVectors(names, 2)
    : undefined;
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** Vectors one after another, each behind its length of two or three bytes. */
function readVectors(bytes: Uint8Array, lengthBytes: 2 | 3): readonly Uint8Array[] | undefined {
  const vectors: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = lengthBytes === 2 ? uint16(bytes, at) : uint24(bytes, at);
    const start = at + lengthBytes;
    at = start + length;
    if (at > bytes.length) return undefined;
    vectors.push(bytes.slice(start, at));
  }
  return vectors;
}
