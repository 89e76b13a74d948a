import type { ScalarStyle } from "./node.ts";

export const TokenKind = {
  streamEnd: 0,
  versionDirective: 1,
  tagDirective: 2,
  documentStart: 3,
  documentEnd: 4,
  blockSeqStart: 5,
  blockMapStart: 6,
  blockEnd: 7,
  flowSeqStart: 8,
  flowSeqEnd: 9,
  flowMapStart: 10,
  flowMapEnd: 11,
  blockEntry: 12,
  flowEntry: 13,
  key: 14,
  value: 15,
  alias: 16,
  anchor: 17,
  tag: 18,
  scalar: 19,
} as const;

export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** The text of a scalar, the name of an anchor or alias, a tag's handle. */
  readonly value: string;
  /** The rest of a tag, the prefix of a %TAG directive. */
  readonly suffix: string;
  readonly style: ScalarStyle;
  /** The depth of the simple key that may start here; -1 once it cannot. Only the scanner writes it. */
  keySlot: number;
}

export function token(
  kind: TokenKind,
  start: number,
  end: number,
  value = "",
  suffix = "",
  style: ScalarStyle = "plain",
): Token {
  return { kind, start, end, value, suffix, style, keySlot: -1 };
}
