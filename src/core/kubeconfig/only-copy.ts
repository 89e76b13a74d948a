import type { Entry, KubeconfigFile, UserEntry } from "./model.ts";
import { shownVariable } from "./secrecy.ts";

/** A secret that stands in one user only. */
export interface OnlyCopy {
  readonly user: string;
  /** The key that it stands under, as anybody may see it. */
  readonly key: string;
}

/**
 * What is lost with entries: the secrets of users that no other user has.
 * @param files where another copy may stand
 */
export function onlyCopiesIn(
  files: readonly KubeconfigFile[],
  entries: readonly Entry[],
): readonly OnlyCopy[] {
  const isGone = ({ source, index }: UserEntry) =>
    entries.some(gone => gone.kind === "user" && gone.source === source && gone.index === index);
  const left = files.flatMap(file => file.users).filter(user => !isGone(user));
  const known = new Set(left.flatMap(user => secretsOf(user).map(([, value]) => value)));
  return entries.flatMap(entry =>
    entry.kind !== "user"
      ? []
      : secretsOf(entry)
          .filter(([, value]) => !known.has(value))
          .map(([key]) => ({ user: entry.name, key: shownVariable(key) })),
  );
}

const SECRET_NAME = /token|secret|password|passphrase|key$/i;

/** The secrets that a user has, by the keys that they stand under. */
export function secretsOf({
  authProvider,
  clientKeyData,
  exec,
  password,
  token,
}: UserEntry): readonly (readonly [key: string, value: string])[] {
  const own: readonly (readonly [key: string, value: string | undefined])[] = [
    ["client-key-data", clientKeyData?.value],
    ["token", token?.value],
    ["password", password?.value],
    ...[...(authProvider?.value.config ?? [])].map(([key, field]) => [key, field.value] as const),
    ...(exec?.value.env ?? []).map(({ name, value }) => [name, value] as const),
  ];
  return own.flatMap(([key, value]) =>
    value !== undefined && value !== "" && SECRET_NAME.test(key.replace(/-data$/, ""))
      ? [[key, value] as const]
      : [],
  );
}
