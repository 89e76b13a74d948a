import * as vscode from "vscode";
import { embeddedHover } from "../../core/features/embedded.ts";
import type { Block } from "../../core/features/hover/blocks.ts";
import { verifiedHover } from "../../core/features/hover/index.ts";
import { manifestHoverOf } from "../../core/features/manifest.ts";
import { LineIndex } from "../../core/line-index.ts";
import { touches } from "../../core/text.ts";
import { markdownString, rangeIn, rangeOf } from "../convert.ts";
import type { Documents } from "../sources/documents.ts";
import type { ManifestDocuments } from "./manifest-documents.ts";

export class HoverProvider implements vscode.HoverProvider {
  readonly #documents: Documents;
  readonly #manifests: ManifestDocuments;
  readonly #now: () => number;

  /** @param now milliseconds since the epoch */
  constructor(documents: Documents, manifests: ManifestDocuments, now: () => number) {
    this.#documents = documents;
    this.#manifests = manifests;
    this.#now = now;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const offset = document.offsetAt(position);
    const reading = await this.#documents.read(document);
    if (reading === undefined) return this.#inManifest(document, offset);
    const { file } = reading;
    const { id } = file.source;
    const found = await verifiedHover(reading.analysis, id, offset, this.#documents.thresholds);
    const blocks = found?.blocks.filter(block => !isShownAnyway(block, offset)) ?? [];
    if (found === undefined || blocks.length === 0) return undefined;
    return new vscode.Hover(markdownString(blocks), rangeIn(file, found.span));
  }

  async #inManifest(document: vscode.TextDocument, offset: number): Promise<vscode.Hover | undefined> {
    const text = document.getText();
    const { embedded } = await this.#manifests.read(document);
    const facts = embedded.find(each => touches(each.embedded.span, offset));
    const inKubeconfig = facts && embeddedHover(facts, offset, this.#documents.thresholds);
    const found =
      inKubeconfig ??
      manifestHoverOf(text, offset, {
        now: this.#now(),
        thresholds: this.#documents.thresholds,
      });
    return found && new vscode.Hover(markdownString(found.blocks), rangeOf(new LineIndex(text), found.span));
  }
}

/** VS Code shows the findings at the place itself, or right beside it, above. */
function isShownAnyway(block: Block, offset: number): boolean {
  if (block.kind !== "finding") return false;
  const { start, end } = block.finding.span;
  return start - 1 <= offset && offset <= end + 1;
}
