import { say } from "../message.ts";
import { isLinkOfOtherMachine, withKubeletLeftovers } from "./kubelet-leftovers.ts";
import type { Leftover, PkiFolder } from "./model.ts";
import { namedInTexts } from "./named-in-texts.ts";
import { lastPart, nameBeforeAside } from "./names.ts";

/**
 * A folder with its leftovers marked, so that nobody takes them for what is in use. What a kubeconfig, a manifest or a
 * kubelet's configuration of the folder names is in use, whatever it is called.
 * @param foundAt the folder's own path where it was found rather than chosen, as what it says counts then
 */
export function withLeftovers(folder: PkiFolder, foundAt = ""): PkiFolder {
  const { files, kubeconfigs, unread } = folder;
  const placeOf = (name: string) => (foundAt === "" ? name : `${foundAt}/${name}`);
  const folders = new Set([...files, ...kubeconfigs].flatMap(({ name }) => foldersOf(placeOf(name))));
  const byPlace = (name: string) => leftoverByPlace(placeOf(name), folders);
  const texts = kubeconfigs.filter(({ name }) => byPlace(name) === undefined).map(({ text }) => text);
  const isNamed = namedInTexts(texts);
  const leftoverOf = (name: string) => {
    const found = byPlace(name);
    return found === undefined || isNamed(lastPart(found.folder ?? name)) ? undefined : found;
  };
  return {
    ...folder,
    files: withKubeletLeftovers(files, isNamed).map(file => marked(file, leftoverOf(file.name))),
    kubeconfigs: kubeconfigs.map(file => marked(file, leftoverOf(file.name))),
    unread: unread.filter(file => leftoverOf(file.name) === undefined && !isLinkOfOtherMachine(file, files)),
  };
}

/**
 * Whether a file lies where only leftovers do, by its path alone.
 * @param path from the folder that was searched; a file that something names is in use, wherever it lies
 * @param beside paths of files that were found with it
 */
export function isLeftoverPath(path: string, beside: readonly string[]): boolean {
  return leftoverByPlace(path, new Set([path, ...beside].flatMap(foldersOf))) !== undefined;
}

function marked<T extends { readonly leftover?: Leftover }>(file: T, leftover: Leftover | undefined): T {
  return leftover === undefined ? file : { ...file, leftover };
}

const byK3s = say("k3s or RKE2 put the folder aside");
const byKubeadm = say("kubeadm put the folder aside");
const byName = say("its name says that it was put aside");

/** What the path of a file says of it. */
function leftoverByPlace(name: string, folders: ReadonlySet<string>): Leftover | undefined {
  const parents = foldersOf(name);
  for (const folder of parents) {
    const why = whyLeft(folder, folders);
    if (why !== undefined) return { why, folder };
  }
  const isStaticPod = /(?:^|\/)manifests\/[^/]+$/.test(name);
  return nameBeforeAside(lastPart(name)) === undefined || isStaticPod ? undefined : { why: byName };
}

/**
 * Why a folder is left over, by its name. k3s `certificate rotate` and `--cluster-reset` copy `tls` to
 * `tls-<unix time>` in the data of servers and agents (k3s pkg/cli/cert); kubeadm keeps what an upgrade replaces in
 * `tmp/kubeadm-*`, and kept renewed certificates in `pki/expired`.
 */
function whyLeft(folder: string, folders: ReadonlySet<string>): Leftover["why"] | undefined {
  const name = lastPart(folder);
  const above = folder.slice(0, -name.length);
  const parent = lastPart(above.slice(0, -1));
  if (/^tls-\d{9,11}$/.test(name) && (folders.has(`${above}tls`) || /^(?:server|agent)$/.test(parent))) {
    return byK3s;
  }
  const isKubeadms =
    /^kubeadm-(?:backup|upgraded|kubelet-config|init-dryrun|join-dryrun)/.test(name) ||
    (parent === "tmp" && name.startsWith("kubeadm-")) ||
    (parent === "pki" && name === "expired");
  if (isKubeadms) return byKubeadm;
  return nameBeforeAside(name) === undefined ? undefined : byName;
}

/** Each folder that a file lies in or below, the outermost first. */
function foldersOf(name: string): readonly string[] {
  return [...name.matchAll(/\//g)].map(({ index }) => name.slice(0, index));
}
