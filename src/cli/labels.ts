import type { CliWorld } from "./world.ts";

/** A file as people know it: relative to the working directory where it lies below it. */
export function labelOf({ cwd }: CliWorld): (file: string) => string {
  return file =>
    file.startsWith(cwd) && /^[\\/]/.test(file.slice(cwd.length)) ? file.slice(cwd.length + 1) : file;
}

/** ISO 8601, as JSON has dates. @param ms milliseconds since the epoch */
export function dateOf(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}
