import { directoryOf, effectivePaths, joinPath } from "../../core/kubeconfig/paths.ts";
import { say } from "../../core/message.ts";
import type { FileRead, Files, PathStyle } from "../../core/ports.ts";
import type { Result } from "../../core/result.ts";
import { deref, entriesOf, isNullish } from "../../core/yaml/access.ts";
import { documentSpans } from "../../core/yaml/documents.ts";
import { decodeText, readYaml } from "../../core/yaml/index.ts";
import type { YamlNode } from "../../core/yaml/node.ts";
import { type Environment, variable } from "./environment.ts";
import { type ExecFailure, fail, shownWord } from "./failure.ts";
import { type PluginPolicy, type Preference, policyOf } from "./policy.ts";

/** What reading kuberc needs of the world. */
export interface KubercWorld {
  readonly files: Files;
  readonly env: Environment;
  readonly style: PathStyle;
}

/** What no kuberc has: bytes. */
const LARGEST = 1024 * 1024;

const ALLOW_ALL: PluginPolicy = { kind: "AllowAll", allowlist: [] };

/**
 * What kuberc says about credential plugins, to kubectl 1.35 and later (kubectl pkg/kuberc/kuberc.go,
 * DefaultGetPreferences): the file of KUBERC, else `~/.kube/kuberc`; none where KUBERC is `off`. Fails where kubectl stops:
 * a file that KUBERC names cannot be used, or its policy contradicts itself.
 */
export async function readPluginPolicy(world: KubercWorld): Promise<Result<PluginPolicy, ExecFailure>> {
  const { files, env, style } = world;
  const named = variable(env, "KUBERC", style);
  if (named === "off" || variable(env, "KUBECTL_KUBERC", style) === "false") return allowAll();
  const path = named || defaultPath(env, style);
  if (path === undefined) return allowAll();
  const read = await files.read(path, LARGEST);
  if (read.kind === "missing" && named === "") return allowAll();
  const preference = read.kind === "file" ? preferenceIn(read.bytes) : undefined;
  if (preference === "empty") return allowAll();
  if (preference !== undefined) return policyOf(preference, path, style);
  if (named !== "") {
    return fail(
      "policy",
      "{0}, which KUBERC names, cannot be used: {1}. kubectl stops there, so no credential plugin is run: correct the file, or set KUBERC to off.",
      shownWord(path),
      whyUnused(read),
    );
  }
  const note = say(
    "{0} cannot be used: {1}. kubectl warns of it and goes on without it, so that every credential plugin may run.",
    shownWord(path),
    whyUnused(read),
  );
  return { ok: true, value: { ...ALLOW_ALL, note } };
}

function allowAll(): { readonly ok: true; readonly value: PluginPolicy } {
  return { ok: true, value: ALLOW_ALL };
}

/** Beside the default kubeconfig, whatever KUBECONFIG says. */
function defaultPath(env: Environment, style: PathStyle): string | undefined {
  const { KUBECONFIG: _, ...rest } = env;
  const [kubeconfig] = effectivePaths({ env: definedOf(rest), style });
  return kubeconfig === undefined ? undefined : joinPath(style, directoryOf(kubeconfig, style), "kuberc");
}

function definedOf(env: Environment): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

function whyUnused(read: FileRead): string {
  switch (read.kind) {
    case "file":
      return "no readable Preference of kubectl.config.k8s.io/v1beta1 or v1alpha1 in it";
    case "missing":
      return "no such file";
    case "not-regular":
      return "no regular file";
    case "too-large":
      return "too large";
    case "unreadable":
      return read.reason;
  }
}

/** The first Preference of a file, `empty` where it has no document at all (kubectl pkg/kuberc/marshal.go). */
function preferenceIn(bytes: Uint8Array): Preference | "empty" | undefined {
  const { text } = decodeText(bytes);
  let empty = true;
  for (const { start, end } of documentSpans(text)) {
    const document = text.slice(start, end);
    if (document.trim() === "") continue;
    empty = false;
    const { root, refusal } = readYaml(document);
    const found = root === undefined || refusal !== undefined ? undefined : preferenceOf(root);
    if (found !== undefined) return found;
  }
  return empty ? "empty" : undefined;
}

/** Undefined for what kubectl does not take for one, and passes over. */
function preferenceOf(root: YamlNode): Preference | undefined {
  const fields = mapOf(root);
  if (fields === undefined || textOf(fields.get("kind")) !== "Preference") return undefined;
  switch (textOf(fields.get("apiVersion"))) {
    case "kubectl.config.k8s.io/v1beta1": {
      const policy = textOf(fields.get("credentialPluginPolicy"));
      const allowlist = allowlistOf(fields.get("credentialPluginAllowlist"));
      return policy === undefined || allowlist === "unreadable" ? undefined : { policy, allowlist };
    }
    case "kubectl.config.k8s.io/v1alpha1":
      return { policy: "", allowlist: undefined, ...(fields.has("credentialPluginPolicy") && tooOld) };
    default:
      return undefined;
  }
}

const tooOld = {
  note: say(
    "kuberc has a credentialPluginPolicy in version v1alpha1, which knows none: kubectl warns of it and lets every credential plugin run. Write apiVersion: kubectl.config.k8s.io/v1beta1.",
  ),
};

/** `command`, or `name` as it was called in 1.35; both only where they agree (kubectl pkg/config/v1beta1/conversion.go). */
function allowlistOf(node: YamlNode | undefined): readonly string[] | undefined | "unreadable" {
  if (node === undefined || isNullish(node)) return undefined;
  const list = deref(node);
  if (list.kind !== "seq") return "unreadable";
  const entries: string[] = [];
  for (const item of list.items) {
    const fields = isNullish(item) ? new Map<string, YamlNode>() : mapOf(item);
    const command = textOf(fields?.get("command"));
    const name = textOf(fields?.get("name"));
    if (fields === undefined || command === undefined || name === undefined) return "unreadable";
    if (command !== "" && name !== "" && command !== name) return "unreadable";
    entries.push(command || name);
  }
  return entries;
}

function mapOf(node: YamlNode): ReadonlyMap<string, YamlNode> | undefined {
  const map = deref(node);
  if (map.kind !== "map") return undefined;
  return new Map(entriesOf(map).map(({ name, value }) => [name, value]));
}

/** A text, `""` where there is none; undefined for anything else. */
function textOf(node: YamlNode | undefined): string | undefined {
  if (node === undefined || isNullish(node)) return "";
  const scalar = deref(node);
  return scalar.kind === "scalar" && scalar.value.type === "string" ? scalar.value.value : undefined;
}
