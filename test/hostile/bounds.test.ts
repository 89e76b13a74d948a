import { strict as assert } from "node:assert";
import { readYaml } from "../../src/core/yaml/index.ts";

/** What is said of a text, and whether anything of it is read. */
function verdict(text: string): readonly unknown[] {
  const { root, refusal } = readYaml(text);
  return [refusal?.reason, root !== undefined];
}

describe("bounds of the YAML reader", () => {
  const cases: Readonly<Record<string, readonly [short: string, long: string]>> = {
    "entries of a list": [list("- a\n", 120_000), list("- a\n", 120_001)],
    "items of a flow list": [`[${list("a,", 120_000)}]`, `[${list("a,", 120_001)}]`],
    "entries of a mapping": [list("a: b\n", 120_000), list("a: b\n", 120_001)],
    "words of a plain text": [list("a ", 1_000_000), list("a ", 1_000_002)],
    "escapes of a quoted text": [`"${list("\\n", 999_999)}"`, `"${list("\\n", 1_000_001)}"`],
    "lines of a block text": [`|\n${list(" a\n", 999_998)}`, `|\n${list(" a\n", 1_000_002)}`],
    "empty lines of a block text": [`|+\n${list("\n", 999_000)}`, `|+\n${list("\n", 1_000_001)}`],
    "keys and values": [list(`- [${list("a,", 997)}]\n`, 300), list(`- [${list("a,", 998)}]\n`, 302)],
  };
  for (const [name, [short, long]] of Object.entries(cases)) {
    it(name, () => {
      assert.deepEqual(
        [verdict(short), verdict(long)],
        [
          [undefined, true],
          ["too-large", false],
        ],
      );
    });
  }

  it("do not follow aliases that repeat too much, and read the rest", () => {
    const { root, refusal } = readYaml(`a: &a [${list("x,", 1000)}]\nb: [${list("*a,", 1000)}]\nc: d\n`);
    const entries = root?.kind === "map" ? root.entries : [];
    const [, b, c] = entries.map(({ value }) => value);
    const targets = b?.kind === "seq" ? b.items.map(item => item.kind === "alias" && item.target.kind) : [];
    assert.deepEqual(
      [refusal?.reason, new Set(targets), c?.kind === "scalar" && c.text],
      ["excessive-aliasing", new Set(["scalar"]), "d"],
    );
  });
});

function list(part: string, count: number): string {
  return part.repeat(count);
}
