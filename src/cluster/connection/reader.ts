import { decodeBase64 } from "../../core/bytes/base64.ts";
import type { ClusterEntry, Field, UserEntry } from "../../core/kubeconfig/model.ts";
import { resolvePath } from "../../core/kubeconfig/paths.ts";
import type { FileView, PathStyle } from "../../core/ports.ts";

type Entry = ClusterEntry | UserEntry;

/** What fields of an entry hold, as text. */
export interface Reader {
  /** The absolute path of a field of an entry. */
  path(entry: Entry, field: Field<string> | undefined): string | undefined;
  /** Inline data, else the content of the file: a character for each byte. */
  bytes(entry: Entry, data: Field<string> | undefined, file: Field<string> | undefined): string | undefined;
  /** The path of the kubeconfig that an entry stands in. */
  base(entry: Entry): string | undefined;
  /** Why the client certificate of a user and its key are of no use together. */
  pairDefect(user: UserEntry): string | undefined;
}

export function readerOf(
  view: FileView,
  sources: ReadonlyMap<string, string | undefined>,
  style: PathStyle,
  pairDefect: Reader["pairDefect"],
): Reader {
  const path: Reader["path"] = (entry, field) =>
    field?.value ? resolvePath(sources.get(entry.source), field.value, style) : undefined;
  return {
    path,
    bytes(entry, data, file) {
      if (data?.value) {
        const bytes = decodeBase64(data.value);
        return bytes.ok ? textOf(bytes.value) : undefined;
      }
      const at = path(entry, file);
      const read = at === undefined ? undefined : view.get(at);
      return read?.kind === "file" ? textOf(read.bytes) : undefined;
    },
    base: entry => sources.get(entry.source),
    pairDefect,
  };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
