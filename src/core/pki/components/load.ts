import type { FileView } from "../../ports.ts";
import type { Certificate } from "../../x509/types.ts";
import { readPkiFile } from "../file.ts";
import type { PkiFile } from "../model.ts";
import { isOfMachine, placesOf } from "./paths.ts";
import type { Component, FileReference } from "./read.ts";
import { readTokenFile, type TokenFileProblem } from "./tokens.ts";

/** A component of the control plane, or a kubelet, with what its files hold. */
export interface LoadedComponent {
  readonly component: Component;
  /** The manifest's own path. */
  readonly manifest: string;
  /** By the path as it is named; nothing for a file that nobody looked at, or that may not be read. */
  readonly files: ReadonlyMap<string, PkiFile | "missing">;
  /** What is wrong with the static token files, by the same path. */
  readonly tokenFiles: ReadonlyMap<string, readonly TokenFileProblem[]>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface ComponentWorld {
  readonly manifest: string;
  readonly files: FileView;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Reads the files that a component names. Where the manifest is none of this machine's, it lies elsewhere and none of
 * its files is here: then no file counts as missing.
 */
export function loadComponent(
  component: Component,
  { manifest, files, now }: ComponentWorld,
): LoadedComponent {
  const read = new Map<string, PkiFile | "missing">();
  const tokenFiles = new Map<string, readonly TokenFileProblem[]>();
  const { isCopy, placeOf } = placesOf(component, manifest, files);
  for (const { path, use } of component.references) {
    const place = placeOf(path);
    const found = place === undefined ? undefined : files.get(place);
    if (place === undefined || found === undefined || found.kind === "unreadable") continue;
    if (found.kind === "missing") {
      if (!isCopy) read.set(path, "missing");
    } else if (use.kind === "tokens") {
      tokenFiles.set(path, readTokenFile(path, component.program, found).problems);
    } else {
      read.set(path, readPkiFile(place, path, found));
    }
  }
  const isHere =
    isOfMachine(manifest) || tokenFiles.size > 0 || [...read.values()].some(file => file !== "missing");
  return { component, manifest, files: isHere ? read : new Map(), tokenFiles, now };
}

/**
 * The references that count: of a flag that is given several times the last, but every key that checks tokens of
 * service accounts.
 */
export function referencesUsed({ component }: LoadedComponent): readonly FileReference[] {
  const { references } = component;
  return references.filter(
    each => each.use.kind === "public-key" || references.findLast(({ name }) => name === each.name) === each,
  );
}

/** The file that the last of a flag's values names; undefined where it is missing or nobody looked. */
export function fileOf(flag: string | undefined, { component, files }: LoadedComponent): PkiFile | undefined {
  const reference = component.references.findLast(({ name }) => name === flag);
  const file = reference && files.get(reference.path);
  return file === "missing" ? undefined : file;
}

/** The certificates that can be read; none where the first, which counts, cannot. */
export function certificatesOf(file: PkiFile | undefined): readonly Certificate[] {
  if (file?.certificates[0]?.ok !== true) return [];
  return file.certificates.flatMap(item => (item.ok ? [item.certificate] : []));
}

/** The references to certificates and CAs, each with the certificates of its file. */
export function* certificateReferences(loaded: LoadedComponent): Iterable<{
  readonly reference: FileReference;
  readonly certificates: readonly Certificate[];
  readonly file: PkiFile;
}> {
  for (const reference of referencesUsed(loaded)) {
    if (reference.use.kind !== "ca" && reference.use.kind !== "certificate") continue;
    const file = loaded.files.get(reference.path);
    if (file === undefined || file === "missing") continue;
    yield { reference, certificates: certificatesOf(file), file };
  }
}
