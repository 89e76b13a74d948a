/** A claims set nests a few levels; a bomb nests thousands. */
const MAX_DEPTH = 32;
const MAX_LIST = 1000;

export type Json = Readonly<Record<string, unknown>>;

/** A JSON object; undefined for anything else, and for what nests too deep. */
export function parseJsonObject(text: string): Json | undefined {
  if (nestsDeeper(text, MAX_DEPTH)) {
    return undefined;
  }
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Counts brackets outside strings, before a parser gets to see them. */
function nestsDeeper(text: string, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      i += char === "\\" ? 1 : 0;
      quoted = char !== '"';
    } else if (char === '"') {
      quoted = true;
    } else if (char === "{" || char === "[") {
      depth++;
      if (depth > limit) {
        return true;
      }
    } else if (char === "}" || char === "]") {
      depth--;
    }
  }
  return false;
}

/** A JSON object, without what its prototype would add. */
export function asObject(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.assign(Object.create(null), value)
    : undefined;
}

/** A text that is not empty. */
export function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** NumericDate, seconds that may have a fraction, as milliseconds; undefined out of the range of dates. */
export function asTime(value: unknown): number | undefined {
  return typeof value === "number" && Math.abs(value) <= 8_640_000_000_000
    ? Math.trunc(value * 1000)
    : undefined;
}

/** The texts of a list, or the one text that stands for a list. */
export function asTexts(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value.slice(0, MAX_LIST) : [value];
  return list.flatMap(item => asText(item) ?? []);
}
