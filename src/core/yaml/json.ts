import { effectiveEntries } from "./entries.ts";
import type { ResolvedNode, YamlNode } from "./node.ts";

/** How many nodes, aliases followed, a value may have to be written as JSON. go-yaml's own limit is about this. */
const MAX_NODES = 5_000_000;

/** How many characters a text of JSON may have here: aliases make some hundred megabytes out of a small file. */
const MAX_CHARACTERS = 50_000_000;

/**
 * A value as kubectl's JSON holds it (sigs.k8s.io/yaml YAMLToJSON), with sorted keys. Nothing for a value
 * that has no JSON: one that contains itself, repeats too much, or holds infinity or not-a-number.
 */
export function toJson(root: YamlNode): string | undefined {
  const out: string[] = [];
  let length = 0;
  const isWhole = writeJson(root, piece => {
    out.push(piece);
    length += piece.length;
    return length <= MAX_CHARACTERS;
  });
  return isWhole ? out.join("") : undefined;
}

/**
 * The same piece by piece, however long. @param write ends it by giving false
 * @returns whether the value has JSON, and all of it was written
 */
export function writeJson(root: YamlNode, write: (piece: string) => boolean): boolean {
  const active = new Set<ResolvedNode>();
  const scalars = new Map<ResolvedNode, string | undefined>();
  const todo: (string | YamlNode | { readonly leave: ResolvedNode })[] = [root];
  let count = 0;
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (typeof next === "string") {
      if (!write(next)) return false;
      continue;
    }
    if ("leave" in next) {
      active.delete(next.leave);
      continue;
    }
    const node = next.kind === "alias" ? next.target : next;
    count += 1;
    if (count > MAX_NODES || active.has(node)) {
      return false;
    }
    if (node.kind === "scalar") {
      const text = scalars.get(node) ?? scalarJson(node.value);
      if (next.kind === "alias") scalars.set(node, text);
      if (text === undefined || !write(text)) return false;
      continue;
    }
    active.add(node);
    const parts: (string | YamlNode)[] = node.kind === "seq" ? seqParts(node.items) : mapParts(node);
    todo.push({ leave: node });
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      todo.push(part);
    }
  }
  return true;
}

function seqParts(items: readonly YamlNode[]): (string | YamlNode)[] {
  const parts: (string | YamlNode)[] = ["["];
  for (const [index, item] of items.entries()) {
    if (index > 0) {
      parts.push(",");
    }
    parts.push(item);
  }
  parts.push("]");
  return parts;
}

function mapParts(map: Extract<YamlNode, { kind: "map" }>): (string | YamlNode)[] {
  const parts: (string | YamlNode)[] = ["{"];
  const entries = effectiveEntries(map).sort((a, b) => compareBytes(a.name, b.name));
  for (const [index, { name, value }] of entries.entries()) {
    parts.push(`${index > 0 ? "," : ""}${JSON.stringify(name)}:`, value);
  }
  parts.push("}");
  return parts;
}

function scalarJson(value: Extract<YamlNode, { kind: "scalar" }>["value"]): string | undefined {
  switch (value.type) {
    case "string":
      return JSON.stringify(value.value);
    case "bool":
      return String(value.value);
    case "null":
      return "null";
    case "int":
      return value.json;
    case "float":
      return /\d/.test(value.json) ? value.json : undefined;
  }
}

/** As Go sorts keys: by the bytes of UTF-8, which is by code point. */
function compareBytes(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a.charCodeAt(i) === b.charCodeAt(i)) i += 1;
  const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
  if (i >= a.length || i >= b.length) return a.length - b.length;
  const [leftHigh, rightHigh] = [isSurrogate(left), isSurrogate(right)];
  return leftHigh === rightHigh ? left - right : leftHigh ? 1 : -1;
}

function isSurrogate(code: number): boolean {
  return (code & 0xf800) === 0xd800;
}
