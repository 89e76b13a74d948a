import * as vscode from "vscode";
import { componentBlocks } from "../../../core/features/component.ts";
import { LineIndex } from "../../../core/line-index.ts";
import { placesOf } from "../../../core/pki/components/paths.ts";
import type { Platform } from "../../../core/ports.ts";
import { touches } from "../../../core/text.ts";
import { markdownString, rangeOf } from "../../convert.ts";
import type { Settings } from "../../settings.ts";
import { pathOf } from "../../world/pki-world.ts";
import type { ComponentDocuments } from "./documents.ts";

/** What the files are for that a component names, and what they hold. */
export class ComponentHoverProvider implements vscode.HoverProvider {
  readonly #documents: ComponentDocuments;
  readonly #platform: Platform;
  readonly #settings: Settings;

  constructor(documents: ComponentDocuments, platform: Platform, settings: Settings) {
    this.#documents = documents;
    this.#platform = platform;
    this.#settings = settings;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const offset = document.offsetAt(position);
    const components = await this.#documents.read(document);
    const pointed = components.flatMap(component => {
      const reference = component.references.find(({ around }) => touches(around, offset));
      return reference === undefined ? [] : [{ component, reference }];
    });
    const [first] = pointed;
    if (first === undefined) return undefined;
    const { component, reference } = first;
    const files = await this.#documents.files([component], document);
    const path = placesOf(component, pathOf(document.uri), files).placeOf(reference.path);
    const read = path === undefined ? undefined : files.get(path);
    const timing = { now: this.#platform.now(), thresholds: this.#settings.thresholds };
    const blocks = componentBlocks(component, reference, read, timing);
    return new vscode.Hover(
      markdownString(blocks),
      rangeOf(new LineIndex(document.getText()), reference.around),
    );
  }
}
