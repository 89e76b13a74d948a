/** What comes from a server is looked at before it is believed. */
export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a text holds; undefined where it is no JSON. @param change what becomes of the texts in it */
export function parsed(text: string, change?: (text: string) => string): unknown {
  try {
    return change === undefined
      ? JSON.parse(text)
      : JSON.parse(text, (_, value: unknown) => (typeof value === "string" ? change(value) : value));
  } catch {
    return undefined;
  }
}

/** The mapping in a field; empty where there is none. */
export function field(value: unknown, ...path: readonly string[]): JsonObject {
  let at: unknown = value;
  for (const name of path) at = isObject(at) ? at[name] : undefined;
  return isObject(at) ? at : {};
}

export function textField(value: unknown, name: string): string | undefined {
  const found = isObject(value) ? value[name] : undefined;
  return typeof found === "string" ? found : undefined;
}

export function numberField(value: unknown, name: string): number | undefined {
  const found = isObject(value) ? value[name] : undefined;
  return typeof found === "number" ? found : undefined;
}

/** Those of a list that are mappings; empty where there is no list. */
export function objectsIn(value: unknown, name: string): readonly JsonObject[] {
  const found = isObject(value) ? value[name] : undefined;
  return Array.isArray(found) ? found.filter(isObject) : [];
}

/** Those of a list that are texts; empty where there is no list. */
export function textsIn(value: unknown, name: string): readonly string[] {
  const found = isObject(value) ? value[name] : undefined;
  return Array.isArray(found) ? found.filter(each => typeof each === "string") : [];
}
