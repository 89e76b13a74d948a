import { freeName } from "../edits/add.ts";
import { removeItem } from "../edits/remove.ts";
import { usesOf } from "../edits/rename.ts";
import type { Entry, KubeconfigFile, UserEntry } from "../kubeconfig/model.ts";
import { type Message, say } from "../message.ts";
import type { Span, TextEdit } from "../text.ts";
import { scalarText } from "../yaml/write.ts";
import { sectionAt, sectionOf } from "./sections.ts";

interface EntryFix {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
}

/** The entry that a finding underlines: its name, or the whole of it. */
export function entryFixed({ clusters, users, contexts }: KubeconfigFile, at: Span): Entry | undefined {
  const all: readonly Entry[] = [...clusters, ...users, ...contexts];
  return all.find(({ nameSpan, span }) =>
    [nameSpan, span].some(({ start, end }) => start === at.start && end === at.end),
  );
}

/** Takes an entry out, and says so where a secret goes with it that stands nowhere else. */
export function removalFix(
  files: readonly KubeconfigFile[],
  file: KubeconfigFile,
  entry: Entry,
): (EntryFix & { readonly losesSecret: boolean }) | undefined {
  const list = sectionAt(file, sectionOf(entry))?.value;
  if (list?.kind !== "seq") return undefined;
  const lost = entry.kind === "user" ? secretIn(files, entry) : undefined;
  return {
    title: lost === undefined ? removeTitle(entry) : removeSecretTitle(entry.name, lost),
    edits: removeItem(file.source.text, list, entry.index),
    losesSecret: lost !== undefined,
  };
}

/** The first secret of a user that no other user of the configuration has, by its key. */
function secretIn(files: readonly KubeconfigFile[], entry: UserEntry): string | undefined {
  const others = files.flatMap(file => file.users).filter(each => each !== entry);
  const known = new Set(others.flatMap(user => secretsOf(user).map(([, value]) => value)));
  return secretsOf(entry).find(([, value]) => value !== "" && !known.has(value))?.[0];
}

const SECRET_NAME = /token|secret|password|passphrase|key$/i;

function secretsOf({ authProvider, clientKeyData, exec, password, token }: UserEntry) {
  const own: readonly (readonly [key: string, value: string | undefined])[] = [
    ["client-key-data", clientKeyData?.value],
    ["token", token?.value],
    ["password", password?.value],
    ...[...(authProvider?.value.config ?? [])].map(([key, field]) => [key, field.value] as const),
    ...(exec?.value.env ?? []).map(({ name, value }) => [name, value] as const),
  ];
  return own.flatMap(([key, value]) =>
    value !== undefined && SECRET_NAME.test(key.replace(/-data$/, "")) ? [[key, value] as const] : [],
  );
}

function removeTitle({ kind, name }: Entry): Message {
  switch (kind) {
    case "cluster":
      return say('Remove the cluster "{0}"', name);
    case "user":
      return say('Remove the user "{0}"', name);
    case "context":
      return say('Remove the context "{0}"', name);
  }
}

function removeSecretTitle(name: string, field: string): Message {
  return say('Remove the user "{0}" and the only copy of its {1}', name, field);
}

/** A name that is free, and the contexts that surely mean the entry follow; those that may mean another stay. */
export function renamingFix(
  files: readonly KubeconfigFile[],
  file: KubeconfigFile,
  entry: Entry,
): EntryFix | undefined {
  const { kind, name, nameSpan, source, span } = entry;
  if (name === "" || nameSpan === span) return undefined;
  const to = freeName(files, kind, name);
  const places = [nameSpan];
  for (const context of usesOf(files, entry)) {
    const field = kind === "context" || context.source !== source ? undefined : context[kind];
    if (field !== undefined) places.push(field.span);
  }
  const { text } = file.source;
  return {
    title: renameTitle(entry, to),
    edits: places.map(place => ({
      span: place,
      newText: scalarText(to, text.slice(place.start, place.end)),
    })),
  };
}

function renameTitle({ kind, name }: Entry, to: string): Message {
  switch (kind) {
    case "cluster":
      return say('Rename the cluster "{0}" to "{1}"', name, to);
    case "user":
      return say('Rename the user "{0}" to "{1}"', name, to);
    case "context":
      return say('Rename the context "{0}" to "{1}"', name, to);
  }
}
