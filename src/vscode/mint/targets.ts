import * as vscode from "vscode";
import type { TreeNode } from "../../core/features/tree/index.ts";
import type { ContextEntry, UserEntry } from "../../core/kubeconfig/model.ts";
import type { Platform } from "../../core/ports.ts";
import type { Certificate } from "../../core/x509/types.ts";
import { uriOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import type { IssuedHere } from "../ledger/ledger.ts";
import type { Known, Services } from "../services.ts";
import type { AnalyzedGroup } from "../sources/groups.ts";
import { line } from "../text/iconless.ts";
import { entryOf } from "../tree/arguments.ts";
import type { Option } from "../wizard/interview.ts";
import { shortPath } from "../world/paths.ts";
import { uriOfPath } from "../world/workspace-files.ts";
import type { OnPlatform } from "../writing/files.ts";
import { isTaken } from "../writing/files.ts";
import { nameOf, until } from "./words.ts";

/** A client certificate that can be renewed where it is. */
export type RenewTarget =
  | {
      readonly kind: "user";
      readonly certificate: Certificate;
      readonly group: AnalyzedGroup;
      readonly entry: UserEntry;
    }
  | {
      readonly kind: "files";
      readonly certificate: Certificate;
      readonly certificateFile: vscode.Uri;
      readonly keyFile: vscode.Uri;
      /** The user that names the files, where one does. */
      readonly user?: UserPlace;
    };

/** A user by its file, its name and its position: what lenses and fixes hand over. */
export interface UserPlace {
  readonly source: string;
  readonly user: string;
  /** Its position in its list: of two users of one name, which one is meant; the first where it is left out. */
  readonly index?: number;
}

export function isUserPlace(value: unknown): value is UserPlace {
  return (
    typeof value === "object" &&
    value !== null &&
    "source" in value &&
    typeof value.source === "string" &&
    "user" in value &&
    typeof value.user === "string" &&
    (!("index" in value) || typeof value.index === "number")
  );
}

/** Every client certificate of every user that kubectl would use, each once, soonest end first. */
export function renewTargets({ sources, platform }: Known): readonly RenewTarget[] {
  const targets = new Map<string, RenewTarget>();
  for (const group of sources.groups) {
    for (const entry of group.analysis.users.keys()) {
      const target = targetOf(group, entry, platform);
      const id =
        target?.kind === "files" ? target.certificateFile.toString() : `${entry.source} ${entry.index}`;
      if (target !== undefined && !targets.has(id)) targets.set(id, target);
    }
  }
  return [...targets.values()].sort((a, b) => (a.certificate.notAfter ?? 0) - (b.certificate.notAfter ?? 0));
}

/** The user whose certificate it is; absent where no kubeconfig names the files. */
export function userOfTarget(target: RenewTarget): UserPlace | undefined {
  return target.kind === "files" ? target.user : userPlaceOf(target.entry);
}

/** What to open to see a certificate that can be renewed. */
export function placeOf(target: RenewTarget): vscode.Uri {
  return target.kind === "files" ? target.certificateFile : uriOf(target.entry);
}

/** Where a new certificate is that took the place of another, as the ledger has it. */
export function issuedAt(target: RenewTarget): Pick<IssuedHere, "place" | "entry"> {
  return { place: placeOf(target), ...(target.kind === "user" && { entry: target.entry.name }) };
}

/** Certificates to choose from. */
export function targetOptions(
  targets: readonly RenewTarget[],
  { platform }: OnPlatform,
): readonly Option<RenewTarget>[] {
  return targets.map((value, index) => ({
    key: `${index} ${placeOf(value)}`,
    label: line(nameOf(value.certificate)),
    description: until(value.certificate),
    detail: line(shortPath(placeOf(value), platform)),
    value,
  }));
}

/** Files are renewed as files; what is embedded, even in part, as the entry that it stands in. */
function targetOf(group: AnalyzedGroup, entry: UserEntry, platform: Platform): RenewTarget | undefined {
  const facts = group.analysis.users.get(entry);
  const [leaf] = facts?.certificate?.content?.certificates ?? [];
  if (leaf?.ok !== true) return undefined;
  const { certificate } = leaf;
  const [certificateFile, keyFile] = [facts?.certificate, facts?.key].map(material =>
    material?.from === "file" && material.path !== undefined ? uriOfPath(material.path, platform) : undefined,
  );
  return certificateFile !== undefined && keyFile !== undefined
    ? { kind: "files", certificate, certificateFile, keyFile, user: userPlaceOf(entry) }
    : { kind: "user", certificate, group, entry };
}

export function userPlaceOf({ source, name, index }: UserEntry): UserPlace {
  return { source, user: name, index };
}

/** What a user's place means. @throws HumanError where there is no certificate */
export function targetAt({ source, user, index }: UserPlace, { sources, platform }: Known): RenewTarget {
  for (const group of sources.groups) {
    for (const entry of group.analysis.users.keys()) {
      if (entry.source !== source || entry.name !== user) continue;
      if (index !== undefined && entry.index !== index) continue;
      const target = targetOf(group, entry, platform);
      if (target !== undefined) return target;
    }
  }
  throw new HumanError(vscode.l10n.t("The user {0} has no client certificate that can be read.", user));
}

/** What a node of a view means: a certificate, a user, a context. @throws HumanError where it cannot be renewed */
export async function targetOfNode(node: TreeNode, services: Known): Promise<RenewTarget> {
  const { certificate, place } = node;
  const entry = entryOf(node, services);
  if (entry?.kind === "user") return targetAt(userPlaceOf(entry), services);
  if (entry?.kind === "context") {
    const user = userOf(entry, services);
    if (user !== undefined) return targetAt(userPlaceOf(user), services);
  }
  if (certificate === undefined || place === undefined || entry !== undefined) {
    throw new HumanError(
      vscode.l10n.t("This item has no client certificate. The CA of a cluster is not renewed."),
    );
  }
  return targetOfFile(uriOf(place), certificate, services);
}

/** A certificate in a file of its own, its key beside it. */
async function targetOfFile(
  certificateFile: vscode.Uri,
  certificate: Certificate,
  { platform }: OnPlatform,
): Promise<RenewTarget> {
  const keyFile = certificateFile.with({ path: certificateFile.path.replace(/\.[^./]+$/, ".key") });
  const isThere = keyFile.path !== certificateFile.path && (await isTaken(keyFile, platform));
  if (isThere) return { kind: "files", certificate, certificateFile, keyFile };
  throw new HumanError(
    vscode.l10n.t("There is no key beside this certificate, so it cannot be renewed in its place."),
  );
}

function userOf(entry: ContextEntry, { sources }: Pick<Services, "sources">): UserEntry | undefined {
  for (const { analysis } of sources.groups) {
    const user = analysis.contexts.find(context => context.entry === entry)?.user;
    if (user?.kind === "found") return user.entry;
  }
  return undefined;
}
