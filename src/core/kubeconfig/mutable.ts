/** An object under construction. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Sets a property unless there is nothing to set: an absent field is absent, never `undefined`. */
export function setIfPresent<T, K extends keyof T>(
  target: Mutable<T>,
  key: K,
  value: T[K] | undefined,
): void {
  if (value !== undefined) target[key] = value;
}
