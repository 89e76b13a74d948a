/** A verdict as client-go gives it, or as our own `verdicts` script does. */
export type Verdict = Readonly<Record<string, unknown>>;

const compared = [
  "clusters",
  "contexts",
  "users",
  "current",
  "validate",
  "confirmUsable",
  "perContextTLS",
  "config",
];

/** The keys in which two verdicts differ, apart from what varies by machine and version. */
export function differences(ours: Verdict, theirs: Verdict): readonly string[] {
  if (theirs["loadErr"] !== undefined || ours["loadErr"] !== undefined) {
    const same = classOf(String(ours["loadErr"])) === classOf(String(theirs["loadErr"]));
    return same ? [] : ["loadErr"];
  }
  return compared.filter(key => canonical(ours[key]) !== canonical(theirs[key]));
}

/** Without what client-go dumps of the file, go-yaml's positions, and where a scheme was registered. */
function classOf(error: string): string {
  return error
    .replace(/ in list: .*/s, " in list")
    .replace(/(Object 'apiVersion' is missing) in .*/s, "$1")
    .replace(/ in scheme .*/s, "")
    .replace(/^(unsupported map key of type|json: unsupported value).*/s, "$1")
    .replace(/^yaml: .*/s, "yaml");
}

/** Keys in one order; empty values and absent ones alike; Go's dump of an unnamed context and errno texts left out. */
function canonical(value: unknown): string {
  const text = JSON.stringify(sorted(value ?? null)) ?? "null";
  return text
    .replace(/Extensions:map\[string\]runtime\.Object\{.*?\}\} is not allowed/g, "} is not allowed")
    .replace(/due to open [^,\]"]*/g, "due to open");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
