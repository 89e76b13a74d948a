export { checkPki } from "./checks/index.ts";
export { kubeadmDirectories } from "./kubeadm.ts";
export type * from "./model.ts";
export { type FolderWorld, readPkiFolder, usualBounds, type WalkBounds } from "./walk.ts";
