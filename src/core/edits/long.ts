import { isList, isMap, type Json } from "./change.ts";

/** From here on a text makes a line that nobody reads. */
export const LONG = 100;

/** Whether a value holds something like a certificate, a key or a JSON Web Token. */
export function isLong(value: Json): boolean {
  if (typeof value === "string") return value.length > LONG;
  if (isList(value)) return value.some(isLong);
  return isMap(value) && Object.values(value).some(isLong);
}
