import { stripVTControlCharacters } from "node:util";
import { shownArguments, shownText } from "../../core/kubeconfig/secrecy.ts";
import { shown } from "../../core/rules/words.ts";
import type { Environment } from "./environment.ts";
import type { ExecPlugin } from "./plugin.ts";

const HIDDEN = "…";

/** Shorter values of variables are words of any language: characters. */
const TELLING = 4;

/** A word of a language, a name in camel case, or a small number; a token or password is none of these, bar few. */
const PLAIN = /^(?:[A-Z]?[a-z]+(?:[A-Z][a-z]{2,})*|[A-Z]{1,12}|\d{1,5})$/;
/** Characters. */
const LONGEST_PLAIN = 32;

/**
 * The last line that a plugin wrote to standard error, as far as it can be shown: words, and what the shown command has
 * too; whatever else may be a secret is left out. Undefined where nothing is left.
 */
export function shownStderr(stderr: string, plugin: ExecPlugin, env: Environment): string | undefined {
  const lines = stripVTControlCharacters(stderr).split(/[\r\n]+/);
  const line = lines.findLast(each => each.trim() !== "")?.slice(0, 2_000);
  if (line === undefined) return undefined;
  let text = line;
  for (const secret of secretsOf(plugin, env)) text = text.replaceAll(secret, HIDDEN);
  const known = new Set([plugin.command, ...shownArguments(plugin.args)].flatMap(each => each.split(/\s+/)));
  const masked = shownText(text.replace(AFTER_SECRET, withoutNext)).replace(WORD, word =>
    known.has(word) || isPlain(word) ? word : HIDDEN,
  );
  return /[A-Za-z]{2}/.test(masked) ? shown(masked.trim()) : undefined;
}

/** What stands before a secret. */
const SECRETS = "(?:passw(?:or)?d|passphrase|pwd|secret|credential|token|bearer|basic|key|code|pin|otp)";
/** `password hunter`, `secret is: hunter`. */
const AFTER_SECRET = new RegExp(
  `(${SECRETS}s?["']?(?:\\s+(?:is|was))?[\\s:=]+["']?)([^\\s"',;:.]+)[^\\s"']*`,
  "giu",
);
/** What may follow such a word and is none. */
const HARMLESS = new Set(
  "and are as at auth authentication by cache can cannot could credentials denied does empty endpoint error exchange expired failed file for found from has have helper in incorrect invalid is missing must no not of on or plugin provider refresh rejected request required response source to using via was were will with wrong".split(
    " ",
  ),
);
function withoutNext(whole: string, before: string, next: string): string {
  return HARMLESS.has(next.toLowerCase()) ? whole : `${before}${HIDDEN}`;
}

/** A word that names a secret and more is not shown, unless it is the name of an error: `topsecret`. */
const NAMES_SECRET = /passw|passphrase|pwd|secret|token|key/iu;
const NAME = /^(?:passwords?|passphrases?|secrets?|tokens?|keys?|get-token|[A-Za-z]+(?:Exception|Error))$/i;

/** What stands between blanks, without the marks around it. */
const WORD = /[^\s"'`()[\]{}<>,;:.!?…]+(?:[^\s"'`()[\]{}<>]*[^\s"'`()[\]{}<>,;:.!?…])?/gu;

/** Whether a word, a path or an address consists of plain words alone. */
function isPlain(text: string): boolean {
  if (NAMES_SECRET.test(text) && !NAME.test(text)) return false;
  return text
    .split(/[-./:,@=_…\\]+/)
    .every(part => part.length <= LONGEST_PLAIN && (part === "" || PLAIN.test(part)));
}

/** Values that must not be repeated, the longest first: those of the plugin's variables, and of variables for secrets. */
function secretsOf({ env: own, args }: ExecPlugin, env: Environment): readonly string[] {
  const hidden = shownArguments(args);
  const values = [
    ...own.map(({ value }) => value),
    ...args.filter((arg, index) => hidden[index] !== arg),
    ...Object.entries(env).flatMap(([name, value = ""]) => (isForSecret(name) ? value : [])),
  ];
  return values
    .flatMap(value => [value, ...value.split(/[\r\n]+/)])
    .filter(value => value.length >= TELLING)
    .sort((a, b) => b.length - a.length);
}

/** Whether a variable of the environment is one for a secret by its name; PWD is the working directory. */
function isForSecret(name: string): boolean {
  return !/^(?:OLD)?PWD$/.test(name) && shownText(`${name}=x`) !== `${name}=x`;
}
