import type { Steps } from "../steps.ts";
import type { Span } from "../text.ts";
import { readFields } from "./fields.ts";
import { noExtensions } from "./lists.ts";
import { emptyMapping, entryOf, type Mapping, mappingOf, type Reading } from "./mapping.ts";
import { refuseType } from "./mismatches.ts";
import type { ClusterEntry, ContextEntry, MappingKind, UnknownField, UserEntry } from "./model.ts";
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
  const fields = readFields(reading, cluster, {});
  const name = textField(reading, item, "name")?.value ?? "";
  const unknown = unknownOf(item, cluster);
  return { kind: "cluster", name, ...place, extensions: noExtensions, ...fields, unknown };
}

export function readContext(reading: Reading, item: Mapping<"named-context">, place: Item): ContextEntry {
  const context = nested(reading, item, "context", "context") ?? emptyMapping("context");
  const fields = readFields(reading, context, {});
  const name = textField(reading, item, "name")?.value ?? "";
  const unknown = unknownOf(item, context);
  return { kind: "context", name, ...place, extensions: noExtensions, ...fields, unknown };
}

export function readUser(reading: Reading, item: Mapping<"named-user">, place: Item): UserEntry {
  const name = textField(reading, item, "name")?.value ?? "";
  const user = nested(reading, item, "user", "user", "v1.AuthInfo") ?? emptyMapping("user");
  const below: UnknownField[] = [];
  const fields = readFields(reading, user, {
    "auth-provider": () => readAuthProvider(reading, user, below),
    exec: () => readExec(reading, user, below),
  });
  const known = unknownOf(item, user);
  const unknown = below.length === 0 ? known : [...known, ...below];
  return { kind: "user", name, ...place, extensions: noExtensions, ...fields, unknown };
}

function unknownOf(
  item: { readonly unknown: readonly UnknownField[] },
  inner: { readonly unknown: readonly UnknownField[] },
): readonly UnknownField[] {
  return inner.unknown.length === 0 ? item.unknown : [...item.unknown, ...inner.unknown];
}
