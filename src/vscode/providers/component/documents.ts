import type * as vscode from "vscode";
import { loadFiles } from "../../../core/kubeconfig/files.ts";
import { componentPaths } from "../../../core/pki/components/paths.ts";
import { type Component, readComponentsSteps } from "../../../core/pki/components/read.ts";
import type { FileView, Platform } from "../../../core/ports.ts";
import { mayOpen } from "../../world/paths.ts";
import { pathOf, worldOf } from "../../world/pki-world.ts";
import { inSlices } from "../../world/slices.ts";

/** Longer texts are no manifest of a component. Characters. */
const LONGEST = 500_000;
/** A certificate file above this is not read. Bytes. */
const LARGEST = 4 * 1024 * 1024;

interface ComponentReading {
  readonly version: number;
  readonly components: Promise<readonly Component[]>;
}

/** What documents start: the manifests of control plane components and the kubelet's configuration. */
export class ComponentDocuments {
  readonly #platform: Platform;
  readonly #readings = new WeakMap<vscode.TextDocument, ComponentReading>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** What a document starts, read in slices and once for each version of it; usually nothing. */
  read(document: vscode.TextDocument): Promise<readonly Component[]> {
    const known = this.#readings.get(document);
    if (known?.version === document.version) return known.components;
    const text = document.getText();
    const components = text.length > LONGEST ? Promise.resolve([]) : inSlices(readComponentsSteps(text));
    this.#readings.set(document, { version: document.version, components });
    return components;
  }

  /** The files that components of a document name. */
  files(components: readonly Component[], document: vscode.TextDocument): Promise<FileView> {
    const named = components.flatMap(component => componentPaths(component, pathOf(document.uri)));
    const paths = named.filter(path => mayOpen(path, this.#platform.style));
    return loadFiles(worldOf(document.uri, this.#platform).files, paths, LARGEST);
  }
}
