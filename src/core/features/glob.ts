import type { DirectoryEntry } from "../ports.ts";

/** Lists a directory; nothing where it cannot be. */
export type ListDirectory = (path: string) => Promise<readonly DirectoryEntry[]>;

/** How many files a pattern may give, how many directories are listed for it, and how deep `**` goes. */
const LIMITS = { files: 500, directories: 2_000, depth: 8 } as const;

/** Directories that `**` does not enter. */
const SKIPPED: ReadonlySet<string> = new Set(["node_modules", ".git"]);

export interface Glob {
  /** The directory down to which nothing is to be matched. */
  readonly base: string;
  /** What is to be matched below it, with `/`; empty for a plain path. */
  readonly rest: string;
}

/** @param pattern an absolute path, perhaps with `*`, `?`, `**`, `[ab]` and `{a,b}`, with `/` throughout */
export function splitGlob(pattern: string): Glob {
  const segments = pattern.split("/");
  const first = segments.findIndex(segment => /[*?[{]/.test(segment));
  if (first < 0) return { base: pattern, rest: "" };
  return { base: segments.slice(0, first).join("/") || "/", rest: segments.slice(first).join("/") };
}

/** The files that a glob matches, in the order of the directories. Bounded, see LIMITS. */
export async function expandGlob(glob: Glob, list: ListDirectory): Promise<readonly string[]> {
  const walk: Walk = { list, found: [], listed: 0 };
  await descend(walk, glob.base.replace(/\/$/, ""), glob.rest.split("/"), 0);
  return [...new Set(walk.found)];
}

interface Walk {
  readonly list: ListDirectory;
  readonly found: string[];
  listed: number;
}

async function descend(
  walk: Walk,
  directory: string,
  segments: readonly string[],
  depth: number,
): Promise<void> {
  const [segment = "", ...rest] = segments;
  if (walk.listed >= LIMITS.directories || walk.found.length >= LIMITS.files || depth > LIMITS.depth) return;
  walk.listed += 1;
  const entries = [...(await walk.list(directory === "" ? "/" : directory))].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  if (segment === "**") {
    await descend(walk, directory, rest.length > 0 ? rest : ["*"], depth);
    for (const { name, kind } of entries) {
      if (kind !== "directory" || SKIPPED.has(name)) continue;
      await descend(walk, `${directory}/${name}`, segments, depth + 1);
    }
    return;
  }
  const matches = segmentMatcher(segment);
  for (const { name, kind } of entries) {
    if (!matches(name)) continue;
    if (rest.length > 0 && kind === "directory") await descend(walk, `${directory}/${name}`, rest, depth + 1);
    if (rest.length === 0 && kind === "file" && walk.found.length < LIMITS.files)
      walk.found.push(`${directory}/${name}`);
  }
}

/** One segment. `*` at its start does not match a hidden name, as in a shell. */
export function segmentMatcher(segment: string): (name: string) => boolean {
  const source = segment.replace(/\*+|\?|\{[^{}]*\}|\[[^\]]+\]|[\\^$.|+(){}[\]]/g, token => {
    if (token.startsWith("*")) return ".*";
    if (token === "?") return ".";
    if (token.length > 1 && token.startsWith("{"))
      return `(?:${token.slice(1, -1).split(",").map(alternative).join("|")})`;
    if (token.length > 1 && token.startsWith("["))
      return token.replace(/^\[!/, "[^").replaceAll("\\", "\\\\");
    return `\\${token}`;
  });
  const expression = new RegExp(`^(?:${source})$`);
  return name => expression.test(name) && (!name.startsWith(".") || !/^[*?[]/.test(segment));
}

function alternative(text: string): string {
  return text
    .replace(/[\\^$.|+()[\]]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
}
