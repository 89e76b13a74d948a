import { keyFloat } from "./key-float.ts";
import type { ScalarValue, YamlNode } from "./node.ts";

/**
 * A key as kubectl's JSON spells it; nothing for a key that kubectl refuses (null, a collection, an integer
 * beyond 63 bits). Source: sigs.k8s.io/yaml convertToJSONableObject.
 */
export function keyText(key: YamlNode): string | undefined {
  const target = key.kind === "alias" ? key.target : key;
  return target.kind === "scalar" ? scalarKeyText(target.value) : undefined;
}

/** Finding the fewest digits is slow, and a key is asked for again and again. */
const floats = new WeakMap<ScalarValue, string>();

function floatText(value: Extract<ScalarValue, { readonly json: string }>): string {
  const known = floats.get(value);
  if (known !== undefined) return known;
  const text = keyFloat(value.json);
  floats.set(value, text);
  return text;
}

const MAX_INT64 = (1n << 63n) - 1n;

function scalarKeyText(value: ScalarValue): string | undefined {
  switch (value.type) {
    case "string":
      return value.value;
    case "bool":
      return String(value.value);
    case "int":
      return value.json.length >= 19 && BigInt(value.json) > MAX_INT64 ? undefined : value.json;
    case "float":
      return floatText(value);
    case "null":
      return undefined;
  }
}
