import { HIDDEN, hasCredential, withoutCredentials } from "../credential.ts";
import { type Message, say } from "../message.ts";

/**
 * The one notion of what may be shown of a kubeconfig. What a field holds is told by the table of the schema; here is what
 * fields that are no secret by themselves may hold all the same: a login in an address, a token where a path belongs, a
 * password among the arguments of a plugin. What is not known to be public is left out.
 */

const ADDRESS =
  /^([a-z][a-z0-9+.-]*:\/\/)?([^/?#\s]*@)?(\[[0-9a-f:.]+\]|[\p{L}\p{N}._-]+)(:\d+)?((?:\/[\p{L}\p{N}._~-]+)*)\/?(?:[?#].*)?$/iu;

/** RFC 1035 2.3.4: octets. What is longer is no name of a host. */
const LONGEST_LABEL = 63;

/**
 * An address without a login, and without the query and fragment that client-go drops: `https://…@host:6443/path`.
 * Nothing of one that is not understood: a password may stand anywhere in it.
 */
export function shownAddress(address: string): string {
  const found = hasCredential(address) ? null : ADDRESS.exec(address);
  if (found === null || (found[3] ?? "").split(".").some(label => label.length > LONGEST_LABEL))
    return address === "" ? "" : HIDDEN;
  const [, scheme = "", login, host = "", port = "", path = ""] = found;
  return `${scheme}${login === undefined ? "" : `${HIDDEN}@`}${host}${port}${path}`;
}

/** What a text is that stands where a path belongs. */
export interface MisplacedContent {
  readonly kind: "jwt" | "pem" | "pem-in-base64" | "base64" | "credential";
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
  if (isCode(text) || isDer(text)) return { kind: "base64", is: say("encoded data, {0} characters", length) };
  if (/^[a-z0-9]{6}\.[a-z0-9]{16}$/.test(text) || hasCredential(text) || assigns(text)) {
    return { kind: "credential", is: say("a credential, {0} characters", length) };
  }
  return undefined;
}

/** DER in base64: a SEQUENCE (X.690 8.9) of some length. A path would have a dot or a dash. */
function isDer(text: string): boolean {
  return /^M[C-I][A-Za-z0-9+/\s]{50,}={0,2}$/.test(text);
}

/** `token=…`, `{"password": "…"}`: a name for a secret, and its value. */
function assigns(text: string): boolean {
  return text.replace(ASSIGNED, "$1") !== text;
}

/** A run of letters and digits as base64 or a token has it, where a path would have separators, dots or words. */
function isCode(text: string): boolean {
  if (text.length < LONG || !/^[A-Za-z0-9+/_=\s-]+$/.test(text)) return false;
  return text.split("/").some(part => part.length >= LONG);
}

const SECRET_WORD =
  "(?:token|passw(?:or)?d|passphrase|pass(?![a-z])|pwd|secret|credential|api-?key|private-?key|access-?key|auth|jwt|bearer|cookie|session|assertion|otp(?![a-z])|pin(?![a-z]))";
const HAS_SECRET_WORD = new RegExp(SECRET_WORD, "iu");
/** What follows a name for a secret; a quote that nobody closes hides the rest. */
const QUOTED = `\\\\*"[^"]*"?|'[^']*'?`;
// Each name is tried from its start alone, and what is ahead of it is read once: the time stays linear in the text.
/** `PASSWORD=hunter2`, `--token=x`, `"password": "x"`. */
const ASSIGNED = new RegExp(
  `(?<![\\w.-])((?=[\\w.-]*?${SECRET_WORD})[\\w.-]+\\\\*["']?\\s*[=:]\\s*)(?:${QUOTED}|[^\\s"',;&|]+)`,
  "giu",
);
/** `--token x` within one text, as a shell reads it. */
const FLAG = new RegExp(
  `(?<![\\w.-])((?=-[\\w.-]*?${SECRET_WORD})[\\w.-]+\\s+)(?:${QUOTED}|[^\\s"',;&|-][^\\s"',;&|]*)`,
  "giu",
);
/** `-u jane:x`, as curl has it. */
const LOGIN = /(?<![\w-])((?:-u|--user|--proxy-user)[\s=]{1,8}["']?[^\s:"']{1,256}:)[^\s"']+/gu;
const AFTER_SCHEME = /(?<=:\/\/)[^\s"']+/gu;
const LONG_RUN = /[A-Za-z0-9+/_=-]{40,}/gu;

/** A free text, such as an argument or a hint, without what looks like a secret in it. Linear in its length. */
export function shownText(text: string): string {
  return withoutCredentials(text)
    .replace(AFTER_SCHEME, withoutLogin)
    .replace(ASSIGNED, `$1${HIDDEN}`)
    .replace(FLAG, `$1${HIDDEN}`)
    .replace(LOGIN, `$1${HIDDEN}`)
    .replace(LONG_RUN, part => (part.includes("/") && !isCode(part) ? part : HIDDEN));
}

/** What follows `://`, from its last `@`: a password may hold any of the characters before that. */
function withoutLogin(rest: string): string {
  const end = rest.lastIndexOf("@");
  return end < 0 ? rest : `${HIDDEN}${rest.slice(end)}`;
}

/** Arguments without what follows a flag for a secret, and without what looks like one. */
export function shownArguments(args: readonly string[]): readonly string[] {
  return args.map((arg, index) => {
    const before = args.slice(Math.max(0, index - 2), index).findLast(each => each !== "");
    if (before === undefined || isFlag(arg)) return shownText(arg);
    if (isForSecret(before.trim())) return arg === "" ? "" : HIDDEN;
    // What comes before tells what it is: `-u`, `jane:x`.
    return shownText(`${before} ${arg}`) === `${before} ${arg}` ? shownText(arg) : shownAfter(before, arg);
  });
}

function shownAfter(before: string, arg: string): string {
  const shown = shownText(arg);
  const both = shownText(`${before} ${arg}`);
  return shown === arg && both.startsWith(`${before} `) ? both.slice(before.length + 1) : shown;
}

/** `-o`, `--output`, `--output=json`; a secret may begin with a dash too. */
function isFlag(arg: string): boolean {
  return /^(?:-[A-Za-z]|--?[a-z][a-z0-9-]*)(?:=.*)?$/s.test(arg);
}

/** Whether the next argument is a secret: `--token`, `-password`, `-p`, `token`. */
function isForSecret(arg: string): boolean {
  if (/^-[\w.-]+$/.test(arg)) return arg === "-p" || HAS_SECRET_WORD.test(arg);
  return /^(?:token|password|passwd|pwd|secret)$/i.test(arg);
}

/** The name of a variable of the environment; nothing of what is none, such as `A=SECRET`. */
export function shownVariable(name: string): string {
  return name === "" || /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/.test(name) ? name : HIDDEN;
}
