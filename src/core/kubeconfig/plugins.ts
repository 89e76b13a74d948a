import { readFields } from "./fields.ts";
import { freeEntries } from "./lists.ts";
import { type Mapping, mappingOf, type Reading } from "./mapping.ts";
import { refuseType } from "./mismatches.ts";
import type { AuthProvider, ExecConfig, ExecEnv, Field, UnknownField } from "./model.ts";
import { fieldOf, itemsOf, nested, presentEntry, textField, textOf } from "./values.ts";

export function readAuthProvider(reading: Reading, user: Mapping<"user">): Field<AuthProvider> | undefined {
  const entry = presentEntry(user, "auth-provider");
  const provider = entry && nested(reading, user, "auth-provider", "auth-provider");
  if (entry === undefined || provider === undefined) return undefined;
  const { unknown } = provider;
  return fieldOf(entry, readFields(reading, provider, { config: noConfig, unknown }, { config: readConfig }));
}

const noConfig: AuthProvider["config"] = new Map();

function readConfig(reading: Reading, provider: Mapping<"auth-provider">): AuthProvider["config"] {
  const config = new Map<string, Field<string>>();
  for (const each of freeEntries(reading, provider, "config", "map[string]string") ?? []) {
    const value = textOf(reading, provider, "config", each.value);
    if (value !== undefined) config.set(each.name, fieldOf(each, value));
  }
  return config;
}

export function readExec(reading: Reading, user: Mapping<"user">): Field<ExecConfig> | undefined {
  const entry = presentEntry(user, "exec");
  const exec = entry && nested(reading, user, "exec", "exec");
  if (entry === undefined || exec === undefined) return undefined;
  const ofVariables: UnknownField[] = [];
  const base = { args: [], env: [], unknown: exec.unknown };
  const config = readFields(reading, exec, base, {
    args: readArgs,
    env: (): readonly ExecEnv[] => readEnv(reading, exec, ofVariables),
  });
  return fieldOf(
    entry,
    ofVariables.length === 0 ? config : { ...config, unknown: [...exec.unknown, ...ofVariables] },
  );
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

/** @param unknown gets the keys of the variables that v1 does not have */
function readEnv(reading: Reading, exec: Mapping<"exec">, unknown: UnknownField[]): readonly ExecEnv[] {
  const variables: ExecEnv[] = [];
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
  return variables;
}
