import type * as vscode from "vscode";
import { factsOfManifests, type ManifestFacts } from "../../core/gather-manifests.ts";
import type { Platform } from "../../core/ports.ts";
import type { Settings } from "../settings.ts";
import { worldOf } from "../world/pki-world.ts";
import { Slices } from "../world/slices.ts";

interface Reading {
  readonly version: number;
  readonly facts: Promise<ManifestFacts>;
}

/** The objects of the Kubernetes API in documents, and the kubeconfigs in them; read once for each version of a document. */
export class ManifestDocuments {
  readonly #platform: Platform;
  readonly #settings: Settings;
  readonly #readings = new WeakMap<vscode.TextDocument, Reading>();

  constructor(platform: Platform, settings: Settings) {
    this.#platform = platform;
    this.#settings = settings;
  }

  read(document: vscode.TextDocument): Promise<ManifestFacts> {
    const known = this.#readings.get(document);
    if (known?.version === document.version) return known.facts;
    const facts = factsOfManifests(
      document.uri.toString(),
      document.getText(),
      worldOf(document.uri, this.#platform),
      {
        now: this.#platform.now(),
        thresholds: this.#settings.thresholds,
        breathe: new Slices().breathe,
      },
    );
    this.#readings.set(document, { version: document.version, facts });
    return facts;
  }
}
