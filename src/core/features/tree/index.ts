export { certificateNodes, countEnding } from "./certificates.ts";
export { configurationNode, currentNode } from "./configuration.ts";
export type { ContextSeen, NodeKind, NodeTone, SeenUser, TreeFile, TreeNode, TreeSource } from "./node.ts";
export { pathTo } from "./path.ts";
