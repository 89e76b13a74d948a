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
  return text.split("/").some(part => part.length >= LONG);
}

const SECRET_WORD =
  "(?:token|passw(?:or)?d|passphrase|pwd|secret|credential|api-?key|private-?key|access-?key|auth)";
const HAS_SECRET_WORD = new RegExp(SECRET_WORD, "iu");
/** What follows a name for a secret; a quote that nobody closes hides the rest. */
const QUOTED = `"[^"]*"?|'[^']*'?`;
// Each name is tried from its start alone, and what is ahead of it is read once: the time stays linear in the text.
/** `PASSWORD=hunter2`, `--token=x`, `"password": "x"`. */
const ASSIGNED = new RegExp(
  `(?<![\\w.-])((?=[\\w.-]*?${SECRET_WORD})[\\w.-]+["']?\\s*[=:]\\s*)(?:${QUOTED}|[^\\s"',;&|]+)`,
  "giu",
);
/** `--token x` within one text, as a shell reads it. */
const FLAG = new RegExp(
  `(?<![\\w.-])((?=-[\\w.-]*?${SECRET_WORD})[\\w.-]+\\s+)(?:${QUOTED}|[^\\s"',;&|-][^\\s"',;&|]*)`,
  "giu",
);
const AFTER_SCHEME = /(?<=:\/\/)[^\s"']+/gu;
const NAME_WITH_DOTS = /[\w.-]+/gu;
const JWT_START = /\bey[A-J][\w-]{8}/u;
const LONG_RUN = /[A-Za-z0-9+/_=-]{40,}/gu;

/** A free text, such as an argument or a hint, without what looks like a secret in it. Linear in its length. */
export function shownText(text: string): string {
  return text
    .replace(AFTER_SCHEME, withoutLogin)
    .replace(ASSIGNED, `$1${HIDDEN}`)
    .replace(FLAG, `$1${HIDDEN}`)
    .replace(NAME_WITH_DOTS, part => (JWT_START.test(part) ? HIDDEN : part))
    .replace(LONG_RUN, part => (part.includes("/") && !isCode(part) ? part : HIDDEN));
}

/** What follows `://`, from its last `@`: a password may hold any of the characters before that. */
function withoutLogin(rest: string): string {
  const end = rest.lastIndexOf("@");
  return end < 0 ? rest : `${HIDDEN}${rest.slice(end)}`;
}

/** Whether an argument is a flag whose value is a secret: `--token`, `-password`. */
function isSecretFlag(arg: string): boolean {
  return /^-[\w.-]+$/.test(arg) && HAS_SECRET_WORD.test(arg);
}

/** Arguments without what follows a flag for a secret, and without what looks like one. */
export function shownArguments(args: readonly string[]): readonly string[] {
  return args.map((arg, index) => {
    const before = args[index - 1];
    const isValue = before !== undefined && isSecretFlag(before) && !arg.startsWith("-");
    return isValue ? HIDDEN : shownText(arg);
  });
}

/** The name of a variable of the environment; nothing of what is none, such as `A=SECRET`. */
export function shownVariable(name: string): string {
  return name === "" || /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/.test(name) ? name : HIDDEN;
}
