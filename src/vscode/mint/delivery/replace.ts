import * as vscode from "vscode";
import { equalBytes, utf8Bytes } from "../../../core/bytes/bytes.ts";
import {
  certificateCredential,
  findEntry,
  nameOf,
  replaceCa,
  replaceCredential,
} from "../../../core/edits/index.ts";
import type { FileChanges, Plan } from "../../../core/edits/plan.ts";
import type { MakePlan } from "../../../core/edits/rewrite.ts";
import type { KubeconfigFile } from "../../../core/kubeconfig/model.ts";
import { say } from "../../../core/message.ts";
import { decodeCertificates } from "../../../core/x509/certificates.ts";
import type { Minted } from "../../../core/x509/mint/leaf.ts";
import type { Certificate } from "../../../core/x509/types.ts";
import { textOf } from "../../convert.ts";
import { HumanError } from "../../errors.ts";
import type { Services } from "../../services.ts";
import { shortPath } from "../../world/paths.ts";
import type { UndoableChange } from "../../writing/all-or-none.ts";
import type { OnPlatform } from "../../writing/files.ts";
import { look, readBytes, replaceFile } from "../../writing/files.ts";
import { type OpenFile, offerToRestrict } from "../../writing/permissions.ts";
import { changedSince } from "../../writing/rewrite-file.ts";
import { rolledBack, type Undo } from "../../writing/undo.ts";
import type { RenewTarget } from "../targets.ts";

/** A certificate and what takes its place. */
export interface Renewed {
  readonly target: RenewTarget;
  readonly minted: Minted;
  /** For the clusters of the user: the PEM of the CA to verify them with from now on. */
  readonly ca?: { readonly clusters: readonly string[]; readonly pem: string };
}

/**
 * Put new certificates where the old ones are, all or none. Before a key goes into a file that others can read, it is offered
 * to close that.
 * @param show whether changes of kubeconfigs are shown before, which may end in Cancelled or WentBack
 * @throws HumanError when one cannot be, which says what of the others could not be taken back
 */
export async function replaceAll(
  renewed: readonly Renewed[],
  title: string,
  services: Pick<Services, "platform" | "changes" | "ask">,
  show: boolean,
): Promise<Undo> {
  const groups = new Set(renewed.flatMap(({ target }) => (target.kind === "user" ? [target.group] : [])));
  const wanted = [...groups].map(group => ({
    files: group.analysis.files,
    plan: planOf(renewed.filter(({ target }) => target.kind === "user" && target.group === group)),
  }));
  await offerToRestrict(services.ask, title, services.platform, await openKeyFiles(renewed, services));
  const made: UndoableChange[] = [...(await services.changes.apply(services.ask, title, wanted, show))];
  try {
    for (const { target, minted } of renewed) {
      if (target.kind === "files") await replaceFiles(target, minted, services, made);
    }
  } catch (error) {
    throw await rolledBack(error, made);
  }
  return made;
}

/** The files that are about to get a new key, and that others can read. */
async function openKeyFiles(
  renewed: readonly Renewed[],
  { platform }: OnPlatform,
): Promise<readonly OpenFile[]> {
  const files = renewed.flatMap(({ target }) => (target.kind === "files" ? [target.keyFile] : []));
  const found = await Promise.all(
    files.map(async uri => {
      const read = await look(uri, platform);
      return { uri, mode: read.kind === "file" ? (read.mode ?? 0) : 0 };
    }),
  );
  return found.filter(({ mode }) => (mode & 0o077) !== 0);
}

/** Whether any of them stands in a kubeconfig, which can be shown before it is changed. */
export function isInKubeconfig(targets: readonly RenewTarget[]): boolean {
  return targets.some(({ kind }) => kind === "user");
}

function planOf(renewed: readonly Renewed[]): MakePlan {
  return files => {
    const plans = renewed.flatMap(each => plansFor(each, files));
    const changes: FileChanges[] = [];
    for (const plan of plans) {
      if (!plan.ok) return plan;
      changes.push(...plan.files);
    }
    const sources = [...new Set(changes.map(({ source }) => source))];
    return {
      ok: true,
      files: sources.map(source => ({
        source,
        changes: changes.filter(each => each.source === source).flatMap(each => each.changes),
      })),
    };
  };
}

function plansFor({ target, minted, ca }: Renewed, files: readonly KubeconfigFile[]): readonly Plan[] {
  if (target.kind !== "user") return [];
  const { entry } = target;
  const now = findEntry(files, nameOf(target.group.analysis.files, entry));
  const file = files.find(({ source }) => source.id === entry.source);
  const isSame =
    now?.kind === "user" &&
    now.clientCertificateData?.value === entry.clientCertificateData?.value &&
    now.clientCertificate?.value === entry.clientCertificate?.value;
  if (!isSame || file === undefined) {
    return [
      { ok: false, reason: say('The user "{0}" has changed meanwhile. Nothing was written.', entry.name) },
    ];
  }
  const credential = replaceCredential(file, now, certificateCredential(minted));
  const clusters = (ca?.clusters ?? []).flatMap(name => {
    const cluster = findEntry(files, { kind: "cluster", name });
    const own = files.find(({ source }) => source.id === cluster?.source);
    return cluster?.kind === "cluster" && own !== undefined ? [replaceCa(own, cluster, ca?.pem ?? "")] : [];
  });
  return [credential, ...clusters];
}

/** @param made gets each file as soon as it is replaced */
async function replaceFiles(
  { certificate, certificateFile, keyFile }: Extract<RenewTarget, { readonly kind: "files" }>,
  { certificatePem, keyPem }: Minted,
  { platform }: OnPlatform,
  made: UndoableChange[],
): Promise<void> {
  const isOne = certificateFile.toString() === keyFile.toString();
  const wanted = isOne
    ? [{ uri: certificateFile, text: certificatePem + keyPem }]
    : [
        { uri: certificateFile, text: certificatePem },
        { uri: keyFile, text: keyPem },
      ];
  const found = await Promise.all(
    wanted.map(async file => ({ ...file, before: await readBytes(file.uri, platform) })),
  );
  const [first] = found;
  if (first !== undefined && !holds(first.before, certificate)) {
    const place = shortPath(first.uri, platform);
    throw new HumanError(vscode.l10n.t("{0} has changed meanwhile. Nothing was written.", place));
  }
  for (const { uri, text, before } of found) {
    await replaceFile(uri, text, platform);
    const takeBack = async () => {
      const now = await readBytes(uri, platform);
      if (!equalBytes(now, utf8Bytes(text))) throw new HumanError(textOf(changedSince()));
      await replaceFile(uri, before, platform);
    };
    made.push({ place: shortPath(uri, platform), takeBack });
  }
}

function holds(file: Uint8Array, { der }: Certificate): boolean {
  return decodeCertificates(file).entries.some(
    ({ certificate }) => certificate.ok && equalBytes(certificate.value.der, der),
  );
}
