import { strict as assert } from "node:assert";
import { circleProblems } from "../../../scripts/circles.ts";

const problems = (sources: Record<string, string>) => circleProblems(new Map(Object.entries(sources)));

describe("the check for circles of files", () => {
  it("lets two ways lead to one file", () => {
    assert.deepEqual(
      problems({
        "src/a.ts": `import { b } from "./b.ts";\nimport { c } from "./c.ts";`,
        "src/b.ts": `import { d } from "./d.ts";`,
        "src/c.ts": `import { d } from "./d.ts";`,
        "src/d.ts": `import { join } from "node:path";`,
      }),
      [],
    );
  });

  it("counts types, inline types, re-exports and import()", () => {
    assert.deepEqual(
      problems({
        "src/a.ts": `import type { B } from "./b.ts";`,
        "src/b.ts": `import {\n  type C,\n  d,\n} from "./deep/c.ts";`,
        "src/deep/c.ts": `export * from "./d.ts";`,
        "src/deep/d.ts": `export type A = typeof import("../a.ts");`,
      }),
      ["circle of imports: src/a.ts -> src/b.ts -> src/deep/c.ts -> src/deep/d.ts -> src/a.ts"],
    );
  });

  it("names each circle once, by its shortest way", () => {
    assert.deepEqual(
      problems({
        "sample/self.ts": `import { self } from "./self.ts";`,
        "src/a.ts": `import "./b.ts";\nimport "./c.ts";\nimport "./free.ts";`,
        "src/b.ts": `import "./c.ts";`,
        "src/c.ts": `import "./a.ts";`,
        "src/free.ts": `import "./alone.ts";`,
        "src/alone.ts": "",
      }),
      [
        "circle of imports: sample/self.ts -> sample/self.ts",
        "circle of imports: src/a.ts -> src/c.ts -> src/a.ts, and 1 more",
      ],
    );
  });
});
