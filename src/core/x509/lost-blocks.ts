import { latin1, lenientUtf8Text } from "../bytes/bytes.ts";
import { type Message, render, say } from "../message.ts";
import { decodeCertificate } from "./certificate.ts";
import { BEGIN, isComment, unreadBlock, withoutBeginLine } from "./pem-defect.ts";
import type { PemBlock } from "./types.ts";

/** A block that Go's encoding/pem passes over without a word, or whoever reads its certificates. */
export interface LostBlock {
  /** That of its BEGIN, from 1. */
  readonly line: number;
  readonly why: Message;
}

/** As the views and the report say it, where the file is named beside it. */
export function lostMessage({ line, why }: LostBlock): Message {
  return say("what begins in line {0} is no certificate to Kubernetes: {1}", line, render(why));
}

/** More of them say nothing more. */
const MOST = 20;
/** Certificates in an armour that Go's tls.X509KeyPair and client-go's ParseCertsPEM pass over. */
const FOREIGN_LABELS: ReadonlySet<string> = new Set([
  "PKCS7",
  "PKCS #7 SIGNED DATA",
  "TRUSTED CERTIFICATE",
  "X509 CERTIFICATE",
]);
const UTF16_BEGIN = "B\0E\0G\0I\0N\0";
/** A SEQUENCE of more than 255 bytes, as every certificate and key in use is. */
const DER_IN_BASE64 = /^\s*MII[A-Za-z0-9+/]{40,}={0,2}\s*$/;
/** How much of a line tells what stands before a BEGIN: characters. */
const CLOSE = 200;
/** Nothing shorter is a block, nor its base64: bytes. */
const SHORTEST = 10;
const BASE64_FOLLOWS = /^["'\s]*(?:\\[nr])*[A-Za-z0-9+/=]{20}/;

/** What of a text is meant as a block, or as the base64 of one, and belongs to none of its blocks. */
export function lostBlocks(data: Uint8Array, blocks: readonly PemBlock[]): readonly LostBlock[] {
  const found: LostBlock[] = [];
  let from = 0;
  for (const { start, end } of [...blocks, { start: data.length, end: data.length }]) {
    if (start - from > SHORTEST) found.push(...lostBetween(data, from, start).slice(0, MOST - found.length));
    if (found.length === MOST) break;
    from = end;
  }
  return found;
}

/** Whether certificates stand in it that are read for none, by their label (encoding/pem reads any). */
export function isForeign({ label, der }: PemBlock): boolean {
  if (FOREIGN_LABELS.has(label)) return true;
  return /CERT/i.test(label) && label !== "CERTIFICATE" && decodeCertificate(der).ok;
}

/** Blocks whose label keeps everybody from reading the certificate in them. */
export function foreignBlocks(data: Uint8Array, blocks: readonly PemBlock[]): readonly LostBlock[] {
  return blocks
    .filter(isForeign)
    .slice(0, MOST)
    .map(({ label, start }) => ({
      line: lineOf(data, start),
      why: say("its label is {0}, and only CERTIFICATE is read", label),
    }));
}

/** Blocks that no CA bundle may have: AppendCertsFromPEM, client-go util/cert ParseCertsPEM. */
export function blocksWithHeaders(data: Uint8Array, blocks: readonly PemBlock[]): readonly LostBlock[] {
  const some = blocks.filter(({ label, headers }) => label === "CERTIFICATE" && headers.size > 0);
  return some.slice(0, MOST).map(({ start }) => ({
    line: lineOf(data, start),
    why: say("lines with a colon stand below its BEGIN line, and must go"),
  }));
}

function lostBetween(data: Uint8Array, from: number, to: number): readonly LostBlock[] {
  const bytes = data.subarray(from, to);
  const found = [...inUtf16(bytes), ...inText(lenientUtf8Text(bytes), to === data.length)];
  if (found.length === 0) return found;
  const above = lineOf(data, from) - 1;
  return found.map(({ line, why }) => ({ line: above + line, why })).sort((a, b) => a.line - b.line);
}

function inUtf16(bytes: Uint8Array): readonly LostBlock[] {
  const found: LostBlock[] = [];
  const text = latin1(bytes);
  let at = text.indexOf(UTF16_BEGIN);
  while (at >= 0 && found.length < MOST) {
    found.push({
      line: lineOf(bytes, at),
      why: say("it is written in UTF-16, and must be saved as UTF-8"),
    });
    at = text.indexOf(UTF16_BEGIN, at + 1);
  }
  return found;
}

/** @param last whether nothing follows the text, not even a block that is read */
function inText(text: string, last: boolean): readonly LostBlock[] {
  const found: LostBlock[] = [];
  // Whether what has begun, read or not, still waits for its END.
  let open = false;
  let previous = "";
  let at = 0;
  for (const [index, line] of text.split("\n").entries()) {
    if (found.length >= MOST) break;
    for (const each of marksOf(line)) {
      if (found.length >= MOST) break;
      const { mark, column } = each;
      if (mark === "begin" && isMeant(text, line, each, at + column, last)) {
        found.push({ line: index + 1, why: unreadBlock(text, at + column) });
      } else if (!open && (mark === "base64" || (mark === "end" && column === 0))) {
        const above = mark === "base64" && previous.trim() !== "";
        found.push({ line: above ? index : index + 1, why: withoutBeginLine(previous) });
      }
      open = mark !== "end";
    }
    previous = line;
    at += line.length + 1;
  }
  return found;
}

interface Mark {
  readonly mark: "begin" | "end" | "base64";
  readonly column: number;
}

function marksOf(line: string): readonly Mark[] {
  if (DER_IN_BASE64.test(line)) return [{ mark: "base64", column: 0 }];
  if (!line.includes("-----")) return [];
  return [...line.matchAll(/-----(BEGIN|END) /g)].map(({ 1: word, index }) => ({
    mark: word === "BEGIN" ? "begin" : "end",
    column: index,
  }));
}

/** Whether a BEGIN is that of a block: comments and prose speak of them, and one may stand there twice. */
function isMeant(text: string, line: string, { column }: Mark, at: number, last: boolean): boolean {
  const label = text.indexOf("-----", at + BEGIN.length);
  const after = label < 0 ? "" : text.slice(label + 5);
  const before = line.slice(Math.max(0, column - CLOSE), column);
  if (before.trim() === "") return !/^\s*-----BEGIN /.test(after) && (last || /\S/.test(after));
  if (isComment(line.slice(0, CLOSE))) return false;
  return !/[\p{L}\p{N}]/u.test(before) || /-----END .*-----\s*$/.test(before) || BASE64_FOLLOWS.test(after);
}

function lineOf(data: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = data.indexOf(0x0a); at >= 0 && at < offset; at = data.indexOf(0x0a, at + 1)) line += 1;
  return line;
}
