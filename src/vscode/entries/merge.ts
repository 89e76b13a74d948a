import * as vscode from "vscode";
import { type Collision, collisions, freeName, mergeFile } from "../../core/edits/index.ts";
import type { MakePlan } from "../../core/edits/rewrite.ts";
import { readKubeconfig } from "../../core/index.ts";
import type { Entry, EntryKind, KubeconfigFile } from "../../core/kubeconfig/model.ts";
import type { PathStyle } from "../../core/ports.ts";
import { decodeText } from "../../core/yaml/index.ts";
import { planFor } from "../changes.ts";
import type { Services } from "../commands/services.ts";
import { fileOf, textOf, uriOf } from "../convert.ts";
import { folderOf, readBytes } from "../mint/files.ts";
import { type Fact, summarize } from "../mint/summary.ts";
import { shortPath } from "../paths.ts";
import { sourceOf } from "../reader.ts";
import type { Interview } from "../wizard/interview.ts";
import { changeEntries } from "./change.ts";
import { chooseFile, type KnownFile } from "./choose.ts";

interface Order {
  readonly target: KnownFile;
  readonly other: KubeconfigFile;
  readonly decisions: ReadonlyMap<string, Collision>;
  /** The path of the other one, to be shown. */
  readonly from: string;
}

/** Take the entries of another kubeconfig in. A name that is taken is decided by the person, one by one. */
export async function merge(services: Services, argument: unknown): Promise<void> {
  const { platform } = services;
  const title = vscode.l10n.t("Merge Another Kubeconfig");
  await changeEntries(services, title, async each => {
    const order = await askOrder(each, title, argument, services);
    const place = uriOf(order.target);
    return {
      group: order.target.group,
      plan: () => mergeOf(order, platform.style),
      place,
      done: vscode.l10n.t("{0} is merged into {1}.", order.from, shortPath(place, platform)),
    };
  });
}

function mergeOf({ target, other, decisions }: Order, style: PathStyle): MakePlan {
  const onCollision = (kind: EntryKind, name: string): Collision =>
    decisions.get(`${kind} ${name}`) ?? { kind: "keep" };
  return planFor(target.source, file => mergeFile(file, other, { onCollision, style }));
}

async function askOrder(
  each: Interview,
  title: string,
  argument: unknown,
  services: Services,
): Promise<Order> {
  const prompt = vscode.l10n.t("Which kubeconfig takes the entries of another one in?");
  const target = await chooseFile(each, title, prompt, argument, services);
  const start = folderOf(uriOf(target));
  const uri = vscode.Uri.parse(
    await each.file({
      id: "other",
      title: `${title}: ${vscode.l10n.t("Choose the other one")}`,
      what: "open",
      label: vscode.l10n.t("Merge"),
      start: start.toString(),
    }),
    true,
  );
  const other = readKubeconfig(sourceOf(uri, decodeText(await readBytes(uri, services.platform)).text));
  const [refusal] = other.refusals;
  if (refusal !== undefined) return each.refuse("other", textOf(refusal.message));
  const file = fileOf(target.group.analysis, target.source);
  const decisions = new Map<string, Collision>();
  for (const entry of file ? collisions(file, other, services.platform.style) : []) {
    decisions.set(`${entry.kind} ${entry.name}`, await askCollision(each, title, entry, target));
  }
  const order: Order = { target, other, decisions, from: shortPath(uri, services.platform) };
  await summarize(each, title, vscode.l10n.t("Merge"), facts(order, services));
  return order;
}

function askCollision(each: Interview, title: string, entry: Entry, target: KnownFile): Promise<Collision> {
  const to = freeName(target.group.analysis.files, entry.kind, entry.name);
  return each.choose<Collision>({
    id: `collision ${entry.kind} ${entry.name}`,
    title,
    prompt: promptFor(entry),
    options: [
      { key: "keep", label: vscode.l10n.t("Keep the one that is there"), value: { kind: "keep" } },
      { key: "rename", label: vscode.l10n.t("Take it in as {0}", to), value: { kind: "rename", to } },
      { key: "replace", label: vscode.l10n.t("Replace the one that is there"), value: { kind: "replace" } },
    ],
  });
}

function promptFor({ kind, name }: Entry): string {
  switch (kind) {
    case "context":
      return vscode.l10n.t("Both have a context {0}, and they differ.", name);
    case "cluster":
      return vscode.l10n.t("Both have a cluster {0}, and they differ.", name);
    case "user":
      return vscode.l10n.t("Both have a user {0}, and they differ.", name);
  }
}

function facts({ target, other, decisions, from }: Order, { platform }: Services): readonly Fact[] {
  const into = shortPath(uriOf(target), platform);
  const decided = [...other.contexts, ...other.clusters, ...other.users].flatMap((entry): readonly Fact[] => {
    const id = `${entry.kind} ${entry.name}`;
    const decision = decisions.get(id);
    return decision === undefined
      ? []
      : [{ label: entry.name, value: decisionText(decision), question: `collision ${id}` }];
  });
  return [
    { label: vscode.l10n.t("From"), value: from, question: "other" },
    { label: vscode.l10n.t("Into"), value: into, question: "file" },
    { label: vscode.l10n.t("Contexts"), value: namesOf(other.contexts) },
    { label: vscode.l10n.t("Clusters"), value: namesOf(other.clusters) },
    { label: vscode.l10n.t("Users"), value: namesOf(other.users) },
    ...decided,
  ];
}

function decisionText(decision: Collision): string {
  switch (decision.kind) {
    case "keep":
      return vscode.l10n.t("stays as it is there");
    case "rename":
      return vscode.l10n.t("comes in as {0}", decision.to);
    case "replace":
      return vscode.l10n.t("replaces the one that is there");
  }
}

function namesOf(entries: readonly Entry[]): string {
  return entries.map(({ name }) => name).join(", ") || vscode.l10n.t("none");
}
