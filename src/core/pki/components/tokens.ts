import { type Message, say } from "../../message.ts";
import type { FileRead } from "../../ports.ts";
import {
  readStaticTokens,
  type StaticTokensFailure,
  type StaticTokensOddity,
} from "../../tokens/static-tokens.ts";
import type { TokenIdentity } from "../../tokens/types.ts";
import { whyNotRead } from "../file.ts";

/** A static token file as its component takes it. */
export interface TokenFile {
  /** Whom its tokens admit; absent where the component does not start, or where nobody read the file. */
  readonly identities?: readonly TokenIdentity[];
  readonly problems: readonly TokenFileProblem[];
  /** Why nothing is known of it. */
  readonly unread?: Message;
}

export interface TokenFileProblem {
  /** Whether the component does not start with it. */
  readonly fatal: boolean;
  readonly message: Message;
}

/** A larger file admits more than anybody keeps by hand, and would be read at a stretch. Bytes. */
const LARGEST = 500_000;

/**
 * What a static token file means. Never throws.
 * @param path as the flag names it
 */
export function readTokenFile(path: string, program: string, read: FileRead): TokenFile {
  if (read.kind === "not-regular" && read.what === "directory") {
    const message = say("{0} is a folder. {1} does not start with it.", path, program);
    return { problems: [{ fatal: true, message }] };
  }
  if (read.kind !== "file") return { problems: [], unread: whyNotRead(read) };
  const { length } = read.bytes;
  if (length > LARGEST) {
    return { problems: [], unread: whyNotRead({ kind: "too-large", bytes: length, limit: LARGEST }) };
  }
  const { identities, odd, fatal } = readStaticTokens(read.bytes);
  if (fatal !== undefined) return { problems: [{ fatal: true, message: failureText(fatal, path, program) }] };
  return {
    identities,
    problems: odd.map(each => ({ fatal: false, message: oddityText(each, path, program) })),
  };
}

function failureText(failure: StaticTokensFailure, path: string, program: string): Message {
  const { line } = failure;
  switch (failure.kind) {
    case "quote":
      return say(
        "{0}, line {1}: a quote is not closed, or stands within a value without being doubled. {2} does not start with this file.",
        ...[path, line, program],
      );
    case "columns":
      return say(
        "{0}, line {1}: there are {2} of the 3 columns token, user name and user id. {3} does not start with this file.",
        ...[path, line, failure.columns, program],
      );
  }
}

function oddityText({ kind, line }: StaticTokensOddity, path: string, program: string): Message {
  switch (kind) {
    case "no-token":
      return say("{0}, line {1}: there is no token, so {2} skips the line.", path, line, program);
    case "repeated":
      return say(
        "{0}, line {1}: the token stands in an earlier line as well. Only this line counts.",
        path,
        line,
      );
    case "more-columns":
      return say(
        "{0}, line {1}: {2} ignores the columns after the fourth. Put several groups in one pair of quotes.",
        ...[path, line, program],
      );
    case "space":
      return say(
        "{0}, line {1}: the name of the user or of a group begins or ends with a space, which {2} takes as part of the name.",
        ...[path, line, program],
      );
  }
}
