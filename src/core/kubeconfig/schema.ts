import type { MappingKind } from "./model.ts";

/**
 * The keys of each mapping of a kubeconfig in the order of encoding/json, which is that of kubectl meeting them,
 * and the Go type that kubectl names in its errors (client-go tools/clientcmd/api/v1/types.go).
 */
const mappings = {
  file: {
    type: "Config",
    keys: [
      "apiVersion",
      "clusters",
      "contexts",
      "current-context",
      "extensions",
      "kind",
      "preferences",
      "users",
    ],
  },
  preferences: { type: "Preferences", keys: ["colors", "extensions"] },
  "named-cluster": { type: "NamedCluster", keys: ["cluster", "name"] },
  "named-user": { type: "NamedAuthInfo", keys: ["name", "user"] },
  "named-context": { type: "NamedContext", keys: ["context", "name"] },
  "named-extension": { type: "NamedExtension", keys: ["extension", "name"] },
  cluster: {
    type: "Cluster",
    keys: [
      "certificate-authority",
      "certificate-authority-data",
      "disable-compression",
      "extensions",
      "insecure-skip-tls-verify",
      "proxy-url",
      "server",
      "tls-server-name",
    ],
  },
  user: {
    type: "AuthInfo",
    keys: [
      "as",
      "as-groups",
      "as-uid",
      "as-user-extra",
      "auth-provider",
      "client-certificate",
      "client-certificate-data",
      "client-key",
      "client-key-data",
      "exec",
      "extensions",
      "password",
      "token",
      "tokenFile",
      "username",
    ],
  },
  context: { type: "Context", keys: ["cluster", "extensions", "namespace", "user"] },
  "auth-provider": { type: "AuthProviderConfig", keys: ["config", "name"] },
  exec: {
    type: "ExecConfig",
    keys: ["apiVersion", "args", "command", "env", "installHint", "interactiveMode", "provideClusterInfo"],
  },
  "exec-env": { type: "ExecEnvVar", keys: ["name", "value"] },
} as const satisfies Record<MappingKind, { readonly type: string; readonly keys: readonly string[] }>;

export type KeyOf<M extends MappingKind> = (typeof mappings)[M]["keys"][number];

/** The keys v1 has for a mapping. Anything else there is ignored by kubectl. */
export function knownKeys(mapping: MappingKind): readonly string[] {
  return mappings[mapping].keys;
}

const keySets: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(mappings).map(([kind, { keys }]) => [kind, new Set<string>(keys)]),
);

export function isKnownKey(mapping: MappingKind, key: string): boolean {
  return keySets.get(mapping)?.has(key) ?? false;
}

/** The struct that kubectl's errors name: `AuthInfo`. */
export function goTypeOf(mapping: MappingKind): string {
  return mappings[mapping].type;
}
