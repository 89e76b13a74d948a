import { type Message, say } from "../message.ts";
import { decodeBase64 } from "./base64.ts";
import { latin1, utf8Bytes } from "./bytes.ts";
import { readPem } from "./pem.ts";

export type PemDefectCode =
  | "empty"
  | "der"
  | "double-base64"
  | "no-armor"
  | "escaped-newlines"
  | "no-begin"
  | "glued-begin"
  | "malformed-begin"
  | "no-end"
  | "end-mismatch"
  | "bad-base64"
  | "wrong-label";

/** Something that keeps kubectl from taking what stands in a PEM text. Offsets are bytes. */
export interface PemDefect {
  readonly code: PemDefectCode;
  readonly message: Message;
  readonly start: number;
  readonly end: number;
}

/** What the block is for: labels that Go takes for it. */
export type PemPurpose = "certificate" | "private-key";

const MAX_DEFECTS = 20;
const BEGIN = "-----BEGIN ";

/**
 * Say why Go finds less in a PEM text than a person expects: what `pem.Decode` skips without a word, and blocks with
 * labels that tls.X509KeyPair and x509.CertPool skip. Empty when every block is read and fits `purpose`.
 */
export function pemDefects(input: string | Uint8Array, purpose: PemPurpose): readonly PemDefect[] {
  const data = typeof input === "string" ? utf8Bytes(input) : input;
  const text = latin1(data);
  if (!text.includes(BEGIN)) {
    return [withoutBegin(data, text)];
  }
  const read = new Map(readPem(data).map(block => [block.start, block]));
  const defects: PemDefect[] = [];
  let at = text.indexOf(BEGIN);
  while (at >= 0 && defects.length < MAX_DEFECTS) {
    const block = read.get(at);
    const defect = block === undefined ? unreadBlock(text, at) : labelDefect(block, purpose);
    if (defect !== undefined) {
      defects.push(defect);
    }
    at = text.indexOf(BEGIN, block?.end ?? at + BEGIN.length);
  }
  return defects;
}

function withoutBegin(data: Uint8Array, text: string): PemDefect {
  const whole = { start: 0, end: data.length };
  if (text.trim() === "") {
    return { code: "empty", message: say("There is nothing here"), ...whole };
  }
  if (data[0] === 0x30 && data.length > 64 && (data[1] ?? 0) >= 0x80) {
    return {
      code: "der",
      message: say("This is binary DER; kubectl wants PEM, with BEGIN and END lines"),
      ...whole,
    };
  }
  const decoded = decodeBase64(text.replace(/\s+/g, ""));
  if (decoded.ok && latin1(decoded.value.subarray(0, 4096)).includes(BEGIN)) {
    return {
      code: "double-base64",
      message: say("This is base64 of PEM: it was encoded once too often"),
      ...whole,
    };
  }
  if (decoded.ok && decoded.value[0] === 0x30) {
    return {
      code: "no-armor",
      message: say("The BEGIN and END lines are missing around the base64"),
      ...whole,
    };
  }
  return { code: "no-begin", message: say("There is no line with -----BEGIN"), ...whole };
}

/** Why the block that begins at `at` was not read. */
function unreadBlock(text: string, at: number): PemDefect {
  const rest = text.slice(at);
  const label = /^-----BEGIN (.*?)-----/.exec(rest)?.[1];
  const lineEnd = lineEndAfter(text, at);
  const here = { start: at, end: lineEnd };
  if (rest.slice(0, 200).includes("-----\\n")) {
    const message = say(
      "Line breaks are written as \\n; in YAML only double quotes turn them into line breaks",
    );
    return { code: "escaped-newlines", message, ...here };
  }
  if (at > 0 && text[at - 1] !== "\n") {
    const lineStart = text.lastIndexOf("\n", at) + 1;
    const message = say("Something stands before -----BEGIN on its line, so that Go does not see it");
    return { code: "glued-begin", message, start: lineStart, end: at };
  }
  if (label === undefined || !/^-----BEGIN .*-----[ \t]*\r?$/.test(text.slice(at, lineEnd))) {
    return { code: "malformed-begin", message: say("The BEGIN line must end with five dashes"), ...here };
  }
  return unreadBody(text, { label, ...here });
}

interface Opening {
  readonly label: string;
  readonly start: number;
  /** Where the BEGIN line ends. */
  readonly end: number;
}

function unreadBody(text: string, { label, ...here }: Opening): PemDefect {
  const close = text.indexOf("\n-----END ", here.end);
  const next = text.indexOf(BEGIN, here.end);
  if (close < 0 || (next >= 0 && next < close)) {
    return { code: "no-end", message: say("The line -----END {0}----- is missing", label), ...here };
  }
  const endLine = { start: close + 1, end: lineEndAfter(text, close + 1) };
  const closing = text.slice(endLine.start, endLine.end).replace(/[ \t\r]+$/, "");
  if (closing !== `-----END ${label}-----`) {
    return { code: "end-mismatch", message: say("The END line does not match BEGIN {0}", label), ...endLine };
  }
  const body = text.slice(here.end, close);
  const headers = /^\n(?:[^\n]*:[^\n]*\n)*/.exec(body)?.[0].length ?? 0;
  const offset = here.end + headers + illegalOffset(body.slice(headers));
  const message = say("The base64 between BEGIN and END is broken at byte {0}", offset);
  return { code: "bad-base64", message, start: offset, end: Math.min(offset + 1, close) };
}

/** Where Go stops in base64 with spaces and tabs taken out, counted with them in. */
function illegalOffset(body: string): number {
  const decoded = decodeBase64(body.replace(/[ \t]/g, ""));
  let left = decoded.ok ? 0 : (decoded.offset ?? 0);
  let at = 0;
  while (at < body.length && (left > 0 || /[ \t]/.test(body.charAt(at)))) {
    left -= /[ \t]/.test(body.charAt(at)) ? 0 : 1;
    at++;
  }
  return at;
}

function labelDefect(
  { label, start, end }: { readonly label: string; readonly start: number; readonly end: number },
  purpose: PemPurpose,
): PemDefect | undefined {
  const isKey = label === "PRIVATE KEY" || label.endsWith(" PRIVATE KEY");
  const fits = purpose === "certificate" ? label === "CERTIFICATE" : isKey || label === "EC PARAMETERS";
  if (fits) {
    return undefined;
  }
  const message =
    purpose === "certificate"
      ? say("kubectl skips a block {0}; it wants CERTIFICATE", label)
      : say("kubectl skips a block {0}; it wants a label that ends in PRIVATE KEY", label);
  return { code: "wrong-label", message, start, end };
}

function lineEndAfter(text: string, at: number): number {
  const lineEnd = text.indexOf("\n", at);
  return lineEnd < 0 ? text.length : lineEnd;
}
