import { type Message, say } from "../message.ts";
import type { PathStyle } from "../ports.ts";

/** Why a path leads nowhere that a person wrote with something else in mind. */
export interface OddPath {
  /** What is odd about it and how to write it, as a sentence or two. */
  readonly why: Message;
  /** The path as it was most likely meant. */
  readonly suggestion?: string;
}

interface Given {
  readonly path: string;
  readonly style: PathStyle;
  /** The home directory of the owner, where it is known. */
  readonly home: string | undefined;
}

/**
 * What is odd about a path, by its text alone: another system's spelling, what only a shell would expand, characters that nobody
 * sees. Ask only about one that does not exist: each of these may be the name of a file.
 */
export function oddPath(path: string, style: PathStyle, home?: string): OddPath | undefined {
  const given = { path, style, home };
  for (const look of LOOKS) {
    const found = look(given);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** As `oddPath`, of an entry of `KUBECONFIG`. */
export function oddEntry(path: string, style: PathStyle, home?: string): OddPath | undefined {
  const [separator, other] = style === "windows" ? [":", ";"] : [";", ":"];
  const several =
    style === "windows" ? /[^:;]{2,}:(?=[a-z]:\\|[\\/~])/iu : /;(?=\s*["']?(?:[/~.$]|[a-z]:))/iu;
  if (several.test(path)) {
    const why = say(
      "On this system {0} separates the files of KUBECONFIG, and {1} does not.",
      other,
      separator,
    );
    return { why };
  }
  return oddPath(path, style, home);
}

/** The home directory that a path lies in, by the usual places of homes. */
export function homeAround(path: string): string | undefined {
  return /^(?:\/(?:home|Users)\/[^/]+|\/root|[a-z]:\\Users\\[^\\]+)(?=[\\/])/i.exec(path)?.[0];
}

type Look = (given: Given) => OddPath | undefined;

const ESCAPED: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\x07": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\x1b": "\\e",
  "\x85": "\\N",
};

/** `"C:\temp"` in double quotes: YAML makes a tab of it. */
const escapes: Look = ({ path }) => {
  const meant = path.replace(/./gsu, character => ESCAPED[character] ?? character);
  if (meant === path || !/^(?:[a-z]:|\\\\|\.{1,2}[\\/]|[^/]*\\)/i.test(meant)) return undefined;
  return {
    why: say("In double quotes YAML takes a backslash for an escape: put the path in single quotes."),
    suggestion: meant,
  };
};

const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]|(?! )\p{Zs}/gu;

const invisible: Look = ({ path }) => {
  const codes = [...new Set(path.match(UNSEEN) ?? [])].map(codePoint);
  if (codes.length === 0) return undefined;
  return {
    why: say("It holds a character that nobody sees, {0}: remove it.", codes.slice(0, 3).join(", ")),
    suggestion: path.replace(UNSEEN, ""),
  };
};

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

const quoted: Look = ({ path }) => {
  const inner = /^\s*(["'])(.*)\1\s*$/su.exec(path)?.[2] ?? path.replace(/^["']|["']$/gu, "");
  if (inner === path || inner === "") return undefined;
  return { why: say("The quotes are part of the path: remove them."), suggestion: inner };
};

const blanks: Look = ({ path }) => {
  const inner = path.trim();
  if (inner === path || inner === "") return undefined;
  return { why: say("The blank at its start or end is part of the path: remove it."), suggestion: inner };
};

const url: Look = ({ path, style }) => {
  const rest = /^file:\/\/(?:localhost)?(\/.*)$/iu.exec(path)?.[1];
  if (rest === undefined) return undefined;
  const suggestion = style === "windows" ? rest.slice(1).replaceAll("/", "\\") : rest;
  return { why: say("It is a URL, and a path belongs here."), suggestion };
};

const tilde: Look = ({ path, style, home }) => {
  if (!/^~(?:$|[\\/])/u.test(path)) return undefined;
  return expanded(
    say("Only a shell makes a home directory of {0}: write the whole path.", "~"),
    path.slice(1),
    {
      style,
      home,
    },
  );
};

const HOME_VARIABLE = /^(?:\$HOME|\$\{HOME\}|\$env:USERPROFILE|\$env:HOME|%USERPROFILE%|%HOME%)(?=$|[\\/])/iu;

const variable: Look = ({ path, style, home }) => {
  const [name] = /\$\{\w+\}|\$env:\w+|\$\w+|%\w+%/iu.exec(path) ?? [];
  if (name === undefined) return undefined;
  const why = say("Nothing fills in {0} here: write the whole path.", name);
  const [variable] = HOME_VARIABLE.exec(path) ?? [];
  return variable === undefined ? { why } : expanded(why, path.slice(variable.length), { style, home });
};

function expanded(why: Message, rest: string, { style, home }: Pick<Given, "style" | "home">): OddPath {
  if (home === undefined) return { why };
  return { why, suggestion: home + (style === "windows" ? rest.replaceAll("/", "\\") : rest) };
}

const windows: Look = ({ path, style }) => {
  if (style !== "posix") return undefined;
  const wsl = /^[\\/]{2}wsl(?:\.localhost|\$)[\\/][^\\/]+(.*)$/iu.exec(path)?.[1];
  if (wsl !== undefined) {
    const why = say("It is how Windows names a file of this system: write it as it is called here.");
    return { why, suggestion: slashed(wsl) || "/" };
  }
  const [, drive, rest] = /^([a-z]):[\\/](.*)$/isu.exec(path) ?? [];
  if (drive !== undefined && rest !== undefined) {
    return {
      why: say(
        "It is a Windows path, and here it is the name of a file: if this is WSL, drive {0}: is under {1}, else embed the content.",
        drive.toUpperCase(),
        `/mnt/${drive.toLowerCase()}`,
      ),
      suggestion: `/mnt/${drive.toLowerCase()}/${slashed(rest)}`,
    };
  }
  if (/^\\\\[^\\]/u.test(path))
    return {
      why: say(
        "It is a Windows network path, which nothing opens here: name a local file, or embed the content.",
      ),
    };
  if (!path.includes("\\")) return undefined;
  return {
    why: say("It is a Windows path, and here a backslash is part of a file name: write it with slashes."),
    suggestion: slashed(path),
  };
};

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}

const posix: Look = ({ path, style }) => {
  if (style !== "windows") return undefined;
  const [, drive, rest] = /^\/(?:mnt\/|cygdrive\/)?([a-z])\/(.*)$/su.exec(path) ?? [];
  if (drive !== undefined && rest !== undefined) {
    return {
      why: say("It is how WSL, Cygwin or Git Bash names a file of this system: write it with the drive."),
      suggestion: `${drive.toUpperCase()}:\\${rest.replaceAll("/", "\\")}`,
    };
  }
  if (!/^\/(?:home|root|etc|var|opt|usr|tmp|Users|run)\//u.test(path)) return undefined;
  return { why: say("It is a path of Linux or macOS: name a file of this system, or embed the content.") };
};

const LOOKS: readonly Look[] = [escapes, invisible, quoted, blanks, url, tilde, variable, windows, posix];
