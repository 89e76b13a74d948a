import { inParallel } from "../in-parallel.ts";
import { joinPath } from "../kubeconfig/paths.ts";
import { say } from "../message.ts";
import type { DirectoryEntry, FileRead, Files, PathStyle, Platform } from "../ports.ts";
import { type Breathe, breathing } from "../steps.ts";
import { decodeText } from "../yaml/index.ts";
import { readPkiFileSteps, whyNotRead } from "./file.ts";
import { withLeftovers } from "./leftovers.ts";
import { withLinkTexts, withOneName } from "./links.ts";
import type { PkiFile, PkiFolder, PkiKubeconfig, UnreadFile } from "./model.ts";
import { isCertificateName, isConfigurationName, isPublicKeyName, nameBeforeAside } from "./names.ts";

/** What a walk needs of the world: see `Platform`. */
export interface FolderWorld {
  readonly files: Files;
  readonly style: PathStyle;
  list: Platform["list"];
  realPath: Platform["realPath"];
}

/** What a walk never exceeds. */
export interface WalkBounds {
  readonly files: number;
  readonly folders: number;
  /** Whether what lies in folders below is read as well. */
  readonly below: boolean;
  /** The folder's own path where it was found rather than chosen: it may say that the folder is left over. */
  readonly foundAt?: string;
  /** A file of certificates above this is not read. */
  readonly certificateBytes: number;
  readonly kubeconfigBytes: number;
  /** Of all files that may be kubeconfigs together, which are kept as text. */
  readonly textBytes: number;
}

export const usualBounds: WalkBounds = {
  files: 20_000,
  folders: 2_000,
  below: true,
  certificateBytes: 4 * 1024 * 1024,
  kubeconfigBytes: 16 * 1024 * 1024,
  textBytes: 48 * 1024 * 1024,
};

const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(["node_modules", ".git"]);

/** Read before others, so that a folder with a second name, by a link, is known by the one that a layout has. */
const LAYOUT_FOLDERS: ReadonlySet<string> = new Set(["pki", "etcd"]);

/** How many files are open at a time. */
const AT_ONCE = 8;

/**
 * Reads a folder and what is below it: every file that holds certificates, keys or requests, and what may be a
 * kubeconfig. Links are followed; a folder that was already seen is not entered again. Reading is
 * asynchronous file by file, and certificate by certificate where `breathe` is given. Never throws.
 */
export async function readPkiFolder(
  path: string,
  world: FolderWorld,
  bounds: WalkBounds = usualBounds,
  breathe?: Breathe,
): Promise<PkiFolder> {
  const { names, places, truncated: tooMany, refused } = await findFiles(path, world, bounds);
  let textBytes = 0;
  const files: PkiFile[] = [];
  const kubeconfigs: PkiKubeconfig[] = [];
  const unread: UnreadFile[] = [...refused];
  await inParallel(AT_ONCE, names, async name => {
    const file = joinPath(world.style, path, name);
    const before = nameBeforeAside(name) ?? name;
    const holdsCertificates = isCertificateName(before) || isPublicKeyName(before);
    const limit = holdsCertificates ? bounds.certificateBytes : bounds.kubeconfigBytes;
    const read = await world.files.read(file, limit);
    if (holdsCertificates && read.kind !== "missing") {
      const content = await breathing(readPkiFileSteps(file, name, read), breathe);
      if (isPublicKeyName(before) && content.publicKeys === undefined) return;
      const { link } = places.get(name) ?? {};
      files.push(link === undefined ? content : { ...content, link });
    } else if (read.kind === "file") {
      textBytes += read.bytes.length;
      if (textBytes <= bounds.textBytes) kubeconfigs.push(kubeconfigOf(file, name, read));
    } else unread.push({ path: file, name, reason: whyNotRead(read), missing: read.kind === "missing" });
  });
  const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);
  const realOf = ({ name, path: own, link }: PkiFile) => link ?? places.get(name)?.real ?? own;
  const read = withOneName(withLinkTexts(files.sort(byName), realOf), realOf);
  return withLeftovers(
    {
      path,
      files: read,
      kubeconfigs: kubeconfigs.sort(byName),
      unread,
      truncated: tooMany || textBytes > bounds.textBytes,
    },
    bounds.foundAt,
  );
}

function kubeconfigOf(path: string, name: string, read: FileRead & { kind: "file" }): PkiKubeconfig {
  const { text } = decodeText(read.bytes);
  return { path, name, text, ...(read.mode === undefined ? {} : { mode: read.mode }) };
}

/** Where a file lies: where its folder does, links followed, and where it leads to if it is a link itself. */
interface Place {
  readonly real: string;
  readonly link?: string;
}

interface Found {
  readonly names: readonly string[];
  /** By name. */
  readonly places: ReadonlyMap<string, Place>;
  readonly truncated: boolean;
  /** The folders that may not be listed. */
  readonly refused: readonly UnreadFile[];
}

/** The relative names of the files that matter, breadth first but for the folders of layouts. */
async function findFiles(root: string, world: FolderWorld, bounds: WalkBounds): Promise<Found> {
  const places = new Map<string, Place>();
  const found = (truncated: boolean) => ({ names: [...places.keys()], places, truncated, refused });
  const seen = new Set<string>();
  const folders = [""];
  const refused: UnreadFile[] = [];
  for (let next = 0; next < folders.length; next++) {
    const folder = folders[next] ?? "";
    const path = folder === "" ? root : joinPath(world.style, root, folder);
    const real = await world.realPath(path);
    if (seen.has(real)) continue;
    if (seen.size >= bounds.folders) return found(true);
    seen.add(real);
    const entries = await world.list(path, why => {
      const reason = say("the folder cannot be read: {0}", why);
      refused.push({ path, name: folder, reason, missing: false });
    });
    for (const entry of entries) {
      const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
      const enters = bounds.below && !SKIPPED_FOLDERS.has(entry.name);
      const at = LAYOUT_FOLDERS.has(entry.name) ? next + 1 : folders.length;
      if (entry.kind === "directory" && enters) folders.splice(at, 0, name);
      if (entry.kind === "directory" || !isOfPki(name)) continue;
      if (places.size >= bounds.files) return found(true);
      places.set(name, await placeOf(entry, joinPath(world.style, path, entry.name), real, world));
    }
  }
  return found(false);
}

/** By its name, or by what that was before somebody put the file aside. */
function isOfPki(name: string): boolean {
  const before = nameBeforeAside(name) ?? name;
  const names = [name, before];
  return [isCertificateName, isPublicKeyName, isConfigurationName].some(each => names.some(each));
}

async function placeOf(
  { name, link }: DirectoryEntry,
  path: string,
  folder: string,
  { style, realPath }: FolderWorld,
): Promise<Place> {
  const real = joinPath(style, folder, name);
  const target = link ? await realPath(path) : path;
  return target === path ? { real } : { real, link: target };
}
