import type { FileView } from "../../ports.ts";
import type { Component } from "./read.ts";

/** Where a machine keeps what its components are started with; before it, the root of the machine or of a copy. */
const MACHINE = /^(.*?)\/(?:etc\/kubernetes|var\/lib\/(?:kubelet|rancher))\//;

/** A copy of `/etc/kubernetes` under a name of its own, told by the folder of the static pods. */
const COPY = /^(.*)\/manifests\/[^/]+$/;

/** Where the files lie that a component names. */
export interface Places {
  /** Whether they are those of a copy of `/etc/kubernetes`, which may well lack some. */
  readonly isCopy: boolean;
  readonly placeOf: (path: string) => string | undefined;
}

/**
 * Where a file that a component names lies for us: a manifest in `X/etc/kubernetes/manifests` names its files by their
 * paths on the machine, whose root is `X`; one in `X/manifests`, where `X` is a copy of `/etc/kubernetes`, those below
 * `X`. Whether `X` is a copy is told by what is there. Undefined for a relative path, which nobody can place.
 */
export function placesOf({ references }: Component, manifest: string | undefined, files: FileView): Places {
  const isThere = (place: string | undefined) => {
    const read = place === undefined ? undefined : files.get(place);
    return read !== undefined && read.kind !== "missing";
  };
  const isCopy = references.some(({ path }) => isThere(placeInCopy(path, manifest)));
  return { isCopy, placeOf: path => (isCopy ? placeInCopy : placeOnMachine)(path, manifest) };
}

function placeOnMachine(path: string, manifest: string | undefined): string | undefined {
  return path.startsWith("/") ? (MACHINE.exec(manifest ?? "")?.[1] ?? "") + path : undefined;
}

function placeInCopy(path: string, manifest: string | undefined): string | undefined {
  if (manifest === undefined || isOfMachine(manifest) || !path.startsWith("/etc/kubernetes/"))
    return undefined;
  const copy = COPY.exec(manifest)?.[1];
  return copy === undefined ? undefined : copy + path.slice("/etc/kubernetes".length);
}

/** Whether a manifest lies where a machine has its own, rather than in a repository of somebody's. */
export function isOfMachine(manifest: string): boolean {
  return MACHINE.test(manifest);
}

/** The files to look at before `checkComponent` can say anything about them. */
export function componentPaths(component: Component, manifest: string | undefined): readonly string[] {
  const paths = component.references.flatMap(({ path }) =>
    [placeInCopy(path, manifest), placeOnMachine(path, manifest)].flatMap(place => place ?? []),
  );
  return [...new Set(paths)];
}
