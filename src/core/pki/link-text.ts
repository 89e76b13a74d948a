import { isCertificateName } from "./names.ts";

/** Linux allows no longer path. */
const LONGEST_PATH = 4096;

/**
 * The path in a file that holds nothing else: what is left of a symbolic link where somebody's copy knew none, as git
 * without `core.symlinks` and archives do.
 */
export function linkTextOf(bytes: Uint8Array): string | undefined {
  if (bytes.length > LONGEST_PATH) return undefined;
  const text = new TextDecoder().decode(bytes).trimEnd();
  return /^[\w./@+-]+$/.test(text) && isCertificateName(text) ? text : undefined;
}
