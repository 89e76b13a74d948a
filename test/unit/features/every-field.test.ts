import { strict as assert } from "node:assert";
import { hover } from "../../../src/core/features/hover/index.ts";
import { lenses } from "../../../src/core/features/lenses.ts";
import { markdownOf } from "../../../src/core/features/markdown.ts";
import { symbols } from "../../../src/core/features/symbols.ts";
import { mergedClientConfig, mergedExtras } from "../../../src/core/kubeconfig/clientcmd/config.ts";
import { normalize } from "../../../src/core/kubeconfig/clientcmd/normalize.ts";
import { v1 } from "../../../src/core/kubeconfig/schema/fields.ts";
import { render } from "../../../src/core/message.ts";
import { masked } from "../../../src/vscode/writing/preview/mask.ts";
import { THRESHOLDS } from "../../support/analyze.ts";
import { analysisOf } from "../../support/editor.ts";
import { everyField, SECRET } from "../../support/every-field.ts";

/** Keys in quotes, so that each is found by its own text. */
const text = JSON.stringify(everyField(), undefined, 2);

describe("a kubeconfig with every field of the table", () => {
  const analysis = analysisOf(text);

  it("has no key that is unknown", () => {
    const [file] = analysis.files;
    assert.deepEqual(file?.refusals, []);
    assert.deepEqual(
      [file, ...(file?.clusters ?? []), ...(file?.users ?? []), ...(file?.contexts ?? [])].flatMap(
        each => each?.unknown,
      ),
      [],
    );
  });

  it("is written back whole", () => {
    const { files, effective } = analysis;
    const written = normalize(mergedClientConfig(files, effective), mergedExtras(files));
    assert.deepEqual(written, everyField());
  });

  it("is explained at every key", () => {
    const said = new Set<string>();
    for (const match of text.matchAll(/"[\w-]+":/g)) {
      const found = hover(analysis, "config", match.index + 1, THRESHOLDS);
      if (found !== undefined) said.add(markdownOf(found.blocks));
    }
    const all = [...said].join("\n");
    for (const [path, field] of v1.paths) {
      if (field.of === "named-extension") continue;
      const words = render(field.explanation).split(/[^\w ]/)[0] ?? "";
      assert.ok(all.includes(words), `${path}: ${words}`);
    }
  });

  it("keeps its secrets, wherever the cursor stands and in a preview", () => {
    const said: string[] = [...masked([text])];
    for (let offset = 0; offset <= text.length; offset++) {
      const found = hover(analysis, "config", offset, THRESHOLDS);
      if (found !== undefined) said.push(markdownOf(found.blocks));
    }
    const [file] = analysis.files;
    assert.ok(file);
    said.push(JSON.stringify([symbols(file), lenses(analysis, "config")]));
    const all = said.join("\n");
    for (const form of [SECRET, Buffer.from(SECRET).toString("base64")]) assert.ok(!all.includes(form));
  });
});
