import { freeEntries } from "./lists.ts";
import { type Mapping, mappingOf, type Reading } from "./mapping.ts";
import { interactiveMode, refuseType } from "./mismatches.ts";
import type { AuthProvider, ExecConfig, ExecEnv, Field, UnknownField } from "./model.ts";
import { type Mutable, setIfPresent } from "./mutable.ts";
import { boolField, fieldOf, itemsOf, nested, presentEntry, textField, textOf } from "./values.ts";

/** A field with the keys below it that v1 does not have. */
export interface ReadPlugin<T> {
  readonly field: Field<T>;
  readonly unknown: readonly UnknownField[];
}

export function readAuthProvider(
  reading: Reading,
  user: Mapping<"user">,
): ReadPlugin<AuthProvider> | undefined {
  const entry = presentEntry(user, "auth-provider");
  const provider = entry && nested(reading, user, "auth-provider", "auth-provider");
  if (entry === undefined || provider === undefined) return undefined;
  const config = new Map<string, Field<string>>();
  for (const each of freeEntries(reading, provider, "config", "map[string]string") ?? []) {
    const value = textOf(reading, provider, "config", each.value);
    if (value !== undefined) config.set(each.name, fieldOf(each, value));
  }
  const name = textField(reading, provider, "name");
  return { field: fieldOf(entry, { ...(name && { name }), config }), unknown: provider.unknown };
}

export function readExec(reading: Reading, user: Mapping<"user">): ReadPlugin<ExecConfig> | undefined {
  const entry = presentEntry(user, "exec");
  const exec = entry && nested(reading, user, "exec", "exec");
  if (entry === undefined || exec === undefined) return undefined;
  const fields: Partial<Mutable<ExecConfig>> = {};
  setIfPresent(fields, "apiVersion", textField(reading, exec, "apiVersion"));
  const args = readArgs(reading, exec);
  setIfPresent(fields, "command", textField(reading, exec, "command"));
  const env = readEnv(reading, exec);
  setIfPresent(fields, "installHint", textField(reading, exec, "installHint"));
  setIfPresent(fields, "interactiveMode", textField(reading, exec, "interactiveMode", interactiveMode));
  setIfPresent(fields, "provideClusterInfo", boolField(reading, exec, "provideClusterInfo"));
  const unknown = env.unknown.length === 0 ? exec.unknown : [...exec.unknown, ...env.unknown];
  return { field: fieldOf(entry, { ...fields, args, env: env.variables }), unknown };
}

/** Each argument as a field of its own; its key is that of `args`. */
function readArgs(reading: Reading, exec: Mapping<"exec">): readonly Field<string>[] {
  const key = presentEntry(exec, "args")?.key.span;
  if (key === undefined) return [];
  const args: Field<string>[] = [];
  for (const node of itemsOf(reading, exec, "args", "[]string") ?? []) {
    const value = textOf(reading, exec, "args", node);
    if (value !== undefined) args.push({ value, span: node.span, key, node });
  }
  return args;
}

interface ReadEnv {
  readonly variables: readonly ExecEnv[];
  readonly unknown: readonly UnknownField[];
}

function readEnv(reading: Reading, exec: Mapping<"exec">): ReadEnv {
  const variables: ExecEnv[] = [];
  const unknown: UnknownField[] = [];
  for (const node of itemsOf(reading, exec, "env", "[]v1.ExecEnvVar") ?? []) {
    const item = mappingOf("exec-env", `${exec.path}.env`, node);
    if (item === undefined) {
      refuseType(reading, exec, "env", node, "v1.ExecEnvVar");
      continue;
    }
    const name = textField(reading, item, "name")?.value ?? "";
    const value = textField(reading, item, "value")?.value ?? "";
    variables.push({ name, value, span: node.span });
    unknown.push(...item.unknown);
  }
  return { variables, unknown };
}
