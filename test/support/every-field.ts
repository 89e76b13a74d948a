import type { MappingKind } from "../../src/core/kubeconfig/model.ts";
import { v1 } from "../../src/core/kubeconfig/schema/fields.ts";

type Json = null | boolean | string | readonly Json[] | { readonly [key: string]: Json };

/** Letters and digits only, so that no escape can hide it. */
export const SECRET = "XHunter2HunterX";

/**
 * A kubeconfig with every field of the table, made from the table alone: secrets hold `SECRET`, everything else its own
 * key. One entry of each kind, and each reference leads to it.
 */
export function everyField(): Json {
  return mappingOf("file", false);
}

function mappingOf(kind: MappingKind, secret: boolean): { readonly [key: string]: Json } {
  return Object.fromEntries(
    v1.fieldsOf(kind).map(field => {
      const hidden = secret || field.secret === true;
      const text = hidden
        ? SECRET
        : (field.values?.[0] ?? (field.refersTo === undefined ? field.key : "name"));
      return [field.key, sample(field.go, field.of, text, hidden)];
    }),
  );
}

function sample(go: string, of: MappingKind | undefined, text: string, secret: boolean): Json {
  if (of !== undefined) return go.startsWith("[]") ? [mappingOf(of, secret)] : mappingOf(of, secret);
  switch (go) {
    case "bool":
      return true;
    case "[]byte":
      return Buffer.from(text).toString("base64");
    case "[]string":
      return [text];
    case "map[string]string":
      return { free: text };
    case "map[string][]string":
      return { free: [text] };
    default:
      return text;
  }
}
