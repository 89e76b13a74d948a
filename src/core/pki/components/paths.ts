import type { Component } from "./read.ts";

/**
 * Where a file that a component names lies for us: a manifest in `X/etc/kubernetes/manifests` names its files by
 * their paths on the machine, whose root is `X`. Undefined for a relative path, which nobody can place.
 */
export function hostPath(path: string, manifest: string | undefined): string | undefined {
  if (!path.startsWith("/")) return undefined;
  const root =
    /^(.+)\/(?:etc\/kubernetes\/manifests|var\/lib\/kubelet)\/[^/]+$/.exec(manifest ?? "")?.[1] ?? "";
  return root + path;
}

/** The files to look at before `checkComponent` can say anything about them. */
export function componentPaths(component: Component, manifest: string | undefined): readonly string[] {
  const paths = component.references.flatMap(({ path }) => hostPath(path, manifest) ?? []);
  return [...new Set(paths)];
}
