import { decodeBase64, encodeBase64 } from "../../bytes/base64.ts";
import { deref, get, isNullish } from "../../yaml/access.ts";
import { toJson } from "../../yaml/json.ts";
import type { YamlNode } from "../../yaml/node.ts";
import type { AuthProvider, ExecConfig, Field, MappingKind, NamedExtension, UserEntry } from "../model.ts";
import { compareCodePoints } from "../order.ts";
import { type KeyedField, v1 } from "../schema/fields.ts";
import { type Fielded, fieldIn } from "../schema/values.ts";
import type { ClientConfig, Extras } from "./config.ts";
import { interactiveModeOf } from "./validate.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { [key: string]: Json };

/**
 * A configuration as client-go would write it back (tools/clientcmd/loader.go, Write): defaults filled in, lists sorted
 * by name, what v1 leaves out when empty left out. Holds every secret of the files.
 */
export function normalize(config: ClientConfig, more: Extras): JsonObject {
  const preferences: JsonObject = {
    ...(more.colors && { colors: true }),
    ...extensionsOf(more.preferenceExtensions),
  };
  return {
    kind: "Config",
    apiVersion: "v1",
    ...(Object.keys(preferences).length > 0 && { preferences }),
    clusters: listOf(config.clusters, "cluster", cluster => fieldsJson("cluster", cluster)),
    users: listOf(config.users, "user", userOf),
    contexts: listOf(config.contexts, "context", context => fieldsJson("context", context)),
    "current-context": config.currentContext,
    ...extensionsOf(more.extensions),
  };
}

function listOf<E>(entries: ReadonlyMap<string, E>, key: string, write: (entry: E) => JsonObject): Json {
  if (entries.size === 0) return null;
  const sorted = [...entries].sort(([a], [b]) => compareCodePoints(a, b));
  return sorted.map(([name, entry]) => ({ name, [key]: write(entry) }));
}

function extensionsOf(extensions: readonly NamedExtension[]): JsonObject {
  const list = extensionList(extensions);
  return list === undefined ? {} : { extensions: list };
}

function extensionList(extensions: readonly NamedExtension[]): Json | undefined {
  if (extensions.length === 0) return undefined;
  const byName = new Map(extensions.map(({ name, value }) => [name, value]));
  const sorted = [...byName].sort(([a], [b]) => compareCodePoints(a, b));
  return sorted.map(([name, value]) => ({ name, extension: value ? jsonOf(value) : null }));
}

function jsonOf(node: YamlNode): Json {
  return JSON.parse(toJson(node) ?? "null") as Json;
}

type Writers = Readonly<Record<string, () => Json | undefined>>;

/**
 * The fields of a mapping as client-go writes them.
 * @param others writes what is a mapping or list of its own kind, by its key
 */
function fieldsJson(kind: MappingKind, from: Fielded, others: Writers = {}): JsonObject {
  const json: JsonObject = {};
  for (const field of v1.fieldsOf(kind)) {
    const write = others[field.key];
    const value = write === undefined ? fieldJson(field, from) : write();
    if (value !== undefined) json[field.key] = value;
  }
  return json;
}

/** A field as its Go type is written; undefined where client-go leaves it out. */
function fieldJson(field: KeyedField, from: Fielded): Json | undefined {
  if (field.go === "[]NamedExtension")
    return "extensions" in from ? extensionList(from.extensions) : undefined;
  const value = fieldIn(from, field)?.value;
  switch (field.go) {
    case "string":
      return typeof value === "string" && value !== "" ? value : field.always && "";
    case "bool":
      return value === true ? true : field.always && false;
    case "[]byte":
      return typeof value === "string" ? dataJson(value) : undefined;
    case "[]string":
      return Array.isArray(value) && value.length > 0 ? value.map(String) : undefined;
  }
  throw new Error(`No writer for ${field.go} of ${field.key}`);
}

function userOf(user: UserEntry): JsonObject {
  return fieldsJson("user", user, {
    "as-user-extra": () => extraOf(user),
    "auth-provider": () => user.authProvider && providerOf(user.authProvider),
    exec: () => user.exec && execOf(user.exec),
  });
}

function extraOf({ asUserExtra: extra }: UserEntry): Json | undefined {
  if (extra === undefined || extra.value.size === 0) return undefined;
  const values: JsonObject = {};
  for (const [name, list] of extra.value) values[name] = isNullAt(extra.node, name) ? null : list;
  return values;
}

function providerOf({ value: provider, node }: Field<AuthProvider>): Json {
  const config = Object.fromEntries([...provider.config].map(([name, field]) => [name, field.value]));
  return fieldsJson("auth-provider", provider, { config: () => (isNullAt(node, "config") ? null : config) });
}

function execOf({ value: exec, node }: Field<ExecConfig>): Json {
  const orNull = (key: string, list: Json) => (isNullAt(node, key) ? null : list);
  return fieldsJson("exec", exec, {
    args: () =>
      orNull(
        "args",
        exec.args.map(arg => arg.value),
      ),
    env: () =>
      orNull(
        "env",
        exec.env.map(({ name, value }) => ({ name, value })),
      ),
    interactiveMode: () => interactiveModeOf(exec) || undefined,
  });
}

/** Go tells a list that is null or absent from one that is empty. */
function isNullAt(node: YamlNode, key: string): boolean {
  const map = deref(node);
  const value = map.kind === "map" ? get(map, key) : undefined;
  return value === undefined || isNullish(value);
}

/** Base64 as Go writes it back, whatever line breaks the file has in it. */
function dataJson(base64: string): Json | undefined {
  const bytes = decodeBase64(base64);
  return bytes.ok && bytes.value.length > 0 ? encodeBase64(bytes.value) : undefined;
}
