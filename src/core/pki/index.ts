export { checkPki } from "./checks/index.ts";
export { checkComponent } from "./components/check.ts";
export type { FileUse } from "./components/flags.ts";
export { componentPaths, hostPath } from "./components/paths.ts";
export { type Component, type FileReference, readComponents } from "./components/read.ts";
export { kubeadmDirectories } from "./kubeadm.ts";
export type * from "./model.ts";
export { type FolderWorld, readPkiFolder, usualBounds, type WalkBounds } from "./walk.ts";
