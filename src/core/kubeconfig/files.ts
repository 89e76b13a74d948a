import { inParallel } from "../in-parallel.ts";
import type { Files, FileView, PathStyle } from "../ports.ts";
import type { KubeconfigFile } from "./model.ts";
import { isAbsolutePath, resolvePath } from "./paths.ts";
import { pathFields } from "./schema/values.ts";

/**
 * The absolute paths that kubeconfigs name for certificates, keys and tokens, each once: what to load before
 * `analyze` can say anything about them. Never the command of an exec plugin.
 */
export function referencedPaths(files: readonly KubeconfigFile[], style: PathStyle): readonly string[] {
  const paths = new Set<string>();
  for (const file of files) {
    const fields = [...file.clusters, ...file.users].flatMap(pathFields);
    for (const { authProvider } of file.users) {
      const ca = authProvider?.value.config.get("idp-certificate-authority")?.value;
      if (ca !== undefined && isAbsolutePath(ca, style)) paths.add(ca);
    }
    for (const field of fields) {
      const path = resolvePath(file.source.path, field.value, style);
      if (path !== undefined) paths.add(path);
    }
  }
  return [...paths];
}

/** How many files are read at a time. */
const AT_ONCE = 16;

/** @param maxBytes files above this are not read. */
export async function loadFiles(files: Files, paths: Iterable<string>, maxBytes: number): Promise<FileView> {
  const unique = [...new Set(paths)];
  const read = async (path: string) => [path, await files.read(path, maxBytes)] as const;
  return new Map(await inParallel(AT_ONCE, unique, read));
}
