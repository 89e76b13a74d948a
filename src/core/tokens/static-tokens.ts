import { readCsv } from "./csv.ts";
import type { TokenIdentity } from "./types.ts";

export interface StaticTokens {
  /** Whom each token admits, without the tokens. Those of lines before the one that is `fatal`, if there is one. */
  readonly identities: readonly TokenIdentity[];
  /** What the API server passes over, or takes as it hardly was meant: the first of each kind. */
  readonly odd: readonly StaticTokensOddity[];
  /** Why the API server does not start with this file. */
  readonly fatal?: StaticTokensFailure;
}

/** Lines are counted from 1. */
export type StaticTokensFailure =
  /** A quote within a field, or one that nothing closes. */
  | { readonly kind: "quote"; readonly line: number }
  | { readonly kind: "columns"; readonly line: number; readonly columns: number };

export interface StaticTokensOddity {
  /**
   * `no-token`: the line is skipped. `repeated`: the token stands in an earlier line, which no longer counts.
   * `more-columns`: only the fourth holds groups. `space`: a name begins or ends with white space, which stays.
   */
  readonly kind: "no-token" | "repeated" | "more-columns" | "space";
  /** Counted from 1. */
  readonly line: number;
}

/** Token, user name, user id, groups. */
const COLUMNS = 4;

/**
 * Whom a static token file admits: CSV of token, user name, user id and optionally a quoted list of groups
 * (apiserver pkg/authentication/token/tokenfile, `--token-auth-file`). No token is kept.
 */
export function readStaticTokens(bytes: Uint8Array): StaticTokens {
  // Go drops no byte order mark: it belongs to the first token.
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const admitted = new Map<string, TokenIdentity>();
  const odd = new Map<StaticTokensOddity["kind"], StaticTokensOddity>();
  const note = (kind: StaticTokensOddity["kind"], line: number) => {
    if (!odd.has(kind)) odd.set(kind, { kind, line });
  };
  const outcome = (fatal?: StaticTokensFailure): StaticTokens => ({
    identities: [...admitted.values()],
    odd: [...odd.values()],
    ...(fatal && { fatal }),
  });
  for (const record of readCsv(text)) {
    if ("quoteInLine" in record) return outcome({ kind: "quote", line: record.quoteInLine });
    const { fields, line } = record;
    const [token, user, uid, list] = fields;
    if (token === undefined || user === undefined || uid === undefined) {
      return outcome({ kind: "columns", line, columns: fields.length });
    }
    if (token === "") {
      note("no-token", line);
      continue;
    }
    const groups = list?.split(",") ?? [];
    if (admitted.has(token)) note("repeated", line);
    if (fields.length > COLUMNS) note("more-columns", line);
    if ([user, ...groups].some(name => name.trim() !== name)) note("space", line);
    admitted.set(token, { user, groups, ...(uid !== "" && { uid }) });
  }
  return outcome();
}
