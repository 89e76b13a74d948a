import { type Message, say } from "../message.ts";
import type { Span } from "../text.ts";
import { deref, sourceOffset } from "../yaml/access.ts";
import type { ResolvedNode, ScalarNode, YamlNode } from "../yaml/node.ts";
import { isFull, type Mapping, pathOf, type Reading } from "./mapping.ts";
import type { MappingKind } from "./model.ts";
import { type KeyOf, v1 } from "./schema/fields.ts";

/** Refusals of values that encoding/json cannot put into the field, in its words and in ours. */

/** The Go type of exec's interactiveMode, a string of its own. */
export const interactiveMode = "v1.ExecInteractiveMode";

/** @param index of the first bad character of the value */
export function refuseBase64(
  reading: Reading,
  key: string,
  at: YamlNode,
  scalar: ScalarNode,
  index: number,
): void {
  if (isFull(reading.refusals)) return;
  reading.refusals.push({
    kind: "bad-base64",
    span: at === scalar ? characterSpan(reading.text, scalar, index) : at.span,
    message: say(
      "{0} is not valid base64 from character {1} on. kubectl refuses the whole file: encode the value again with the standard alphabet, padding and no spaces.",
      key,
      index + 1,
    ),
    kubectl: `illegal base64 data at input byte ${index}`,
  });
}

function characterSpan(text: string, scalar: ScalarNode, index: number): Span {
  if (index >= scalar.text.length) return scalar.span;
  const start = sourceOffset(text, scalar, index);
  return start < scalar.span.start || start >= scalar.span.end ? scalar.span : { start, end: start + 1 };
}

/** @param goType what kubectl wants there, as its error spells it. */
export function refuseType<M extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
  node: YamlNode,
  goType: string,
): void {
  if (isFull(reading.refusals)) return;
  const found = deref(node);
  reading.refusals.push({
    kind: "wrong-type",
    span: node.span,
    message: typeMessage(key, goType),
    kubectl: `json: cannot unmarshal ${goType === "uint8" ? jsonNumber(found) : jsonKind(found)} into Go struct field ${v1.goTypeOf(from.kind)}.${pathOf(from, key)} of type ${goType}`,
  });
}

/** How encoding/json names a value's kind in its errors. */
export function jsonKind(node: ResolvedNode): string {
  if (node.kind === "map") return "object";
  if (node.kind === "seq") return "array";
  return node.value.type === "int" || node.value.type === "float" ? "number" : node.value.type;
}

/** The same with the number itself, as it is where a number does not fit. */
function jsonNumber(node: ResolvedNode): string {
  const number = node.kind === "scalar" && "json" in node.value ? ` ${node.value.json}` : "";
  return jsonKind(node) + number;
}

function typeMessage(key: string, goType: string): Message {
  switch (goType) {
    case "bool":
      return say("{0} must be true or false, without quotes. kubectl refuses the whole file.", key);
    case "uint8":
      return say("{0} as a list must hold numbers from 0 to 255 only. kubectl refuses the whole file.", key);
    case "[]uint8":
      return say("{0} must be base64 text. kubectl refuses the whole file.", key);
    case "string":
    case interactiveMode:
      return say(
        "{0} must be text. kubectl refuses the whole file: if the value is meant, put it in quotes.",
        key,
      );
  }
  return goType.startsWith("[]")
    ? say("{0} must be a list. kubectl refuses the whole file.", key)
    : say("{0} must be a mapping. kubectl refuses the whole file.", key);
}
