import { type Message, say } from "../message.ts";
import { deref, entriesOf, get, isNullish } from "../yaml/access.ts";
import type { MapNode, YamlDocument, YamlNode } from "../yaml/node.ts";

/** Files of other tools that stand where kubeconfigs do, or end up in KUBECONFIG: told by keys that no kubeconfig has. */

/** No tool has more keys at the root. */
const MOST_KEYS = 200;

/** What is said of a file once it is known whose it is: `a talosconfig, for talosctl`. */
export function otherTool(text: string, { root }: Pick<YamlDocument, "root">): Message | undefined {
  const resolved = root && deref(root);
  if (resolved?.kind !== "map") return otherInLines(text);
  if (resolved.entries.length > MOST_KEYS) return undefined;
  const clusters = get(resolved, "clusters");
  // Whatever else stands there, it is meant as a kubeconfig.
  return isMap(clusters) || isList(clusters) ? undefined : otherMapping(resolved);
}

function otherMapping(root: MapNode): Message | undefined {
  return talos(root) ?? argo(root) ?? google(root) ?? docker(root);
}

const OF_MACHINES = ["version", "debug", "persist", "machine", "cluster"];
const OF_TALOSCTL = ["endpoints", "nodes", "ca", "crt", "key", "auth", "cluster"];
const OF_OMNICTL = ["url", "auth"];

function talos(root: MapNode): Message | undefined {
  if (isMap(get(root, "machine")) && entriesOf(root).every(({ name }) => OF_MACHINES.includes(name)))
    return say("a machine configuration of Talos");
  const contexts = get(root, "contexts");
  const map = contexts && deref(contexts);
  if (map?.kind !== "map" || get(root, "context") === undefined) return undefined;
  if (areOf(OF_TALOSCTL, map)) return say("a talosconfig, for talosctl");
  return areOf(OF_OMNICTL, map) ? say("an omniconfig, for omnictl") : undefined;
}

/** Whether every context has no other keys; once all are removed, an empty mapping is left. */
function areOf(keys: readonly string[], { entries }: MapNode): boolean {
  return entries.every(({ value }) => {
    const context = deref(value);
    if (context.kind !== "map") return isNullish(context);
    return entriesOf(context).every(({ name }) => keys.includes(name));
  });
}

/** argo-cd util/localconfig, LocalConfig. */
function argo(root: MapNode): Message | undefined {
  if (get(root, "contexts") === undefined && get(root, "current-context") === undefined) return undefined;
  const servers = get(root, "servers");
  const list = servers && deref(servers);
  const isOfArgo =
    get(root, "prompts-enabled") !== undefined ||
    (list?.kind === "seq" && list.items.every(item => textAt(item, "server") !== undefined));
  return isOfArgo ? say("a configuration of the argocd command") : undefined;
}

/** The values of `type`: golang.org/x/oauth2/google. */
const OF_GOOGLE: ReadonlySet<string> = new Set([
  "authorized_user",
  "external_account",
  "external_account_authorized_user",
  "impersonated_service_account",
]);

function google(root: MapNode): Message | undefined {
  const type = textAt(root, "type");
  if (type === "service_account") return say("a key of a Google service account");
  return type !== undefined && OF_GOOGLE.has(type) ? say("a file of Google Cloud credentials") : undefined;
}

function docker(root: MapNode): Message | undefined {
  const isOfDocker =
    isMap(get(root, "auths")) || isMap(get(root, "credHelpers")) || textAt(root, "credsStore") !== undefined;
  return isOfDocker ? say("a configuration of Docker") : undefined;
}

/** How much of a text tells whose it is. Characters. */
const BEGINNING = 4096;

/** Files of `key = value` in sections, which are no YAML. */
function otherInLines(text: string): Message | undefined {
  const lines = text
    .slice(0, BEGINNING)
    .split("\n")
    .map(line => line.trim())
    .filter(line => line !== "" && !/^[#;]/.test(line));
  if (!lines[0]?.startsWith("[")) return undefined;
  const sets = (key: RegExp) =>
    lines.some(line => key.test(line.split("=")[0]?.trim() ?? "") && line.includes("="));
  const has = (section: RegExp) => lines.some(line => section.test(line));
  if (sets(/^aws_access_key_id$/)) return say("a file of AWS credentials");
  if (has(/^\[(?:default|profile .+|sso-session .+)\]/) && sets(OF_AWS)) {
    return say("a configuration of the AWS command line");
  }
  return has(/^\[(?:core|compute|auth|container)\]/) && sets(OF_GCLOUD)
    ? say("a configuration of gcloud")
    : undefined;
}

const OF_AWS = /^(?:region|output|role_arn|sso_\w+|credential_process|source_profile|ca_bundle)$/;
const OF_GCLOUD = /^(?:account|project|zone|region|disable_usage_reporting)$/;

function isMap(node: YamlNode | undefined): boolean {
  return node !== undefined && deref(node).kind === "map";
}

function isList(node: YamlNode | undefined): boolean {
  return node !== undefined && deref(node).kind === "seq";
}

function textAt(node: YamlNode, key: string): string | undefined {
  const map = deref(node);
  const value = map.kind === "map" ? get(map, key) : undefined;
  const resolved = value && deref(value);
  return resolved?.kind === "scalar" && resolved.value.type === "string" ? resolved.value.value : undefined;
}
