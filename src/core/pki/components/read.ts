import { atOnce, type Steps } from "../../steps.ts";
import type { Span } from "../../text.ts";
import { deref, entriesOf, get } from "../../yaml/access.ts";
import { documentSpans } from "../../yaml/documents.ts";
import { readYamlSteps } from "../../yaml/index.ts";
import type { MapNode, ScalarNode, YamlNode } from "../../yaml/node.ts";
import { type Argument, argumentsOf, type Word, wordsOf } from "./arguments.ts";
import { type FileUse, flagUses, kubeletUses } from "./flags.ts";

/** A flag or field that names a file. */
export interface FileReference {
  /** `client-ca-file`, or `authentication.x509.clientCAFile`. */
  readonly name: string;
  /** As written. */
  readonly path: string;
  /** The place of the path; of the whole argument where it cannot be told apart. */
  readonly span: Span;
  /** The place of the flag or field with the path. */
  readonly around: Span;
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

const PROGRAMS = /kube-|etcd|cloud-controller-manager|KubeletConfiguration/;
const KINDS = /\b(?:Pod|KubeletConfiguration)\b/;

/**
 * The components that static pods' manifests start, and kubelets' configurations, in every document of a text: a
 * kubeadm configuration has the kubelet's behind its own. Never throws.
 */
export function readComponents(text: string): readonly Component[] {
  return atOnce(readComponentsSteps(text));
}

/** As `readComponents`, step by step. */
export function* readComponentsSteps(text: string): Steps<readonly Component[]> {
  if (!PROGRAMS.test(text)) return [];
  const components: Component[] = [];
  for (const { start, end } of documentSpans(text)) {
    const document = text.slice(start, end);
    if (!KINDS.test(document)) continue;
    const { root } = yield* readYamlSteps(document);
    const map = root && mapOf(root);
    if (map !== undefined) components.push(...componentsIn(map, document).map(each => moved(each, start)));
  }
  return components;
}

function componentsIn(root: MapNode, text: string): readonly Component[] {
  const kind = textAt(root, "kind");
  if (kind === "KubeletConfiguration") return [kubeletOf(root)];
  return kind === "Pod" ? podOf(root, text) : [];
}

function moved({ program, references, allowedNames }: Component, by: number): Component {
  const there = <T extends { readonly span: Span }>(each: T): T => ({
    ...each,
    span: { start: each.span.start + by, end: each.span.end + by },
  });
  return {
    program,
    references: references.map(each => ({ ...there(each), around: there({ span: each.around }).span })),
    ...(allowedNames === undefined ? {} : { allowedNames: there(allowedNames) }),
  };
}

function kubeletOf(root: MapNode): Component {
  const references = Object.entries(kubeletUses).flatMap(([name, use]): readonly FileReference[] => {
    const [field = "", ...parents] = name.split(".").toReversed();
    const parent = parents.reduceRight<YamlNode | undefined>(child, root);
    const map = parent && mapOf(parent);
    const entry = map && entriesOf(map).find(each => each.name === field);
    const scalar = entry && scalarOf(entry.value);
    if (entry === undefined || scalar === undefined || scalar.text === "") return [];
    const around = { start: Math.min(entry.key.span.start, scalar.span.start), end: scalar.span.end };
    return [{ name, path: scalar.text, span: scalar.span, around, use }];
  });
  return { program: "kubelet", references };
}

/** The containers that run a program we know. */
function podOf(root: MapNode, text: string): readonly Component[] {
  return itemsOf(child(child(root, "spec"), "containers")).flatMap(container => {
    const scalars = ["command", "args"].flatMap(key =>
      itemsOf(child(container, key)).flatMap(item => scalarOf(item) ?? []),
    );
    const words = wordsOf(scalars, text);
    const program = programOf(words);
    return program === undefined ? [] : [componentOf(program, argumentsOf(words, text))];
  });
}

/** The first that we know, as a shell or a runner of logs may stand in front; `--data-dir=/var/lib/etcd` runs nothing. */
function programOf(words: readonly Word[]): string | undefined {
  return words
    .filter(({ text }) => !text.startsWith("-"))
    .map(({ text }) => baseName(text))
    .find(name => Object.hasOwn(flagUses, name));
}

function componentOf(program: string, given: readonly Argument[]): Component {
  const uses = flagUses[program] ?? {};
  const references = given.flatMap(({ flag, value, span, around }): readonly FileReference[] => {
    const use = Object.hasOwn(uses, flag) ? uses[flag] : undefined;
    return use === undefined || value === "" ? [] : [{ name: flag, path: value, span, around, use }];
  });
  const allowed = given.findLast(({ flag }) => flag === "requestheader-allowed-names");
  if (allowed === undefined) return { program, references };
  const names = allowed.value
    .split(",")
    .map(name => name.trim())
    .filter(name => name !== "");
  return { program, references, allowedNames: { names, span: allowed.span } };
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
