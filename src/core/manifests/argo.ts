import type { ScalarNode } from "../yaml/node.ts";
import { decodedText, type ManifestObject, mapAt, scalarAt, textAt } from "./objects.ts";

interface ArgoCluster {
  /** The field with the credential: `stringData.config`. */
  readonly key: string;
  /** The same as a kubeconfig. */
  readonly text: string;
  readonly value: ScalarNode;
}

/** The keys of Argo CD's ClusterConfig and of a kubeconfig's user (argo-cd pkg/apis/application/v1alpha1, types.go). */
const USER: Readonly<Record<string, string>> = {
  bearerToken: "token",
  username: "username",
  password: "password",
};
const TLS_USER: Readonly<Record<string, string>> = {
  certData: "client-certificate-data",
  keyData: "client-key-data",
};
const TLS_CLUSTER: Readonly<Record<string, string>> = {
  insecure: "insecure-skip-tls-verify",
  serverName: "tls-server-name",
  caData: "certificate-authority-data",
};

/** What Argo CD keeps of a cluster in a Secret, as a kubeconfig; undefined for any other object, and where it logs in by a cloud. */
export function argoKubeconfig({ kind, map }: ManifestObject): ArgoCluster | undefined {
  const labels = mapAt(mapAt(map, "metadata") ?? map, "labels");
  const type = labels && textAt(labels, "argocd.argoproj.io/secret-type");
  if (kind !== "Secret" || type !== "cluster") return undefined;
  for (const [field, isPlain] of [
    ["stringData", true],
    ["data", false],
  ] as const) {
    const values = mapAt(map, field);
    const value = values && scalarAt(values, "config");
    if (values === undefined || value === undefined) continue;
    const read = (key: string) => {
      const text = textAt(values, key);
      return text === undefined || isPlain ? text : decodedText(text);
    };
    const config = parsed(read("config"));
    const server = read("server");
    if (config === undefined || server === undefined || isObject(config["awsAuthConfig"])) return undefined;
    const text = JSON.stringify(kubeconfigOf(read("name") ?? server, server, config));
    return { key: `${field}.config`, text, value };
  }
  return undefined;
}

type Json = Readonly<Record<string, unknown>>;

function kubeconfigOf(name: string, server: string, config: Json): Json {
  const tls = isObject(config["tlsClientConfig"]) ? config["tlsClientConfig"] : {};
  const exec = isObject(config["execProviderConfig"]) ? { exec: execOf(config["execProviderConfig"]) } : {};
  const user = { ...renamed(config, USER), ...renamed(tls, TLS_USER), ...exec };
  return {
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    clusters: [{ name, cluster: { server, ...renamed(tls, TLS_CLUSTER) } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    users: [{ name, user }],
  };
}

/** Its environment is a mapping there; Argo CD asks nobody. */
function execOf({ env, ...rest }: Json): Json {
  const variables = isObject(env) ? Object.entries(env).map(([name, value]) => ({ name, value })) : [];
  return { interactiveMode: "Never", ...rest, ...(variables.length > 0 && { env: variables }) };
}

function renamed(from: Json, names: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(
    Object.entries(names).flatMap(([key, name]) => {
      const value = from[key];
      return value === undefined || value === "" || value === null ? [] : [[name, value]];
    }),
  );
}

function parsed(text: string | undefined): Json | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
