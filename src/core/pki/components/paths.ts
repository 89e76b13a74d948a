import type { Component } from "./read.ts";

/** Where a machine keeps what its components are started with; before it, the root of the machine or of a copy. */
const MACHINE = /^(.*?)\/(?:etc\/kubernetes|var\/lib\/(?:kubelet|rancher))\//;

/**
 * Where a file that a component names lies for us: a manifest in `X/etc/kubernetes/manifests` names its files by
 * their paths on the machine, whose root is `X`. Undefined for a relative path, which nobody can place.
 */
export function hostPath(path: string, manifest: string | undefined): string | undefined {
  return path.startsWith("/") ? (MACHINE.exec(manifest ?? "")?.[1] ?? "") + path : undefined;
}

/** Whether a manifest lies where a machine has its own, rather than in a repository of somebody's. */
export function isOfMachine(manifest: string): boolean {
  return MACHINE.test(manifest);
}

/** The files to look at before `checkComponent` can say anything about them. */
export function componentPaths(component: Component, manifest: string | undefined): readonly string[] {
  const paths = component.references.flatMap(({ path }) => hostPath(path, manifest) ?? []);
  return [...new Set(paths)];
}
