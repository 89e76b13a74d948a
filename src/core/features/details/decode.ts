import { decodeBase64 } from "../../bytes/base64.ts";
import { latin1, utf8Bytes } from "../../bytes/bytes.ts";
import { type Message, say } from "../../message.ts";
import type { Result } from "../../result.ts";
import { readToken } from "../../tokens/index.ts";
import { decodeCertificate } from "../../x509/certificate.ts";
import { decodeCertificateRequest } from "../../x509/csr.ts";
import { type PrivateKeyInfo, readDerKey, readPrivateKey } from "../../x509/key.ts";
import { commonName } from "../../x509/name.ts";
import { encodePem, readPem } from "../../x509/pem.ts";
import { LONGEST_REQUEST, readRequestBytes } from "../../x509/request-reading.ts";
import type { PemBlock } from "../../x509/types.ts";
import { type Block, note, row, type Text, table } from "../hover/blocks.ts";
import { tokenInfoBlocks } from "../hover/token.ts";
import type { Timing } from "../time.ts";
import { algorithmName } from "../wording.ts";
import { certificateDetails, requestDetails } from "./certificate.ts";

/** Something that was found in a file or a text, with everything there is to say of it. Holds no secret. */
export interface Detail {
  readonly kind: "certificate" | "request" | "key" | "token" | "other";
  readonly title: Text;
  readonly blocks: readonly Block[];
  /** To be copied; only of what is public. */
  readonly pem?: string;
}

/** How many blocks of one file are shown. */
const MOST = 200;

/**
 * What the bytes of a file are: PEM of any kinds, else DER of a certificate, a request or a key, else a request in any form that
 * openssl reads. Empty where they are nothing of the kind.
 */
export function decodeBytes(bytes: Uint8Array, timing: Timing): readonly Detail[] {
  const blocks = readPem(bytes);
  if (blocks.length > 0) return blocks.slice(0, MOST).map(block => pemDetail(block, bytes, timing));
  const details = bytes[0] === 0x30 ? derDetails(bytes, timing) : [];
  if (details.length > 0 || bytes.length > LONGEST_REQUEST) return details;
  const { request } = readRequestBytes(bytes);
  return request === undefined ? [] : [requestDetail(request.der)];
}

/**
 * What a piece of text is: PEM, as it stands or indented or in quotes; base64 of PEM or of DER; a JSON Web Token.
 * Empty where it is nothing of the kind.
 */
export function decodeText(text: string, timing: Timing): readonly Detail[] {
  const plain = unwrapped(text);
  const direct = decodeBytes(utf8Bytes(plain), timing);
  if (direct.length > 0) return direct;
  const token = readToken(plain.replace(/^Bearer\s+/i, "").replace(/\s+/g, ""));
  if (token.kind === "jwt") {
    const [first, ...rest] = tokenInfoBlocks(token, timing);
    const title = first?.kind === "heading" ? first.text : say("JSON Web Token");
    return [{ kind: "token", title, blocks: rest }];
  }
  const value = plain.replace(/^[\w.-]+:\s+/, "");
  const compact = value.replace(/\s+/g, "").replaceAll("-", "+").replaceAll("_", "/");
  const bytes = decodeBase64(compact.padEnd(Math.ceil(compact.length / 4) * 4, "="));
  if (!bytes.ok || bytes.value.length === 0) return [];
  const inside = decodeBytes(bytes.value, timing);
  return inside.length > 0 ? inside : decodeBytes(utf8Bytes(unwrapped(latin1(bytes.value))), timing);
}

/** Without what an editor puts around a value: quotes, a key, a block mark, indentation, `\n` for line ends. */
function unwrapped(text: string): string {
  const whole = text.trim().replace(/^(["'])([\s\S]*)\1,?$/, "$2");
  const lines = whole.replaceAll("\\n", "\n").split(/\r\n|\n|\r/);
  return lines.map(line => withoutKey(line.trim())).join("\n");
}

/** A line that begins a value, without its key and the mark of a block. In time linear in the line. */
function withoutKey(line: string): string {
  const key = /^[\w."-]+:/.exec(line)?.[0];
  if (key === undefined) return line;
  const value = line.slice(key.length).trimStart();
  const block = value.replace(/^[|>]/, "");
  const values = [value, block.trimStart(), block.replace(/^[-+]/, "").trimStart()];
  return values.find(each => each === "" || each.startsWith("-----BEGIN")) ?? line;
}

function pemDetail(block: PemBlock, text: Uint8Array, timing: Timing): Detail {
  const { label, der, start, end } = block;
  if (label === "CERTIFICATE" || label === "TRUSTED CERTIFICATE" || label === "X509 CERTIFICATE") {
    return certificateDetail(der, timing);
  }
  if (label.endsWith("CERTIFICATE REQUEST")) return requestDetail(der);
  if (label.endsWith("PRIVATE KEY")) return keyDetail(readPrivateKey(text.subarray(start, end)), label);
  return { kind: "other", title: label, blocks: [note(say("{0} bytes", der.length))] };
}

function derDetails(der: Uint8Array, timing: Timing): readonly Detail[] {
  if (decodeCertificate(der).ok) return [certificateDetail(der, timing)];
  const key = readDerKey(der);
  if (key !== undefined) return [keyDetail({ ok: true, value: key }, "PRIVATE KEY")];
  return decodeCertificateRequest(der).ok ? [requestDetail(der)] : [];
}

function certificateDetail(der: Uint8Array, timing: Timing): Detail {
  const decoded = decodeCertificate(der);
  const base = { kind: "certificate", pem: encodePem("CERTIFICATE", der) } as const;
  if (!decoded.ok) return { ...base, title: say("Certificate"), blocks: [note(decoded.message, "bad")] };
  const { value } = decoded;
  const what = value.basicConstraints?.ca === true ? say("Certificate authority") : say("Certificate");
  return { ...base, title: commonName(value.subject) || what, blocks: certificateDetails(value, timing) };
}

function requestDetail(der: Uint8Array): Detail {
  const decoded = decodeCertificateRequest(der);
  const base = { kind: "request", pem: encodePem("CERTIFICATE REQUEST", der) } as const;
  if (!decoded.ok) return { ...base, title: REQUEST, blocks: [note(decoded.message, "bad")] };
  const title = commonName(decoded.value.subject);
  return { ...base, title: title || REQUEST, blocks: requestDetails(decoded.value) };
}

const REQUEST: Message = say("Certificate signing request");

/** Of a private key only what kind it is. */
function keyDetail(key: Result<PrivateKeyInfo>, label: string): Detail {
  const base = { kind: "key", title: say("Private key") } as const;
  if (!key.ok) return { ...base, blocks: [note(key.message, "bad"), note(label)] };
  const { algorithm, format, encrypted } = key.value;
  return {
    ...base,
    blocks: [
      ...table([
        ...(algorithm === undefined ? [] : [row(say("Key"), algorithmName(algorithm))]),
        row(say("Format"), format),
        ...(encrypted === undefined ? [] : [row(say("Encrypted"), say("yes"), "warning")]),
      ]),
      note(say("Nothing else of a private key is shown.")),
    ],
  };
}
