import * as vscode from "vscode";
import type { Known } from "../../services.ts";
import type { Interview, Option } from "../../wizard/interview.ts";
import { askFileNames } from "../../writing/new-place.ts";
import { askEntries, filesToWrite } from "./in-kubeconfig.ts";
import { askNewFile } from "./new-kubeconfig.ts";
import type { Destination, DestinationWish, EntryDestination } from "./wish.ts";

/** Asks where a certificate and its key go; no name that is taken is accepted. The questions begin with `to`. */
export async function askDestination(
  interview: Interview,
  services: Known,
  wish: DestinationWish,
): Promise<Destination> {
  const kind = await askKind<Destination["kind"]>(interview, services, wish, ["kubeconfig", "new", "files"]);
  if (kind !== "files") return askOf(kind, interview, services, wish);
  return { kind, ...(await askFileNames(interview, services, wish.title, wish.name, ["key", "crt"])) };
}

/** The same for what stands in a kubeconfig alone, such as a token. */
export async function askEntryDestination(
  interview: Interview,
  services: Known,
  wish: DestinationWish,
): Promise<EntryDestination> {
  const kind = await askKind<EntryDestination["kind"]>(interview, services, wish, ["kubeconfig", "new"]);
  return askOf(kind, interview, services, wish);
}

function askOf(
  kind: EntryDestination["kind"],
  interview: Interview,
  services: Known,
  wish: DestinationWish,
): Promise<EntryDestination> {
  return kind === "new" ? askNewFile(interview, services, wish) : askEntries(interview, services, wish);
}

function askKind<K extends Destination["kind"]>(
  interview: Interview,
  services: Known,
  wish: DestinationWish,
  kinds: readonly K[],
): Promise<K> {
  const canAdd = filesToWrite(services, wish.of).length > 0;
  return interview.choose({
    id: "to",
    title: wish.title,
    prompt: wish.prompt,
    options: kinds.filter(kind => kind !== "kubeconfig" || canAdd).map(kindOption),
  });
}

function kindOption<K extends Destination["kind"]>(kind: K): Option<K> {
  switch (kind) {
    case "kubeconfig":
      return {
        key: kind,
        label: `$(add) ${vscode.l10n.t("A new user and context in a kubeconfig")}`,
        detail: vscode.l10n.t("Embedded, beside the entries that are there"),
        value: kind,
      };
    case "new":
      return {
        key: kind,
        label: `$(new-file) ${vscode.l10n.t("A new kubeconfig file")}`,
        detail: vscode.l10n.t("With the cluster and its CA, to be handed over as it is"),
        value: kind,
      };
    case "files":
      return {
        key: kind,
        label: `$(key) ${vscode.l10n.t("Files: .key and .crt")}`,
        detail: vscode.l10n.t("As PEM, in a folder"),
        value: kind,
      };
  }
}
