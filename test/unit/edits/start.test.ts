import { strict as assert } from "node:assert";
import { startText } from "../../../src/core/edits/start.ts";
import { fileStyle } from "../../../src/core/edits/style.ts";
import { readYaml } from "../../../src/core/yaml/index.ts";

function started(text: string): string | undefined {
  const { root } = readYaml(text);
  const edits = startText(text, root, { a: "b" }, fileStyle(text, root));
  return edits?.map(({ newText }) => newText).join("");
}

describe("startText", () => {
  it("begins where there are only comments and the start of a document", () => {
    const empty = ["", "\ufeff", "# c\n\n  # d", "---\n", "# c\n--- # d\r\n# e\n", "null\n", "~ # c\n"];
    const other = ["---\n---\n", "null\n---\nx: y\n", "null\n...\n", "--- |\n"];
    assert.deepEqual(
      [...empty, ...other].map(text => started(text)?.trim()),
      [...empty.map(() => "a: b"), ...other.map(() => undefined)],
    );
  });

  it("takes time linear in the comments", () => {
    const start = process.threadCpuUsage();
    assert.equal(started(`${"# c\n".repeat(60_000)}null\n---\nx: y\n`), undefined);
    const { user, system } = process.threadCpuUsage(start);
    assert.equal(user + system < 2_000_000, true);
  });
});
