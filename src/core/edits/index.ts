/** Everything that changes a kubeconfig: plans say what, `editsFor` and `rewrite` how. Pure; nothing is written here. */
export { type Addition, addEntries, freeName, type NewEntry } from "./add.ts";
export type { Change, Json, JsonMap, Path } from "./change.ts";
export {
  certificateCredential,
  credentialFields,
  type NewCredential,
  replaceCa,
  replaceCredential,
  trustCa,
} from "./credential.ts";
export { deleteContexts, deleteEntries, orphansOf } from "./delete.ts";
export { type Edited, editsFor } from "./edits-for.ts";
export {
  type Detached,
  type DetachedFile,
  detachData,
  embedFiles,
} from "./embed.ts";
export { type ExtractOptions, extractContext, newFileText, type Text } from "./extract.ts";
export { setFields, setNamespace, useContext } from "./fields.ts";
export { mapText } from "./map-text.ts";
export {
  type Collision,
  type Collisions,
  collisions,
  type MergeOptions,
  mergeFile,
  suffixed,
  suffixOf,
} from "./merge.ts";
export {
  addUser,
  type ClusterOrigin,
  clusterElsewhere,
  kubeconfigOfUser,
  type NewUser,
  newCluster,
  serverProblem,
  type UserAddition,
} from "./new-user.ts";
export { type EntryName, type FileChanges, findEntry, nameOf, type Plan, twinsOf } from "./plan.ts";
export { renameEntry, usesOf } from "./rename.ts";
export { type MakePlan, rewriteOf, textAfter } from "./rewrite.ts";
export { type Verified, verifyEdit } from "./verify.ts";
