import type { Steps } from "../steps.ts";
import type { Span } from "../text.ts";
import { extraField, readExtensions, textListField } from "./lists.ts";
import { emptyMapping, entryOf, type Mapping, mappingOf, type Reading } from "./mapping.ts";
import { refuseType } from "./mismatches.ts";
import type { ClusterEntry, ContextEntry, MappingKind, UnknownField, UserEntry } from "./model.ts";
import { type Mutable, setIfPresent } from "./mutable.ts";
import { readAuthProvider, readExec } from "./plugins.ts";
import { boolField, dataField, itemsOf, nested, textField } from "./values.ts";

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
  const fields: Partial<Mutable<ClusterEntry>> = {};
  setIfPresent(fields, "certificateAuthority", textField(reading, cluster, "certificate-authority"));
  setIfPresent(fields, "certificateAuthorityData", dataField(reading, cluster, "certificate-authority-data"));
  setIfPresent(fields, "disableCompression", boolField(reading, cluster, "disable-compression"));
  const extensions = readExtensions(reading, cluster, "extensions");
  setIfPresent(fields, "insecureSkipTlsVerify", boolField(reading, cluster, "insecure-skip-tls-verify"));
  setIfPresent(fields, "proxyUrl", textField(reading, cluster, "proxy-url"));
  setIfPresent(fields, "server", textField(reading, cluster, "server"));
  setIfPresent(fields, "tlsServerName", textField(reading, cluster, "tls-server-name"));
  const name = textField(reading, item, "name")?.value ?? "";
  return { kind: "cluster", name, ...place, ...fields, extensions, unknown: unknownOf(item, cluster) };
}

export function readContext(reading: Reading, item: Mapping<"named-context">, place: Item): ContextEntry {
  const context = nested(reading, item, "context", "context") ?? emptyMapping("context");
  const fields: Partial<Mutable<ContextEntry>> = {};
  setIfPresent(fields, "cluster", textField(reading, context, "cluster"));
  const extensions = readExtensions(reading, context, "extensions");
  setIfPresent(fields, "namespace", textField(reading, context, "namespace"));
  setIfPresent(fields, "user", textField(reading, context, "user"));
  const name = textField(reading, item, "name")?.value ?? "";
  return { kind: "context", name, ...place, ...fields, extensions, unknown: unknownOf(item, context) };
}

export function readUser(reading: Reading, item: Mapping<"named-user">, place: Item): UserEntry {
  const name = textField(reading, item, "name")?.value ?? "";
  const user = nested(reading, item, "user", "user", "v1.AuthInfo") ?? emptyMapping("user");
  const fields: Partial<Mutable<UserEntry>> = {};
  setIfPresent(fields, "as", textField(reading, user, "as"));
  setIfPresent(fields, "asGroups", textListField(reading, user, "as-groups"));
  setIfPresent(fields, "asUid", textField(reading, user, "as-uid"));
  setIfPresent(fields, "asUserExtra", extraField(reading, user));
  const provider = readAuthProvider(reading, user);
  setIfPresent(fields, "authProvider", provider?.field);
  setIfPresent(fields, "clientCertificate", textField(reading, user, "client-certificate"));
  setIfPresent(fields, "clientCertificateData", dataField(reading, user, "client-certificate-data"));
  setIfPresent(fields, "clientKey", textField(reading, user, "client-key"));
  setIfPresent(fields, "clientKeyData", dataField(reading, user, "client-key-data"));
  const exec = readExec(reading, user);
  setIfPresent(fields, "exec", exec?.field);
  const extensions = readExtensions(reading, user, "extensions");
  setIfPresent(fields, "password", textField(reading, user, "password"));
  setIfPresent(fields, "token", textField(reading, user, "token"));
  setIfPresent(fields, "tokenFile", textField(reading, user, "tokenFile"));
  setIfPresent(fields, "username", textField(reading, user, "username"));
  const unknown = [...unknownOf(item, user), ...(provider?.unknown ?? []), ...(exec?.unknown ?? [])];
  return { kind: "user", name, ...place, ...fields, extensions, unknown };
}

function unknownOf(
  item: { readonly unknown: readonly UnknownField[] },
  inner: { readonly unknown: readonly UnknownField[] },
): readonly UnknownField[] {
  return inner.unknown.length === 0 ? item.unknown : [...item.unknown, ...inner.unknown];
}
