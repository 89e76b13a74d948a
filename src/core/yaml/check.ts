import { say } from "../message.ts";
import { STEP, type Steps } from "../steps.ts";
import { checkDepth } from "./depth.ts";
import { exactEntrySteps } from "./entries.ts";
import { keyText } from "./key.ts";
import type {
  AliasNode,
  MapNode,
  ResolvedNode,
  ScalarNode,
  YamlNode,
  YamlRefusal,
  YamlRefusalReason,
} from "./node.ts";

/**
 * What kubectl still refuses once the syntax is read: first what go-yaml v2 says while it decodes (aliases,
 * merges, collections as keys), then what cannot become JSON (sigs.k8s.io/yaml). Visits nodes in the order
 * of go-yaml's decode.go and counts them as it does, so that its limit on aliases stops both at one place.
 */
export function* checkDecoding(root: YamlNode): Steps<YamlRefusal | undefined> {
  return (yield* new DecodeCheck().run(root)) ?? (yield* checkJson(root)) ?? (yield* checkDepth(root));
}

/** What is still to do, the last first. */
type Task =
  | { readonly do: "decode"; readonly node: YamlNode }
  | { readonly do: "leave"; readonly alias: AliasNode }
  | { readonly do: "key"; readonly key: YamlNode }
  | { readonly do: "merge"; readonly from: YamlNode; readonly key: YamlNode };

const FEW_ALIASES = 100;
const FEW_NODES = 1000;
const RATIO_FROM = 400_000;
const RATIO_TO = 4_000_000;

/** The share of decoded nodes that may come from aliases: 99 % of a small document, 10 % of a huge one. */
function allowedShare(decoded: number): number {
  const position = Math.min(Math.max((decoded - RATIO_FROM) / (RATIO_TO - RATIO_FROM), 0), 1);
  return 0.99 - 0.89 * position;
}

class DecodeCheck {
  /** The document counts as well. */
  #decoded = 1;
  #fromAliases = 0;
  #depth = 0;
  readonly #active = new Set<AliasNode>();
  readonly #tasks: Task[] = [];

  *run(root: YamlNode): Steps<YamlRefusal | undefined> {
    this.#tasks.push({ do: "decode", node: root });
    let count = 0;
    for (let task = this.#tasks.pop(); task !== undefined; task = this.#tasks.pop()) {
      if (++count % STEP === 0) yield;
      const refusal = this.#perform(task);
      if (refusal !== undefined) {
        return refusal;
      }
    }
    return undefined;
  }

  #perform(task: Task): YamlRefusal | undefined {
    switch (task.do) {
      case "decode":
        return this.#decode(task.node);
      case "merge":
        return this.#merge(task.from, task.key);
      case "key":
        return collectionKey(task.key);
      case "leave":
        this.#active.delete(task.alias);
        this.#depth -= 1;
        return undefined;
    }
  }

  #decode(node: YamlNode): YamlRefusal | undefined {
    this.#decoded += 1;
    if (this.#depth > 0) {
      this.#fromAliases += 1;
    }
    if (
      this.#fromAliases > FEW_ALIASES &&
      this.#decoded > FEW_NODES &&
      this.#fromAliases / this.#decoded > allowedShare(this.#decoded)
    ) {
      return refusal("excessive-aliasing", node, "Aliases repeat too much of this file. kubectl refuses it.");
    }
    switch (node.kind) {
      case "alias":
        return this.#enter(node);
      case "map":
        this.#decodeEntries(node);
        return undefined;
      case "seq":
        for (let i = node.items.length - 1; i >= 0; i--) {
          this.#push(node.items[i]);
        }
        return undefined;
      case "scalar":
        return undefined;
    }
  }

  #push(node: YamlNode | undefined): void {
    if (node !== undefined) {
      this.#tasks.push({ do: "decode", node });
    }
  }

  #enter(alias: AliasNode): YamlRefusal | undefined {
    if (this.#active.has(alias)) {
      return {
        reason: "alias-cycle",
        message: say("The value that this alias stands for contains itself. kubectl refuses the file."),
        span: alias.span,
      };
    }
    this.#active.add(alias);
    this.#depth += 1;
    this.#tasks.push({ do: "leave", alias });
    this.#push(alias.target);
    return undefined;
  }

  #decodeEntries(map: MapNode): void {
    for (let i = map.entries.length - 1; i >= 0; i--) {
      const entry = map.entries[i];
      if (entry === undefined) {
        continue;
      }
      if (entry.key.kind === "scalar" && entry.key.merge) {
        this.#tasks.push({ do: "merge", from: entry.value, key: entry.key });
        continue;
      }
      this.#push(entry.value);
      this.#tasks.push({ do: "key", key: entry.key });
      this.#push(entry.key);
    }
  }

  #merge(from: YamlNode, key: YamlNode): YamlRefusal | undefined {
    if (resolved(from).kind === "map") {
      this.#push(from);
      return undefined;
    }
    if (from.kind !== "seq") {
      return refusal("bad-merge", from.span.end > from.span.start ? from : key, MERGE);
    }
    // go-yaml merges the last of a list first, and finds a bad one when it gets there.
    const queue: Task[] = [];
    for (let i = from.items.length - 1; i >= 0; i--) {
      const item = from.items[i];
      if (item !== undefined) {
        queue.push({ do: "merge", from: resolved(item).kind === "map" ? item : notAMap(item), key: item });
      }
    }
    for (let task = queue.pop(); task !== undefined; task = queue.pop()) {
      this.#tasks.push(task);
    }
    return undefined;
  }
}

const MERGE = "A merge key (<<) needs a mapping or a list of mappings. kubectl refuses the file.";

/** A list inside a merged list is refused as a scalar is. */
function notAMap(item: YamlNode): ScalarNode {
  return { kind: "scalar", span: item.span, style: "plain", text: "", value: { type: "null" } };
}

function resolved(node: YamlNode): ResolvedNode {
  return node.kind === "alias" ? node.target : node;
}

function refusal(reason: YamlRefusalReason, node: YamlNode, template: string): YamlRefusal {
  return { reason, message: say(template), span: node.span };
}

function collectionKey(key: YamlNode): YamlRefusal | undefined {
  return resolved(key).kind === "scalar"
    ? undefined
    : refusal("bad-key", key, "A key cannot be a list or a mapping. kubectl refuses the file.");
}

/** Keys and values of the effective entries that JSON cannot hold. */
function* checkJson(root: YamlNode): Steps<YamlRefusal | undefined> {
  const seen = new Set<ResolvedNode>();
  const todo: YamlNode[] = [root];
  let infinite: YamlNode | undefined;
  let count = 0;
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (++count % STEP === 0) yield;
    const target = resolved(node);
    if (target.kind === "scalar") {
      infinite ??= isFiniteValue(target) ? undefined : node;
    } else if (!seen.has(target)) {
      seen.add(target);
      if (target.kind === "seq") {
        pushAll(todo, target.items);
        continue;
      }
      const entries = yield* exactEntrySteps(target);
      for (const { key } of entries) {
        if (++count % STEP === 0) yield;
        if (keyText(key) === undefined) return badKey(key, target);
      }
      pushAll(
        todo,
        entries.map(entry => entry.value),
      );
    }
  }
  return infinite === undefined
    ? undefined
    : refusal(
        "no-json-value",
        infinite,
        "kubectl cannot use infinity or not-a-number, and refuses the file: put quotes around a text.",
      );
}

/** In reverse, as the last is taken first. */
function pushAll(todo: YamlNode[], nodes: readonly YamlNode[]): void {
  for (const node of nodes.toReversed()) {
    todo.push(node);
  }
}

function badKey(key: YamlNode, map: MapNode): YamlRefusal {
  const target = resolved(key);
  const at = key.span.end > key.span.start ? key : map;
  return target.kind === "scalar" && target.value.type === "int"
    ? refusal(
        "no-json-key",
        at,
        "This number is too large for a key. kubectl refuses the file: put quotes around it.",
      )
    : refusal(
        "no-json-key",
        at,
        "A key cannot be null. kubectl refuses the file: put quotes around the text, or remove the entry.",
      );
}

function isFiniteValue(node: ScalarNode): boolean {
  return node.value.type !== "float" || /\d/.test(node.value.json);
}
