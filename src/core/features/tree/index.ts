export { certificateNodes, countEnding } from "./certificates.ts";
export { configurationNode, currentNode } from "./configuration.ts";
export type { NodeKind, NodeTone, TreeFile, TreeNode, TreeSource } from "./node.ts";
export { pathTo } from "./path.ts";
