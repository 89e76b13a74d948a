import { type Message, say } from "../message.ts";

/**
 * The one notion of what may be shown of a kubeconfig. What a field holds is told by the table of the schema; here is what
 * fields that are no secret by themselves may hold all the same: a login in an address, a token where a path belongs, a
 * password among the arguments of a plugin. What is not known to be public is left out.
 */

/** What stands for what is left out. */
const HIDDEN = "…";

const ADDRESS =
  /^([a-z][a-z0-9+.-]*:\/\/)?([^/?#\s]*@)?(\[[0-9a-f:.]+\]|[\p{L}\p{N}._-]+)(:\d+)?((?:\/[\p{L}\p{N}._~-]+)*)\/?(?:[?#].*)?$/iu;

/**
 * An address without a login, and without the query and fragment that client-go drops: `https://…@host:6443/path`.
 * Nothing of one that is not understood: a password may stand anywhere in it.
 */
export function shownAddress(address: string): string {
  const found = ADDRESS.exec(address);
  if (found === null) return address === "" ? "" : HIDDEN;
  const [, scheme = "", login, host = "", port = "", path = ""] = found;
  return `${scheme}${login === undefined ? "" : `${HIDDEN}@`}${host}${port}${path}`;
}

/** What a text is that stands where a path belongs. */
export interface MisplacedContent {
  readonly kind: "jwt" | "pem" | "pem-in-base64" | "base64";
  /** For people: `a JSON Web Token, 812 characters`. */
  readonly is: Message;
}

/** Longer than a name in a path, and longer than most words: characters. */
const LONG = 64;

/** What a value is that stands where a path belongs and cannot be one; undefined for what may be a path. */
export function misplacedContent(value: string): MisplacedContent | undefined {
  const text = value.trim();
  const { length } = text;
  if (/^ey[A-J][\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?$/.test(text)) {
    return { kind: "jwt", is: say("a JSON Web Token, {0} characters", length) };
  }
  if (text.includes("-----BEGIN ")) return { kind: "pem", is: say("PEM, {0} characters", length) };
  if (/^LS0tLS1CRUdJTi[A-Za-z0-9+/=\s]*$/.test(text)) {
    return { kind: "pem-in-base64", is: say("PEM in base64, {0} characters", length) };
  }
  return isCode(text) ? { kind: "base64", is: say("encoded data, {0} characters", length) } : undefined;
}

/** A run of letters and digits as base64 or a token has it, where a path would have separators, dots or words. */
function isCode(text: string): boolean {
  if (text.length < LONG || !/^[A-Za-z0-9+/_=\s-]+$/.test(text)) return false;
  const longest = Math.max(...text.split("/").map(part => part.length));
  return longest >= LONG;
}

/** A path as anybody may see it: what it is, where it is no path. */
export function shownPath(value: string): Message | string {
  return misplacedContent(value)?.is ?? value;
}

const SECRET_NAME =
  "[\\w.-]*(?:token|passw(?:or)?d|passphrase|pwd|secret|credential|api-?key|private-?key|access-?key|auth)[\\w.-]*";
/** `PASSWORD=hunter2`, `--token=x`, `"password": "x"`. */
const ASSIGNED = new RegExp(`(${SECRET_NAME}["']?\\s*[=:]\\s*)("[^"]*"|'[^']*'|[^\\s"',;&|]+)`, "giu");
/** `--token x` within one text, as a shell reads it. */
const FLAG = new RegExp(`(--?${SECRET_NAME}\\s+)("[^"]*"|'[^']*'|[^\\s"',;&|-][^\\s"',;&|]*)`, "giu");
const LOGIN = /([a-z][a-z0-9+.-]*:\/\/)[^/\s@]*@/giu;
const TOKEN = /\bey[\w-]{8,}\.[\w.-]+|[A-Za-z0-9+/_=-]{40,}/gu;

/** A free text, such as an argument or a hint, without what looks like a secret in it. */
export function shownText(text: string): string {
  return text
    .replace(LOGIN, `$1${HIDDEN}@`)
    .replace(ASSIGNED, `$1${HIDDEN}`)
    .replace(FLAG, `$1${HIDDEN}`)
    .replace(TOKEN, part => (part.includes("/") && !isCode(part) ? part : HIDDEN));
}

const SECRET_FLAG = new RegExp(`^--?${SECRET_NAME}$`, "iu");

/** Arguments without what follows a flag for a secret, and without what looks like one. */
export function shownArguments(args: readonly string[]): readonly string[] {
  return args.map((arg, index) => {
    const before = args[index - 1];
    const isValue = before !== undefined && SECRET_FLAG.test(before) && !arg.startsWith("-");
    return isValue ? HIDDEN : shownText(arg);
  });
}

/** The name of a variable of the environment; nothing of what is none, such as `A=SECRET`. */
export function shownVariable(name: string): string {
  return name === "" || /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/.test(name) ? name : HIDDEN;
}
