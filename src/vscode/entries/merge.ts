import * as vscode from "vscode";
import type { Analysis } from "../../core/analysis.ts";
import {
  type Collision,
  type Collisions,
  collisions,
  type EntryName,
  findEntry,
  freeName,
  mergeFile,
  suffixed,
  suffixOf,
} from "../../core/edits/index.ts";
import type { MakePlan } from "../../core/edits/rewrite.ts";
import { analyzeSteps, loadFiles, readKubeconfig, referencedPaths } from "../../core/index.ts";
import type { Entry, EntryKind, KubeconfigFile } from "../../core/kubeconfig/model.ts";
import type { PathStyle } from "../../core/ports.ts";
import { decodeText } from "../../core/yaml/index.ts";
import { fileOf, textOf, uriOf } from "../convert.ts";
import type { Editing, Services } from "../services.ts";
import { sourceOf } from "../sources/reader.ts";
import { line } from "../text/iconless.ts";
import type { Interview } from "../wizard/interview.ts";
import { type Fact, summarize } from "../wizard/summary.ts";
import { mayOpen, shortPath } from "../world/paths.ts";
import { inSlices } from "../world/slices.ts";
import { filesOf } from "../world/workspace-files.ts";
import { planFor } from "../writing/changes.ts";
import type { OnPlatform } from "../writing/files.ts";
import { folderOf, readBytes } from "../writing/files.ts";
import { changeEntries } from "./change.ts";
import { chooseFile, type KnownFile } from "./choose.ts";
import { askCollision, decisionText } from "./collision.ts";
import { entryLine, kindAndName } from "./entry-line.ts";
import { lossOf } from "./loss.ts";

interface Order {
  readonly target: KnownFile;
  readonly other: KubeconfigFile;
  readonly decisions: Collisions;
  /** Whether one answer decided them all. */
  readonly atOnce: boolean;
  /** The path of the other one, to be shown. */
  readonly from: string;
}

/** Take the entries of another kubeconfig in. A name that is taken is decided by the person, one by one. */
export async function merge(
  services: Editing & Pick<Services, "settings">,
  argument: unknown,
): Promise<void> {
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
  const onCollision = (kind: EntryKind, name: string) => decisions.get(`${kind} ${name}`);
  return planFor(target.source, (file, files) => mergeFile(file, other, { onCollision, style, files }));
}

async function askOrder(
  each: Interview,
  title: string,
  argument: unknown,
  services: Pick<Services, "platform" | "settings" | "sources">,
): Promise<Order> {
  const prompt = vscode.l10n.t("Which kubeconfig should take in the entries of another one?");
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
  if (uri.toString() === target.source) {
    return each.refuse("other", vscode.l10n.t("This is the kubeconfig itself. Choose another one."));
  }
  const other = readKubeconfig(sourceOf(uri, decodeText(await readBytes(uri, services.platform)).text));
  const [refusal] = other.refusals;
  if (refusal !== undefined) return each.refuse("other", textOf(refusal.message));
  const decided = await askCollisions(each, title, target, other, services);
  const order: Order = { target, other, ...decided, from: shortPath(uri, services.platform) };
  await summarize(each, title, vscode.l10n.t("Merge"), facts(order, services));
  return order;
}

/** What becomes of the entries whose names are taken: one answer for all, or one for each. */
async function askCollisions(
  each: Interview,
  title: string,
  { group, source }: KnownFile,
  other: KubeconfigFile,
  services: Pick<Services, "platform" | "settings" | "sources">,
): Promise<Pick<Order, "decisions" | "atOnce">> {
  const file = fileOf(group.analysis, source);
  const decisions = new Map<string, Collision>();
  if (file === undefined) return { decisions, atOnce: false };
  const { style } = services.platform;
  const { files } = group.analysis;
  const colliding = collisions(files, file, other, style);
  if (colliding.length === 0) return { decisions, atOnce: false };
  const all = await askForAll(each, title, suffixOf(other), suffix =>
    suffixed(files, file, other, style, suffix),
  );
  if (all !== undefined) return { decisions: all, atOnce: true };
  const arriving = await analysisOf(other, services);
  const ask = async (entry: Entry) => {
    const { kind, name } = entry;
    const here = findEntry([file], { kind, name });
    const isHere = here !== undefined;
    const decision = await askCollision(each, title, entry, {
      there: lineOf(group.analysis, isHere ? { ...entry, source } : { kind, name }),
      arriving: lineOf(arriving, entry),
      loss: lossOf(here === undefined ? [] : [here], services, [other]),
      free: freeName([...files, other], kind, name),
      isHere,
    });
    decisions.set(`${entry.kind} ${entry.name}`, decision);
  };
  for (const entry of colliding) if (entry.kind !== "context") await ask(entry);
  // What a context says depends on what became of its cluster and user.
  for (const entry of collisions(files, file, other, style, decisions))
    if (entry.kind === "context") await ask(entry);
  return { decisions, atOnce: false };
}

/**
 * What becomes of all where everything comes in under names with a suffix; nothing where each is decided on its own.
 * The questions are `collisions` and `collisions-suffix`.
 */
async function askForAll(
  each: Interview,
  title: string,
  suffix: string,
  decide: (suffix: string) => Collisions,
): Promise<Collisions | undefined> {
  const all = decide(suffix);
  if (all.size < 2) return undefined;
  const wish = await each.choose<"all" | "suffix" | "each">({
    id: "collisions",
    title,
    prompt: vscode.l10n.t("{0} names of the other file are taken by something else.", all.size),
    options: [
      {
        key: "all",
        label: vscode.l10n.t("Take everything in under names with the suffix {0}", line(suffix)),
        description: newNames(all),
        value: "all",
      },
      {
        key: "suffix",
        label: vscode.l10n.t("Take everything in under names with another suffix"),
        value: "suffix",
      },
      { key: "each", label: vscode.l10n.t("Decide one by one"), value: "each" },
    ],
  });
  if (wish !== "suffix") return wish === "all" ? all : undefined;
  const typed = await each.type({
    id: "collisions-suffix",
    title,
    prompt: vscode.l10n.t("What to put behind the names that are taken"),
    value: suffix,
    check: text =>
      text.trim() === ""
        ? { severity: "error", text: vscode.l10n.t("A suffix is missing.") }
        : { severity: "information", text: newNames(decide(text.trim())) },
  });
  return decide(typed.trim());
}

function newNames(decided: Collisions): string {
  const names = [...decided.values()].flatMap(each => (each.kind === "rename" ? [each.to] : []));
  return line(names.join(", "));
}

function lineOf(analysis: Analysis, name: EntryName): string {
  const entry = findEntry(analysis.files, name);
  return entry === undefined ? "" : entryLine(analysis, entry);
}

/** What another kubeconfig means, with the certificates that it names. */
async function analysisOf(
  other: KubeconfigFile,
  { platform, settings }: Pick<Services, "platform" | "settings">,
): Promise<Analysis> {
  const { style } = platform;
  const paths = referencedPaths([other], style).filter(path => mayOpen(path, style));
  const files = await loadFiles(filesOf(platform), paths, settings.maxFileBytes);
  const { thresholds } = settings;
  return inSlices(analyzeSteps([other.source], { now: platform.now(), thresholds, files, style }));
}

function facts({ target, other, decisions, atOnce, from }: Order, { platform }: OnPlatform): readonly Fact[] {
  const into = shortPath(uriOf(target), platform);
  const decided = [...other.contexts, ...other.clusters, ...other.users].flatMap((entry): readonly Fact[] => {
    const id = `${entry.kind} ${entry.name}`;
    const decision = decisions.get(id);
    return decision === undefined
      ? []
      : [
          {
            label: kindAndName(entry),
            value: decisionText(decision),
            question: atOnce ? "collisions" : `collision ${id}`,
          },
        ];
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

function namesOf(entries: readonly Entry[]): string {
  return entries.map(({ name }) => name).join(", ") || vscode.l10n.t("none");
}
