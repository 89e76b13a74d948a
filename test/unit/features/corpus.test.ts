import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fixes } from "../../../src/core/features/fixes.ts";
import { hover } from "../../../src/core/features/hover/index.ts";
import { lenses } from "../../../src/core/features/lenses.ts";
import { manifestHoverOf } from "../../../src/core/features/manifest.ts";
import { markdownOf } from "../../../src/core/features/markdown.ts";
import { references } from "../../../src/core/features/navigation.ts";
import { type Symbol as Outline, symbols } from "../../../src/core/features/symbols.ts";
import { applyEdits, type Span } from "../../../src/core/text.ts";
import { decodeText } from "../../../src/core/yaml/index.ts";
import { NOW, THRESHOLDS } from "../../support/analyze.ts";
import { analysisOf } from "../../support/editor.ts";

const CORPUS = join(import.meta.dirname, "../../../../shared/corpus");
const PLACES = 12;

/** Every feature at places spread over a text; what is wrong with what they return. */
function defects(text: string): readonly string[] {
  const analysis = analysisOf(text);
  const found: string[] = [];
  const check = (what: string, { start, end }: Span, within: Span = { start: 0, end: text.length }) => {
    if (start > end || start < within.start || end > within.end) found.push(`${what} ${start}-${end}`);
  };
  for (let place = 0; place < PLACES; place++) {
    const offset = Math.floor((text.length * place) / (PLACES - 1));
    const timing = { now: NOW, thresholds: THRESHOLDS };
    for (const each of [
      hover(analysis, "config", offset, THRESHOLDS),
      manifestHoverOf(text, offset, timing),
    ]) {
      if (each === undefined) continue;
      check("hover", each.span);
      markdownOf(each.blocks);
    }
    for (const { span } of references(analysis, "config", offset, true)) check("reference", span);
  }
  for (const { span } of lenses(analysis, "config")) check("lens", span);
  const outline = (line: Outline) => {
    check("selection", line.selection, line.span);
    line.children.forEach(outline);
  };
  for (const file of analysis.files) symbols(file).forEach(outline);
  for (const finding of analysis.findings.slice(0, 10)) {
    for (const fix of fixes(analysis, finding)) applyEdits(text, fix.edits);
  }
  return found;
}

describe("features on third-party and hostile files", () => {
  for (const folder of ["kubeconfig", "yaml/hostile"]) {
    it(`stay within the text and never fail: ${folder}`, function () {
      this.timeout(60_000);
      const path = join(CORPUS, folder);
      if (!existsSync(path)) {
        console.log(`      skipped: ${path} is not there`);
        this.skip();
      }
      const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter(each => each.isFile());
      const wrong = files.flatMap(({ parentPath, name }) =>
        defects(decodeText(readFileSync(join(parentPath, name))).text).map(defect => `${name}: ${defect}`),
      );
      assert.deepEqual([wrong, files.length > 0], [[], true]);
    });
  }
});
