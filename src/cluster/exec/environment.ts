import type { PathStyle } from "../../core/ports.ts";

/** Variables of a process by name, those of `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable; Windows knows no case in names. */
export function variable(env: Environment, name: string, style: PathStyle): string {
  if (style === "posix") return env[name] ?? "";
  const found = Object.keys(env).findLast(key => sameName(key, name, style));
  return found === undefined ? "" : (env[found] ?? "");
}

/** An environment with more variables behind it: of equal names the last counts, as in Go's os/exec. */
export function withVariables(
  env: Environment,
  more: readonly { readonly name: string; readonly value: string }[],
  style: PathStyle,
): Record<string, string> {
  const result = new Map<string, string>();
  for (const [name, value] of Object.entries(env)) if (value !== undefined) result.set(name, value);
  for (const { name, value } of more) {
    for (const key of style === "windows" ? [...result.keys()] : []) {
      if (sameName(key, name, style)) result.delete(key);
    }
    result.set(name, value);
  }
  return Object.fromEntries(result);
}

function sameName(a: string, b: string, style: PathStyle): boolean {
  return style === "windows" ? a.toUpperCase() === b.toUpperCase() : a === b;
}
