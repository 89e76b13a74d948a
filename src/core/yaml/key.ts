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
      return keyFloat(value.json);
    case "null":
      return undefined;
  }
}
