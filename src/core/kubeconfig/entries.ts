import type { Steps } from "../steps.ts";
import type { Span } from "../text.ts";
import { readFields } from "./fields.ts";
import { noExtensions } from "./lists.ts";
import { emptyMapping, entryOf, type Mapping, mappingOf, type Reading } from "./mapping.ts";
import { refuseType } from "./mismatches.ts";
import type { ClusterEntry, ContextEntry, EntryKind, MappingKind, UnknownField, UserEntry } from "./model.ts";
import { readAuthProvider, readExec } from "./plugins.ts";
import { itemsOf, nested, textField } from "./values.ts";

type ListKey = "clusters" | "contexts" | "users";

const itemKinds = {
  clusters: "named-cluster",
  contexts: "named-context",
  users: "named-user",
} as const satisfies Record<ListKey, MappingKind>;

const itemTypes = { clusters: "NamedCluster", contexts: "NamedContext", users: "NamedAuthInfo" } as const;

type ItemKind<L extends ListKey> = (typeof itemKinds)[L];

/** What a list item has whatever its kind. */
export interface Item {
  readonly nameSpan: Span;
  readonly span: Span;
  readonly index: number;
  readonly source: string;
}

type ReadItem<L extends ListKey, E> = (reading: Reading, item: Mapping<ItemKind<L>>, place: Item) => E;

/** The entries of one of the three lists. An item that is no mapping is left out, with a refusal. */
export function* readEntries<L extends ListKey, E>(
  reading: Reading,
  root: Mapping<"file">,
  list: L,
  source: string,
  read: ReadItem<L, E>,
): Steps<readonly E[]> {
  const entries: E[] = [];
  const items = itemsOf(reading, root, list, `[]v1.${itemTypes[list]}`) ?? [];
  for (const [index, node] of items.entries()) {
    const item = mappingOf(itemKinds[list], list, node);
    if (item === undefined) {
      refuseType(reading, root, list, node, `v1.${itemTypes[list]}`);
      continue;
    }
    const nameSpan = entryOf(item, "name")?.value.span ?? node.span;
    entries.push(read(reading, item, { nameSpan, span: node.span, index, source }));
    yield;
  }
  return entries;
}

export function readCluster(reading: Reading, item: Mapping<"named-cluster">, place: Item): ClusterEntry {
  const cluster = nested(reading, item, "cluster", "cluster") ?? emptyMapping("cluster");
  const base = baseOf("cluster", place);
  const entry = readFields(reading, cluster, base, {});
  base.name = textField(reading, item, "name")?.value ?? "";
  base.unknown = unknownOf(item, cluster);
  return entry;
}

export function readContext(reading: Reading, item: Mapping<"named-context">, place: Item): ContextEntry {
  const context = nested(reading, item, "context", "context") ?? emptyMapping("context");
  const base = baseOf("context", place);
  const entry = readFields(reading, context, base, {});
  base.name = textField(reading, item, "name")?.value ?? "";
  base.unknown = unknownOf(item, context);
  return entry;
}

const plugins = { "auth-provider": readAuthProvider, exec: readExec };

export function readUser(reading: Reading, item: Mapping<"named-user">, place: Item): UserEntry {
  const base = baseOf("user", place);
  base.name = textField(reading, item, "name")?.value ?? "";
  const user = nested(reading, item, "user", "user", "v1.AuthInfo") ?? emptyMapping("user");
  const entry = readFields(reading, user, base, plugins);
  base.unknown = unknownOf(item, user, entry.authProvider?.value, entry.exec?.value);
  return entry;
}

/** What every entry has, to be filled. */
function baseOf<K extends EntryKind>(kind: K, { nameSpan, span, index, source }: Item) {
  const unknown: readonly UnknownField[] = noUnknown;
  return { kind, name: "", nameSpan, span, index, source, extensions: noExtensions, unknown };
}

const noUnknown: readonly UnknownField[] = [];

interface HasUnknown {
  readonly unknown: readonly UnknownField[];
}

/** The unknown keys of an entry and of the mappings in it. */
function unknownOf(...mappings: readonly (HasUnknown | undefined)[]): readonly UnknownField[] {
  const found = mappings.filter(mapping => mapping !== undefined && mapping.unknown.length > 0);
  return found.length === 0 ? noUnknown : found.flatMap(mapping => mapping?.unknown ?? noUnknown);
}
