import { equalBytes } from "../bytes/bytes.ts";
import { say } from "../message.ts";
import type { PkiFile, UnreadFile } from "./model.ts";
import { lastPart } from "./names.ts";

const DATED = /^((?:.*\/)?kubelet-(?:client|server))-\d{4}(?:-\d\d){5}\.pem$/;
const CURRENT = /^((?:.*\/)?kubelet-(?:client|server))-(?:current|updated)\.pem$/;
const OWN_PAIR = /^((?:.*\/)?kubelet)\.(?:crt|key)$/;

const rotated = say("the kubelet has rotated it away, and no link leads to it");

/**
 * What a kubelet no longer uses, marked: of its dated files those that `-current.pem` does not lead to, and the pair that
 * it signed itself where the cluster has signed another (client-go util/certificate/certificate_store.go; the folder is
 * kubelet --cert-dir). Without a current one the newest may be it.
 */
export function withKubeletLeftovers(
  files: readonly PkiFile[],
  isNamed: (name: string) => boolean,
): readonly PkiFile[] {
  const current = currentOf(files);
  const newest = newestOf(files);
  return files.map(file => {
    const stem = DATED.exec(file.name)?.[1];
    if (stem !== undefined && file.sameAs === undefined && !isNamed(lastPart(file.name))) {
      return dated(file, current(stem), newest.get(stem) === file.name);
    }
    const own = OWN_PAIR.exec(file.name)?.[1];
    const server = own === undefined ? undefined : current(`${own}-server`);
    if (server === undefined || isNamed("kubelet.crt")) return file;
    return { ...file, leftover: { why: say("the kubelet serves with {0}", lastPart(server.name)) } };
  });
}

/**
 * Whether a missing file is a kubelet's link whose path is that of another machine: the kubelet links to absolute paths,
 * so a copy of its folder has a link to nothing beside the file that it led to. On the machine itself it is missing.
 */
export function isLinkOfOtherMachine(
  { path, name, missing }: UnreadFile,
  files: readonly PkiFile[],
): boolean {
  const stem = CURRENT.exec(name)?.[1];
  if (!missing || stem === undefined || path.startsWith("/var/lib/kubelet/")) return false;
  return files.some(file => DATED.exec(file.name)?.[1] === stem);
}

function dated(file: PkiFile, current: PkiFile | undefined, isNewest: boolean): PkiFile {
  if (current === undefined && isNewest) return file;
  if (current !== undefined && sameFirst(file, current)) return { ...file, sameAs: current.name };
  return { ...file, leftover: { why: rotated } };
}

/** The file that a kubelet reads, by what all of its names begin with; `-updated` is one that it had no time to rename. */
function currentOf(files: readonly PkiFile[]): (stem: string) => PkiFile | undefined {
  const byName = new Map(files.map(file => [file.name, file]));
  return stem =>
    ["current", "updated"]
      .map(which => byName.get(`${stem}-${which}.pem`))
      .find(file => file?.certificates[0]?.ok);
}

/** The name of the newest dated file, by what all of them begin with. */
function newestOf(files: readonly PkiFile[]): ReadonlyMap<string, string> {
  const newest = new Map<string, string>();
  for (const { name } of files) {
    const stem = DATED.exec(name)?.[1];
    if (stem !== undefined && name > (newest.get(stem) ?? "")) newest.set(stem, name);
  }
  return newest;
}

function sameFirst({ certificates: [a] }: PkiFile, { certificates: [b] }: PkiFile): boolean {
  return a?.ok === true && b?.ok === true && equalBytes(a.certificate.der, b.certificate.der);
}
