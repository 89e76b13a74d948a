export type ClusterModule = typeof import("../../cluster/index.ts");

/** What speaks to API servers: a bundle of its own, read when somebody first asks one. Not there in a browser. */
export function clusterModule(): Promise<ClusterModule> {
  return import("../../cluster/index.ts");
}
