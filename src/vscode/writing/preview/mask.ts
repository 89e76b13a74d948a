import { v1 } from "../../../core/kubeconfig/schema/fields.ts";
import { applyEdits, type Span, type TextEdit } from "../../../core/text.ts";
import { readYaml } from "../../../core/yaml/index.ts";
import type { YamlNode } from "../../../core/yaml/node.ts";

/**
 * Texts of a kubeconfig without their secrets, to be shown beside each other: the same secret has the same number in
 * all of them, so that a change of one shows. A text that cannot be read is not shown at all.
 */
export function masked(texts: readonly string[]): readonly string[] {
  const numbers = new Map<string, number>();
  return texts.map(text => {
    const { root, refusal } = readYaml(text);
    if (refusal !== undefined) return "";
    const edits = secrets(root).map(({ span, value }): TextEdit => {
      const number = numbers.get(value) ?? numbers.size + 1;
      numbers.set(value, number);
      return { span, newText: `<secret ${number}>` };
    });
    const each = new Map(edits.map(edit => [edit.span.start, edit]));
    return withoutCopies(applyEdits(text, [...each.values()]), numbers);
  });
}

/** What v1 does not know counts as a secret, and so do arguments: anything may stand in them. */
function isPublic(mapping: "user" | "exec", key: string): boolean {
  const field = v1.field(mapping, key);
  if (field === undefined || field.secret === true || key === "args") return false;
  return ["plain", "data", "file", "free", "reference"].includes(field.holds);
}

interface Secret {
  readonly span: Span;
  readonly value: string;
}

/** Whatever is not known to be public below `users`. */
function secrets(root: YamlNode | undefined): readonly Secret[] {
  const users = at(root, "users");
  return itemsOf(users).flatMap(item => {
    const user = at(item, "user");
    return entriesOf(user).flatMap(([key, value]) => {
      if (isPublic("user", key)) return [];
      if (key === "exec")
        return entriesOf(value).flatMap(([name, field]) =>
          isPublic("exec", name) ? [] : scalars(field, name),
        );
      if (key === "auth-provider")
        return entriesOf(value).flatMap(([name, field]) => (name === "name" ? [] : scalars(field)));
      return scalars(value);
    });
  });
}

/** The values at the end of every path; of a variable of the environment, its name stays. */
function scalars(node: YamlNode, within = ""): readonly Secret[] {
  const target = node.kind === "alias" ? node.target : node;
  switch (target.kind) {
    case "scalar":
      return target.text === "" ? [] : [{ span: target.span, value: target.text }];
    case "seq":
      return target.items.flatMap(item => scalars(item, within));
    case "map":
      return target.entries.flatMap(({ key, value }) =>
        within === "env" && key.kind === "scalar" && key.text === "name" ? [] : scalars(value),
      );
  }
}

function at(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return entriesOf(node).findLast(([name]) => name === key)?.[1];
}

/** Keys with their values; those that come by a merge as well. */
function entriesOf(node: YamlNode | undefined): readonly (readonly [string, YamlNode])[] {
  const target = node?.kind === "alias" ? node.target : node;
  if (target?.kind !== "map") return [];
  return target.entries.flatMap(({ key, value }): readonly (readonly [string, YamlNode])[] => {
    if (key.kind !== "scalar") return [];
    return key.merge ? [...itemsOf(value), value].flatMap(entriesOf) : [[key.text, value]];
  });
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  const target = node?.kind === "alias" ? node.target : node;
  return target?.kind === "seq" ? target.items : [];
}

/** Shorter texts stand in a file by chance. Characters. */
const TELLING = 8;

/** A secret may stand in a comment too. */
function withoutCopies(text: string, numbers: ReadonlyMap<string, number>): string {
  let out = text;
  for (const [value, number] of numbers) {
    if (value.length >= TELLING) out = out.replaceAll(value, `<secret ${number}>`);
  }
  return out;
}
