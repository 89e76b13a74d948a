import { shownArguments, shownText } from "./secrecy.ts";

/** A command with its arguments as one would type them in a shell, secrets left out: what needs quotes has them. */
export function shownCommandLine(command: string, args: readonly string[]): string {
  return [shownText(command), ...shownArguments(args)].map(shellWord).join(" ");
}

/** A word as bash takes it. Control characters and those that turn the text's direction are spelt out, so that none hides. */
export function shellWord(word: string): string {
  if (/^[\w@%+=:,./~-]+$/.test(word)) return word;
  if (word.search(UNSEEN) < 0) return `'${word.replaceAll("'", `'\\''`)}'`;
  return `$'${word.replace(/[\\']/g, "\\$&").replace(UNSEEN, spelt)}'`;
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** As bash spells a character between `$'` and `'`. */
function spelt(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}
