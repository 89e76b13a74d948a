import { strict as assert } from "node:assert";
import { packageProblems } from "../../../scripts/package-check.ts";

const good = [
  "extension.vsixmanifest",
  "[Content_Types].xml",
  "extension/package.json",
  "extension/LICENSE.txt",
  "extension/readme.md",
  "extension/dist/extension.js",
  "extension/dist/web.js",
  "extension/dist/inspector.js",
  "extension/dist/commands.js",
  "extension/dist/core.js",
  "extension/dist/media/report.js",
  "extension/media/kubeconfig.svg",
];
const entries = (names: readonly string[]) => names.map(name => ({ name, size: 1 }));

describe("the check of the packed extension", () => {
  it("takes what the extension needs", () => {
    assert.deepEqual(packageProblems(entries(good), 400 * 1024), []);
    assert.deepEqual(packageProblems(entries([...good, "extension/dist/cluster.js"]), 900 * 1024), []);
  });

  it("refuses what does not belong, what is missing and what is too big", () => {
    const names = [...good.filter(name => name !== "extension/LICENSE.txt"), "extension/src/extension.ts"];
    assert.deepEqual(
      packageProblems(entries([...names, "extension/dist/extension.js.map"]), 400 * 1024 + 1),
      [
        "extension/src/extension.ts is not allowed in it",
        "extension/dist/extension.js.map is not allowed in it",
        "LICENSE.txt is missing",
        "It has 409601 bytes, more than 409600",
      ],
    );
  });
});
