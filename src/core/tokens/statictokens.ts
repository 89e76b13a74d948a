import { type Message, say } from "../message.ts";
import type { TokenIdentity } from "./types.ts";

export interface StaticTokens {
  /** In the order of the file, without the tokens. */
  readonly identities: readonly (TokenIdentity & { readonly line: number })[];
  /** Why the API server does not start with this file. */
  readonly problem?: { readonly line: number; readonly message: Message };
}

/**
 * Who a static token file admits: CSV lines of token, user name, user id and optionally a quoted list of groups
 * (apiserver pkg/authentication/token/tokenfile, `--token-auth-file`). Lines with an empty token are skipped there.
 */
export function readStaticTokenFile(text: string): StaticTokens {
  const identities: (TokenIdentity & { line: number })[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === "") {
      continue;
    }
    const record = readRecord(line);
    if (record === undefined) {
      return {
        identities,
        problem: { line: index, message: say("A quote in this line is not closed or not doubled") },
      };
    }
    const [token, user = "", uid = "", groups] = record;
    if (record.length < 3) {
      const message = say("The line has {0} of the 3 columns token, user name and user id", record.length);
      return { identities, problem: { line: index, message } };
    }
    if (token !== "") {
      const list = groups === undefined ? [] : groups.split(",");
      identities.push({ user, groups: list, ...(uid !== "" && { uid }), line: index });
    }
  }
  return { identities };
}

/** One line of CSV as Go's encoding/csv reads it, quoted fields in one line only. */
function readRecord(line: string): readonly string[] | undefined {
  const fields: string[] = [];
  let rest = line;
  for (;;) {
    const match = rest.startsWith('"') ? /^"((?:[^"]|"")*)"(,|$)/.exec(rest) : /^([^",]*)(,|$)/.exec(rest);
    if (match === null) {
      return undefined;
    }
    const [whole, field = "", comma] = match;
    fields.push(rest.startsWith('"') ? field.replaceAll('""', '"') : field);
    if (comma === "") {
      return fields;
    }
    rest = rest.slice(whole.length);
  }
}
