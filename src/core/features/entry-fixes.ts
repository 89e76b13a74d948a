import { freeName } from "../edits/add.ts";
import { removeItem } from "../edits/remove.ts";
import { usesOf } from "../edits/rename.ts";
import type { Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import { type OnlyCopy, onlyCopiesIn } from "../kubeconfig/only-copy.ts";
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
  const [lost] = onlyCopiesIn(files, [entry]);
  return {
    title: lost === undefined ? removeTitle(entry) : removeSecretTitle(lost),
    edits: removeItem(file.source.text, list, entry.index),
    losesSecret: lost !== undefined,
  };
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

function removeSecretTitle({ user, key }: OnlyCopy): Message {
  return say('Remove the user "{0}" and the only copy of its {1}', user, key);
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
