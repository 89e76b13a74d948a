import * as vscode from "vscode";
import type { ContextEntry, Entry, KubeconfigFile } from "../../core/kubeconfig/model.ts";
import type { ContextOf } from "../cluster/clusters.ts";
import { HumanError } from "../errors.ts";
import type { Known, Services } from "../services.ts";
import { contextLines } from "../sources/context-lines.ts";
import type { AnalyzedGroup } from "../sources/groups.ts";
import { line } from "../text/iconless.ts";
import { entryOf, nodeOf } from "../tree/arguments.ts";
import type { Interview } from "../wizard/interview.ts";
import { shortPath } from "../world/paths.ts";

/** An entry, and the configuration that it belongs to. */
export interface Chosen<E extends Entry = Entry> {
  readonly group: AnalyzedGroup;
  readonly entry: E;
}

/** What a node of a view means; nothing where there is no node. @throws HumanError for a node of something else */
export function chosenBy(argument: unknown, services: Pick<Services, "sources">): Chosen | undefined {
  if (argument === undefined) return undefined;
  const entry = entryOf(nodeOf(argument), services);
  const group = entry && groupOf(entry, services);
  if (entry !== undefined && group !== undefined) return { group, entry };
  throw new HumanError(vscode.l10n.t("This item is no context, cluster or user of a kubeconfig."));
}

function groupOf(entry: Entry, { sources }: Pick<Services, "sources">): AnalyzedGroup | undefined {
  return sources.groups.find(({ analysis }) =>
    analysis.files.some(({ clusters, users, contexts }) =>
      [...clusters, ...users, ...contexts].some(each => each === entry),
    ),
  );
}

export function isContext(chosen: Chosen): chosen is Chosen<ContextEntry> {
  return chosen.entry.kind === "context";
}

/** Of a node that means a context, that context; else one is asked for. The question is `context`. */
export async function chooseContext(
  interview: Interview,
  title: string,
  prompt: string,
  argument: unknown,
  services: Known,
): Promise<Chosen<ContextEntry>> {
  const given = chosenBy(argument, services);
  if (given !== undefined) {
    if (isContext(given)) return given;
    throw new HumanError(vscode.l10n.t("This item is not a context."));
  }
  const options = services.sources.groups.flatMap(group =>
    contextLines(group, services.platform).map(({ context: { entry }, ...shown }) => ({
      ...shown,
      key: `${group.id} ${entry.name}`,
      value: { group, entry },
    })),
  );
  if (options.length === 0) throw new HumanError(vscode.l10n.t("No kubeconfig with a context was found."));
  return interview.choose({ id: "context", title, prompt, options });
}

/**
 * The same for a context whose server is to be asked. The question is `context`.
 * @throws HumanError for one that loses to another of its name: by the name kubectl reaches the server of that one
 */
export async function chooseServer(
  interview: Interview,
  title: string,
  prompt: string,
  argument: unknown,
  services: Known,
): Promise<ContextOf> {
  const { group, entry } = await chooseContext(interview, title, prompt, argument, services);
  if (group.analysis.effective.contexts.get(entry.name) !== entry) {
    throw new HumanError(
      vscode.l10n.t(
        "kubectl never uses this context: it takes another one of the name {0}. Choose that one, or rename this one.",
        entry.name,
      ),
    );
  }
  return { group, context: entry.name };
}

/** Files of a configuration whose text is known. */
export interface KnownFile {
  readonly group: AnalyzedGroup;
  readonly source: string;
}

/**
 * Of a node that means a file, that file; else one is asked for. The question is `file`.
 * @param fits what a file must be to be offered
 */
export async function chooseFile(
  interview: Interview,
  title: string,
  prompt: string,
  argument: unknown,
  { sources, platform }: Known,
  fits: (file: KubeconfigFile) => boolean = () => true,
): Promise<KnownFile> {
  const id =
    argument === undefined ? undefined : (nodeOf(argument).file?.id ?? nodeOf(argument).place?.source);
  const files = sources.groups.flatMap(group =>
    group.members.flatMap(({ source, uri }) => (source ? [{ group, source: source.id, uri }] : [])),
  );
  const given = files.find(({ source }) => source === id);
  if (given !== undefined) return given;
  const fitting = files.filter(({ group, source }) =>
    group.analysis.files.some(each => each.source.id === source && each.refusals.length === 0 && fits(each)),
  );
  if (fitting.length === 0) throw new HumanError(vscode.l10n.t("No kubeconfig was found for this."));
  return interview.choose({
    id: "file",
    title,
    prompt,
    options: fitting.map(file => ({
      key: file.source,
      label: line(shortPath(file.uri, platform)),
      ...(file.group.kind === "effective" && { description: vscode.l10n.t("kubectl configuration") }),
      value: file,
    })),
  });
}
