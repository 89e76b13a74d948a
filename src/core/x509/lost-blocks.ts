import { latin1 } from "../bytes/bytes.ts";
import type { Message } from "../message.ts";
import { BEGIN, unreadBlock } from "./pem-defect.ts";
import type { PemBlock } from "./types.ts";

/** A block that Go's encoding/pem passes over without a word. */
export interface LostBlock {
  /** That of its BEGIN, from 1. */
  readonly line: number;
  readonly why: Message;
}

/** More of them say nothing more. */
const MOST = 20;

/** The BEGINs of a text that begin none of its blocks. */
export function lostBlocks(data: Uint8Array, blocks: readonly PemBlock[]): readonly LostBlock[] {
  const found: LostBlock[] = [];
  let from = 0;
  for (const { start, end } of [...blocks, { start: data.length, end: data.length }]) {
    if (start > from) found.push(...lostBetween(data, from, start, MOST - found.length));
    if (found.length === MOST) break;
    from = end;
  }
  return found;
}

function lostBetween(data: Uint8Array, from: number, to: number, most: number): readonly LostBlock[] {
  const text = latin1(data, from, to);
  const found: LostBlock[] = [];
  for (let at = text.indexOf(BEGIN); at >= 0 && found.length < most; at = text.indexOf(BEGIN, at + 1)) {
    found.push({ line: lineOf(data, from + at), why: unreadBlock(text, at) });
  }
  return found;
}

function lineOf(data: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = data.indexOf(0x0a); at >= 0 && at < offset; at = data.indexOf(0x0a, at + 1)) line += 1;
  return line;
}
