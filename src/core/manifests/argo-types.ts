import { type Message, say } from "../message.ts";

/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** What encoding/json takes for a field; null leaves it as it is. */
interface Type {
  readonly holds: (value: unknown) => boolean;
  readonly must: Message;
}

const isText = (value: unknown) => typeof value === "string";
const areTexts = (values: readonly unknown[]) => values.every(value => value === null || isText(value));

const TEXT: Type = { holds: isText, must: say("a text in quotes") };
const BOOLEAN: Type = {
  holds: value => typeof value === "boolean",
  must: say("true or false, without quotes"),
};
const OBJECT: Type = { holds: isJson, must: say("an object") };
const TEXTS: Type = {
  holds: value => Array.isArray(value) && areTexts(value),
  must: say("a list of texts"),
};
const MAPPING: Type = {
  holds: value => isJson(value) && areTexts(Object.values(value)),
  must: say('an object of texts, as {"NAME": "value"}'),
};

/** Argo CD's ClusterConfig (argo-cd pkg/apis/application/v1alpha1, types.go). */
const TYPES: readonly (readonly [path: readonly string[], type: Type])[] = [
  [["username"], TEXT],
  [["password"], TEXT],
  [["bearerToken"], TEXT],
  [["tlsClientConfig"], OBJECT],
  [["tlsClientConfig", "insecure"], BOOLEAN],
  [["tlsClientConfig", "serverName"], TEXT],
  [["tlsClientConfig", "caData"], TEXT],
  [["tlsClientConfig", "certData"], TEXT],
  [["tlsClientConfig", "keyData"], TEXT],
  [["awsAuthConfig"], OBJECT],
  [["awsAuthConfig", "clusterName"], TEXT],
  [["awsAuthConfig", "roleARN"], TEXT],
  [["awsAuthConfig", "profile"], TEXT],
  [["execProviderConfig"], OBJECT],
  [["execProviderConfig", "command"], TEXT],
  [["execProviderConfig", "args"], TEXTS],
  [["execProviderConfig", "env"], MAPPING],
  [["execProviderConfig", "apiVersion"], TEXT],
  [["execProviderConfig", "installHint"], TEXT],
  [["proxyUrl"], TEXT],
  [["disableCompression"], BOOLEAN],
];

/** A field whose value encoding/json refuses. */
export interface WrongField {
  readonly path: readonly string[];
  /** What it must be. */
  readonly must: Message;
}

/** The fields of a config that are of another type than Argo CD's. */
export function* wrongFields(config: Json): Iterable<WrongField> {
  for (const [path, { holds, must }] of TYPES) {
    const value = valueIn(config, path);
    if (value !== undefined && value !== null && !holds(value)) yield { path, must };
  }
}

/** What stands at a path of keys; undefined where nothing does. */
export function valueIn(config: Json, path: readonly string[]): unknown {
  let value: unknown = config;
  for (const key of path) value = isJson(value) ? value[key] : undefined;
  return value;
}

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
