import type { Span } from "../text.ts";
import { deref, get } from "../yaml/access.ts";
import { readYaml } from "../yaml/index.ts";
import type { YamlNode } from "../yaml/node.ts";
import { isJson, type Json, valueIn } from "./argo-types.ts";
import { type ManifestObject, mapAt, type SecretText, secretText, textAt } from "./objects.ts";

/** A cluster of Argo CD's, as a kubeconfig. */
export interface ArgoCluster {
  /** The value with the credential: `stringData.config`. */
  readonly config: SecretText;
  readonly text: string;
  readonly fields: readonly ArgoField[];
}

/** A field of the Secret that became one of the kubeconfig. */
export interface ArgoField {
  /** As Argo CD calls it: `tlsClientConfig.caData`. */
  readonly name: string;
  /** Its value in the kubeconfig. */
  readonly inner: Span;
  /** The value of the Secret that it stands in. */
  readonly holder: SecretText;
  /** Its place in the text of that value; undefined for the whole. */
  readonly outer: Span | undefined;
}

type Path = readonly (string | number)[];

const CLUSTER = ["clusters", 0, "cluster"];
const USER = ["users", 0, "user"];

/** The keys of Argo CD's ClusterConfig and of a kubeconfig (argo-cd pkg/apis/application/v1alpha1, types.go). */
const FIELDS: readonly { readonly from: readonly string[]; readonly to: Path }[] = [
  { from: ["tlsClientConfig", "insecure"], to: [...CLUSTER, "insecure-skip-tls-verify"] },
  { from: ["tlsClientConfig", "serverName"], to: [...CLUSTER, "tls-server-name"] },
  { from: ["tlsClientConfig", "caData"], to: [...CLUSTER, "certificate-authority-data"] },
  { from: ["proxyUrl"], to: [...CLUSTER, "proxy-url"] },
  { from: ["disableCompression"], to: [...CLUSTER, "disable-compression"] },
  { from: ["bearerToken"], to: [...USER, "token"] },
  { from: ["username"], to: [...USER, "username"] },
  { from: ["password"], to: [...USER, "password"] },
  { from: ["tlsClientConfig", "certData"], to: [...USER, "client-certificate-data"] },
  { from: ["tlsClientConfig", "keyData"], to: [...USER, "client-key-data"] },
  { from: ["execProviderConfig"], to: [...USER, "exec"] },
  { from: ["awsAuthConfig"], to: [...USER, "exec"] },
];

/** As it stands in the kubeconfig: what is missing in a plugin's section is said at its key. */
const EXEC_KEY = '"exec": ';

/** Argo CD takes its own service account for this server where no login is given (RawRestConfig). */
const IN_CLUSTER = "https://kubernetes.default.svc";

/** What Argo CD keeps of a cluster in a Secret, as a kubeconfig; undefined for any other object. */
export function argoKubeconfig(object: ManifestObject): ArgoCluster | undefined {
  const config = argoConfig(object);
  const server = secretText(object, "server");
  const parsed = config && parsedObject(config.text);
  if (config === undefined || server === undefined || parsed === undefined) return undefined;
  if (server.text.replace(/\/$/, "") === IN_CLUSTER && !hasLogin(parsed)) return undefined;
  const name = secretText(object, "name")?.text || server.text;
  const text = `${JSON.stringify(kubeconfigOf(name, server.text, parsed), undefined, 2)}\n`;
  return { config, text, fields: fieldsOf(config, server, text) };
}

/** The text that Argo CD reads as JSON; undefined for a Secret that is none of its clusters. */
export function argoConfig(object: ManifestObject): SecretText | undefined {
  const { kind, apiVersion, map } = object;
  if (kind !== "Secret" || apiVersion !== "v1") return undefined;
  const metadata = mapAt(map, "metadata");
  const labels = metadata && mapAt(metadata, "labels");
  const isCluster = labels && textAt(labels, "argocd.argoproj.io/secret-type") === "cluster";
  return isCluster ? secretText(object, "config") : undefined;
}

/** Undefined for what is no JSON object; null is an empty one to encoding/json. */
export function parsedObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text) ?? {};
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function hasLogin(config: Json): boolean {
  return ["username", "password", "bearerToken"].some(key => !isAbsent(config[key]));
}

function kubeconfigOf(name: string, server: string, config: Json): Json {
  const cluster: Record<string, unknown> = { server };
  const user: Record<string, unknown> = {};
  for (const { from, to } of FIELDS) {
    const value = valueIn(config, from);
    const [list, , , key] = to;
    if (isAbsent(value) || typeof key !== "string") continue;
    (list === "users" ? user : cluster)[key] = convertedOf(from, value);
  }
  return {
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    clusters: [{ name, cluster }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    users: [{ name, user }],
  };
}

function convertedOf([field]: readonly string[], value: unknown): unknown {
  if (!isJson(value)) return value;
  return field === "awsAuthConfig" ? awsOf(value) : execOf(value);
}

/** Its environment is a mapping there; Argo CD asks nobody. */
function execOf({ env, ...rest }: Json): Json {
  const variables = isJson(env) ? Object.entries(env).map(([name, value]) => ({ name, value })) : [];
  return { interactiveMode: "Never", ...rest, ...(variables.length > 0 && { env: variables }) };
}

/** The command that Argo CD runs for a cluster of AWS. */
function awsOf({ clusterName, roleARN }: Json): Json {
  const role = isAbsent(roleARN) ? [] : ["--role-arn", roleARN];
  return execOf({
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command: "argocd-k8s-auth",
    args: ["aws", "--cluster-name", clusterName, ...role],
  });
}

function fieldsOf(config: SecretText, server: SecretText, text: string): readonly ArgoField[] {
  const from = readYaml(config.text).root;
  const to = readYaml(text).root;
  const own = FIELDS.flatMap((field): readonly ArgoField[] => {
    const outer = nodeIn(from, field.from)?.span;
    const inner = nodeIn(to, field.to)?.span;
    if (outer === undefined || inner === undefined) return [];
    const isExec = field.to.at(-1) === "exec";
    const place = isExec ? { start: inner.start - EXEC_KEY.length, end: inner.end } : inner;
    return [{ name: field.from.join("."), inner: place, outer, holder: config }];
  });
  const inner = nodeIn(to, [...CLUSTER, "server"])?.span;
  return inner === undefined ? own : [...own, { name: "server", inner, outer: undefined, holder: server }];
}

/** The place of a value in a text of JSON; undefined where there is none. */
export function placeInJson(text: string, path: Path): Span | undefined {
  return nodeIn(readYaml(text).root, path)?.span;
}

function nodeIn(root: YamlNode | undefined, path: Path): YamlNode | undefined {
  let node = root;
  for (const step of path) {
    const at = node && deref(node);
    if (at?.kind === "map" && typeof step === "string") node = get(at, step);
    else node = at?.kind === "seq" && typeof step === "number" ? at.items[step] : undefined;
  }
  return node;
}

/** As Go has it, where an empty text is none. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}
