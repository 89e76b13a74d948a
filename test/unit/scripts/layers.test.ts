import { strict as assert } from "node:assert";
import { layerProblems } from "../../../scripts/layers.ts";

const problems = (sources: Record<string, string>) => layerProblems(new Map(Object.entries(sources)));

describe("the check of the layers", () => {
  it("lets imports go with the arrows", () => {
    assert.deepEqual(
      problems({
        "src/extension.ts": `import { nodeFiles } from "./platform/node.ts";\nimport { activate } from "./vscode/activate.ts";`,
        "src/vscode/activate.ts": `import * as vscode from "vscode";\nimport { analyze } from "../core/index.ts";`,
        "src/platform/node.ts": `import { open } from "node:fs";\nimport type { Files } from "../core/ports.ts";`,
        "src/core/index.ts": `export { readYaml } from "./yaml/read.ts";`,
        "src/core/yaml/read.ts": `import { Parser } from "yaml";\nimport { say } from "../message.ts";`,
        "src/core/rules/one.ts": `// import "vscode";\nimport type { Finding } from "../finding.ts";`,
        "src/core/analysis.ts": `import type { Finding } from "./rules/index.ts";`,
      }),
      [],
    );
  });

  it("fails for what core must not know", () => {
    assert.deepEqual(
      problems({
        "src/core/a/x.ts": `import * as vscode from "vscode";`,
        "src/core/rules/y.ts": `import type { Stats } from "node:fs";`,
        "src/core/rules/z.ts": `const fs = await import("node:fs");`,
        "src/core/rules/lodash.ts": `import "lodash";`,
        "src/core/rules/document.ts": `import {\n  parseDocument,\n} from "yaml";`,
        "src/core/rules/platform.ts": `export { files } from "../../platform/node.ts";`,
      }),
      [
        "src/core/a/x.ts imports vscode: core must not know VS Code",
        "src/core/rules/y.ts imports node:fs: core has no Node",
        "src/core/rules/z.ts imports node:fs: core has no Node",
        "src/core/rules/lodash.ts imports lodash: no layer takes this package",
        "src/core/rules/document.ts imports yaml: it enters through src/core/yaml/",
        "src/core/rules/platform.ts imports ../../platform/node.ts: core must not know platform",
      ],
    );
  });

  it("fails for imports against the arrows inside core and between layers", () => {
    assert.deepEqual(
      problems({
        "src/core/yaml/read.ts": `import type { Rule } from "../rules/rule.ts";`,
        "src/core/rules/one.ts": `import type { Analysis } from "../analysis.ts";`,
        "src/core/strange/one.ts": `import { say } from "../message.ts";`,
        "src/vscode/tree/index.ts": `import { nodeFiles } from "../../platform/node.ts";\nimport { env } from "node:process";`,
        "src/vscode/wizard/ask.ts": `import type { Sources } from "../sources/sources.ts";`,
        "src/vscode/entries/merge.ts": `import { words } from "../mint/words.ts";\nimport { ask } from "../wizard/ask.ts";`,
        "src/vscode/loose.ts": `import { ask } from "./wizard/ask.ts";`,
        "src/cluster/index.ts": `import { log } from "../vscode/log.ts";`,
        "src/platform/web.ts": `import { join } from "node:path";`,
        "src/extension.web.ts": `import "../test/x.ts";`,
      }),
      [
        "src/core/yaml/read.ts imports ../rules/rule.ts: core/yaml must not know core/rules",
        "src/core/rules/one.ts imports ../analysis.ts: core/rules must not know core/analysis.ts",
        "src/core/strange/one.ts imports ../message.ts: strange has no place among the parts of core",
        "src/vscode/tree/index.ts imports ../../platform/node.ts: vscode must not know platform",
        "src/vscode/tree/index.ts imports node:process: vscode has no Node",
        "src/vscode/wizard/ask.ts imports ../sources/sources.ts: vscode/wizard must not know vscode/sources",
        "src/vscode/entries/merge.ts imports ../mint/words.ts: vscode/entries must not know vscode/mint",
        "src/vscode/loose.ts imports ./wizard/ask.ts: loose.ts has no place among the parts of vscode",
        "src/cluster/index.ts imports ../vscode/log.ts: cluster must not know vscode",
        "src/platform/web.ts imports node:path: the web has no Node",
        "src/extension.web.ts imports ../test/x.ts: it lies outside src",
      ],
    );
  });

  it("fails when two modules import @peculiar/x509", () => {
    assert.deepEqual(
      problems({
        "src/core/x509/details.ts": `import * as x509 from "@peculiar/x509";`,
        "src/core/x509/signing.ts": `import * as x509 from "@peculiar/x509";`,
      }),
      [
        "@peculiar/x509 is imported by src/core/x509/details.ts and src/core/x509/signing.ts: one module imports it",
      ],
    );
  });
});
