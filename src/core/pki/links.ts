import type { PkiFile } from "./model.ts";
import { folderOf } from "./names.ts";
import { rolesByName } from "./roles.ts";

/** Where a file lies, links followed. */
export type RealPath = (file: PkiFile) => string;

/** The files of a folder, with what a link that was copied as text leads to read in its place. */
export function withLinkTexts(files: readonly PkiFile[], realOf: RealPath): readonly PkiFile[] {
  const byName = new Map(files.map(file => [file.name, file]));
  return files.map(file => {
    if (file.linkText === undefined) return file;
    const target = targetOf(file.name, file.linkText, byName);
    if (target === undefined || target.linkText !== undefined) return file;
    const { path, name, linkText, mode } = file;
    return { ...target, path, name, linkText, link: realOf(target), ...(mode === undefined ? {} : { mode }) };
  });
}

/** By its relative path; an absolute one is of another machine, where it led to a file of the same folder. */
function targetOf(name: string, linkText: string, files: ReadonlyMap<string, PkiFile>): PkiFile | undefined {
  if (linkText.startsWith("/")) return files.get(folderOf(name) + linkText.slice(folderOf(linkText).length));
  const parts: string[] = [];
  for (const part of (folderOf(name) + linkText).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return files.get(parts.join("/"));
}

/**
 * The files of a folder, where several names lead to one file all but one marked with the name that it is listed under:
 * that of a layout first, then a link's, which is what others are told to use. Each name of a layout stays by itself.
 */
export function withOneName(files: readonly PkiFile[], realOf: RealPath): readonly PkiFile[] {
  const roles = rolesByName(files);
  const rank = ({ name, link }: PkiFile) => (roles.has(name) ? 0 : link === undefined ? 2 : 1);
  const listed = new Map<string, PkiFile>();
  for (const file of files) {
    const other = listed.get(realOf(file));
    if (other === undefined || rank(file) < rank(other)) listed.set(realOf(file), file);
  }
  return files.map(file => {
    const name = listed.get(realOf(file))?.name;
    return name === undefined || name === file.name || roles.has(file.name)
      ? file
      : { ...file, sameAs: name };
  });
}
