import { atOnce, type Steps } from "../../steps.ts";
import type { Span } from "../../text.ts";
import { deref, get } from "../../yaml/access.ts";
import { readYamlSteps } from "../../yaml/index.ts";
import type { MapNode, ScalarNode, YamlNode } from "../../yaml/node.ts";
import { type FileUse, flagUses, kubeletUses } from "./flags.ts";

/** A flag or field that names a file. */
export interface FileReference {
  /** `client-ca-file`, or `authentication.x509.clientCAFile`. */
  readonly name: string;
  /** As written. */
  readonly path: string;
  /** The place of the path; of the whole argument where it cannot be told apart. */
  readonly span: Span;
  readonly use: FileUse;
}

/** A component of the control plane as its manifest or configuration starts it. */
export interface Component {
  /** `kube-apiserver`, `kubelet`, … */
  readonly program: string;
  readonly references: readonly FileReference[];
  /** `--requestheader-allowed-names`, where it is given: empty means that every name is allowed. */
  readonly allowedNames?: { readonly names: readonly string[]; readonly span: Span };
}

/** Reads a static pod's manifest or a kubelet's configuration; undefined where a text is neither. Never throws. */
export function readComponent(text: string): Component | undefined {
  return atOnce(readComponentSteps(text));
}

/** As `readComponent`, step by step. */
export function* readComponentSteps(text: string): Steps<Component | undefined> {
  if (!/kube-|etcd|KubeletConfiguration/.test(text)) return undefined;
  const { root } = yield* readYamlSteps(text);
  const map = root && mapOf(root);
  if (map === undefined) return undefined;
  const kind = textAt(map, "kind");
  if (kind === "KubeletConfiguration") return kubeletOf(map);
  return kind === "Pod" ? podOf(map, text) : undefined;
}

function kubeletOf(root: MapNode): Component {
  const references = Object.entries(kubeletUses).flatMap(([name, use]): readonly FileReference[] => {
    const value = name.split(".").reduce<YamlNode | undefined>((node, key) => node && child(node, key), root);
    const scalar = value && scalarOf(value);
    return scalar === undefined || scalar.text === ""
      ? []
      : [{ name, path: scalar.text, span: scalar.span, use }];
  });
  return { program: "kubelet", references };
}

/** The first container that runs a program we know. */
function podOf(root: MapNode, text: string): Component | undefined {
  const containers = child(child(root, "spec"), "containers");
  for (const container of itemsOf(containers)) {
    const words = ["command", "args"].flatMap(key =>
      itemsOf(child(container, key)).flatMap(item => scalarOf(item) ?? []),
    );
    const program = words.map(word => baseName(word.text)).find(name => Object.hasOwn(flagUses, name));
    if (program !== undefined) return componentOf(program, argumentsOf(words, text));
  }
  return undefined;
}

interface Argument {
  readonly flag: string;
  readonly value: string;
  readonly span: Span;
}

function componentOf(program: string, given: readonly Argument[]): Component {
  const uses = flagUses[program] ?? {};
  const references = given.flatMap(({ flag, value, span }): readonly FileReference[] => {
    const use = Object.hasOwn(uses, flag) ? uses[flag] : undefined;
    return use === undefined || value === "" ? [] : [{ name: flag, path: value, span, use }];
  });
  const allowed = given.findLast(({ flag }) => flag === "requestheader-allowed-names");
  if (allowed === undefined) return { program, references };
  const names = allowed.value
    .split(",")
    .map(name => name.trim())
    .filter(name => name !== "");
  return { program, references, allowedNames: { names, span: allowed.span } };
}

/** `--flag=value` and `--flag value`, as pflag reads them. */
function argumentsOf(words: readonly ScalarNode[], text: string): readonly Argument[] {
  return words.flatMap((word, index): readonly Argument[] => {
    const match = /^--?([a-z][a-z0-9-]*)(?:=([\s\S]*))?$/.exec(word.text);
    if (match === null) return [];
    const [, flag = "", value] = match;
    if (value !== undefined) return [{ flag, value, span: spanWithin(word, value, text) }];
    const next = words[index + 1];
    return next === undefined || next.text.startsWith("-")
      ? []
      : [{ flag, value: next.text, span: next.span }];
  });
}

/** The place of the value alone, where the text writes it as it is. */
function spanWithin({ span }: ScalarNode, value: string, text: string): Span {
  const at = text.slice(span.start, span.end).lastIndexOf(value);
  if (value === "" || at < 0) return span;
  return { start: span.start + at, end: span.start + at + value.length };
}

function mapOf(node: YamlNode): MapNode | undefined {
  const target = deref(node);
  return target.kind === "map" ? target : undefined;
}

function child(node: YamlNode | undefined, key: string): YamlNode | undefined {
  const map = node && mapOf(node);
  return map && get(map, key);
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  const target = node && deref(node);
  return target?.kind === "seq" ? target.items : [];
}

function scalarOf(node: YamlNode): ScalarNode | undefined {
  const target = deref(node);
  return target.kind === "scalar" ? target : undefined;
}

function textAt(map: MapNode, key: string): string | undefined {
  const value = get(map, key);
  return value && scalarOf(value)?.text;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
