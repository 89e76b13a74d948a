import type { Reference, ResolvedContext, SentCredential, UserFacts } from "../../kubeconfig/facts-model.ts";
import type { ClusterEntry, ContextEntry, UserEntry } from "../../kubeconfig/model.ts";
import { say } from "../../message.ts";
import { methodName } from "../wording.ts";
import { type Block, heading, note, type Row, row, type Text, table } from "./blocks.ts";
import { clusterBlocks, endRow, serverRows, trustRows } from "./cluster.ts";
import { contextEntry, resolved, type Target } from "./target.ts";
import { identityRows, userBlocks, validityRow } from "./user.ts";

/** What a context leads to: who, where, until when, and what kubectl would do. */
export function contextBlocks(target: Target, context: ResolvedContext): Block[] {
  const aside: Text[] = [];
  if (context.current) aside.push(say("current"));
  if (context.shadowedBy !== undefined) aside.push(say("shadowed"));
  return [
    heading(say("Context {0}", context.entry.name), ...aside),
    ...table(contextRows(target, context)),
    ...outcomeBlocks(context),
    ...(context.shadowedBy !== undefined
      ? [note(say("An earlier file has a context of this name: kubectl uses that one."))]
      : []),
  ];
}

function* contextRows(target: Target, context: ResolvedContext): Iterable<Row> {
  const { analysis, timing } = target;
  yield referenceRow(say("User"), context.user);
  if (context.user.kind === "found") {
    const facts = analysis.users.get(context.user.entry);
    if (facts !== undefined && facts.identities.length > 0) yield* identityRows(facts);
    yield* sendsRows(context.sends, facts);
    if (context.sends.nothing !== "http") yield* ignoredRows(context.sends);
  }
  yield referenceRow(say("Cluster"), context.cluster);
  if (context.cluster.kind === "found") {
    const facts = analysis.clusters.get(context.cluster.entry);
    yield* serverRows(facts);
    yield* trustRows(context.cluster.entry, facts, timing);
  }
  yield row(say("Namespace"), context.namespace);
  if (context.expires === undefined) return;
  const user = context.user.kind === "found" ? analysis.users.get(context.user.entry) : undefined;
  yield user === undefined
    ? endRow(say("Valid until"), context.expires, timing)
    : validityRow(user, context.expires, timing);
}

function referenceRow(label: Row["label"], reference: Reference<unknown>): Row {
  switch (reference.kind) {
    case "found":
      return row(label, reference.name);
    case "missing":
      return row(label, [reference.name, say("missing")], "bad");
    case "unset":
      return row(label, say("not set"), "bad");
  }
}

function* sendsRows({ methods, nothing }: SentCredential, facts: UserFacts | undefined): Iterable<Row> {
  const label = say("kubectl sends");
  if (nothing === "http") yield row(label, say("no credential, because the server is http"), "bad");
  else if (methods.length > 0) yield row(label, methods.map(methodName));
  else if (facts?.methods.length === 0 && !facts.entry.partial)
    yield row(label, say("nothing: it asks for a username"), "warning");
}

function* ignoredRows({ ignored }: SentCredential): Iterable<Row> {
  for (const { method, why } of ignored) yield row(say("Not sent"), [methodName(method), why], "warning");
}

function outcomeBlocks({ onUse, cluster, user }: ResolvedContext): readonly Block[] {
  if (isPartial(cluster) || isPartial(user)) return [];
  switch (onUse) {
    case "requests":
      return [];
    case "asks-for-username":
      return [note(say("kubectl asks for a username, because it finds no credential."), "warning")];
    case "dials-localhost":
      return [note(say("kubectl goes to localhost:8080, because it finds no server."), "bad")];
    case "refuses":
      return [note(say("kubectl refuses to use this context."), "bad")];
  }
}

/** Whether the file has an error where it says what kubectl would do. */
function isPartial(reference: Reference<ClusterEntry | UserEntry>): boolean {
  return reference.kind === "found" && reference.entry.partial === true;
}

/** A context's own name. */
export function contextNameBlocks(target: Target): Block[] {
  return blocksOf(target, contextEntry(target));
}

/** `current-context`: the context that it names. */
export function currentContextBlocks(target: Target): Block[] {
  const name = target.file.currentContext?.value ?? "";
  if (name === "") return [];
  const entry = target.analysis.effective.contexts.get(name);
  if (entry === undefined) return [note(say("There is no context {0}.", name), "bad")];
  return [...blocksOf(target, entry), ...overruled(target, name)];
}

function overruled({ analysis, file }: Target, name: string): readonly Block[] {
  const effective = analysis.effective.currentContext;
  if (effective === undefined || effective.source === file.source.id) return [];
  return [
    note(say("An earlier file sets the current context to {0}; this {1} is not used.", effective.name, name)),
  ];
}

function blocksOf(target: Target, entry: ContextEntry | undefined): Block[] {
  const context = resolved(target.analysis, entry);
  return context ? contextBlocks(target, context) : [];
}

/** A context's `cluster` and `user`: the entry that it names. */
export function clusterReferenceBlocks(target: Target): Block[] {
  const context = resolved(target.analysis, contextEntry(target));
  if (context === undefined || context.cluster.kind === "unset") return [];
  if (context.cluster.kind === "found") return clusterBlocks(target, context.cluster.entry);
  return [note(say("There is no cluster {0}: kubectl goes to localhost:8080.", context.cluster.name), "bad")];
}

export function userReferenceBlocks(target: Target): Block[] {
  const context = resolved(target.analysis, contextEntry(target));
  if (context === undefined || context.user.kind === "unset") return [];
  if (context.user.kind === "found") return userBlocks(target, context.user.entry);
  return [note(say("There is no user {0}: kubectl asks for a username.", context.user.name), "bad")];
}
