import { strict as assert } from "node:assert";
import fc from "fast-check";
import { readYaml } from "../../../src/core/yaml/index.ts";
import { toJson } from "../../../src/core/yaml/json.ts";
import type { YamlNode } from "../../../src/core/yaml/node.ts";

const BEFORE = "users:\n- name: a\n  user:\n    token: t\n";
const AFTER = "- name: b\n  user: {}\ncontexts: []\n";

const MISTAKES: Readonly<Record<string, readonly [lines: string, user: unknown]>> = {
  "a tab in the indentation": ["    tokenFile: f\n\tas: x\n", { token: "t", tokenFile: "f" }],
  "a tab for the indentation": ["- name: t\n\tuser:\n\t\ttoken: q\n", { token: "t" }],
  "a quote that is not closed": ['    tokenFile: "f\n', { token: "t", tokenFile: null }],
  "a key without a colon": ["    tok\n", { token: "t" }],
  "a key without a colon above another": ["    tok\n    as: x\n", { token: "t", as: "x" }],
  "two keys in a line": ["    tokenFile: f: g\n", { token: "t", tokenFile: "f" }],
  "a bracket that is not closed": ["    as-groups: [x\n", { token: "t", "as-groups": null }],
  "a reserved character": ["    tokenFile: @f\n", { token: "t", tokenFile: null }],
  "an unknown escape": ['    tokenFile: "C:\\dir"\n', { token: "t", tokenFile: null }],
};

describe("recovery", () => {
  for (const [name, [lines, user]] of Object.entries(MISTAKES)) {
    it(`reads on around ${name}`, () => {
      const { root } = readYaml(BEFORE + lines + AFTER);
      assert.ok(root);
      const read = JSON.parse(toJson(root) ?? "null");
      assert.deepEqual([read.users[0].user, read.users.at(-1).name, read.contexts], [user, "b", []]);
    });
  }

  it("keeps what stands before a mistake that nothing helps against", () => {
    const { root, refusal } = readYaml(`a: 1\nb: ${"[".repeat(10_001)}`);
    assert.equal(refusal?.reason, "too-deep");
    assert.ok(root?.kind === "map");
    assert.deepEqual(
      root.entries.map(({ key }) => key.kind === "scalar" && key.text),
      ["a", "b"],
    );
  });

  it("reads on past what does not concern the syntax", () => {
    const texts = [
      "%YAML 1.2\n---\na: 1",
      "x: *y\na: 1",
      "x: \x07\na: 1",
      "x: .inf\na: 1",
      "~: x\na: 1",
      "x: !e!y\na: 1",
    ];
    const found = texts.map(text => {
      const { root } = readYaml(text);
      return (
        root?.kind === "map" && root.entries.some(({ key }) => key.kind === "scalar" && key.text === "a")
      );
    });
    assert.deepEqual(
      found,
      texts.map(() => true),
    );
  });

  it("never throws and keeps every span inside the text", () => {
    const seed = "users:\n- name: &a 'x'\n  user: {token: *a, n: [1, 2]}\n- k: |\n    b\n  <<: *a\n";
    const texts = fc.array(fc.tuple(fc.nat(seed.length), fc.constantFrom(..."\t\"'{}[]:-?&*|>%\n #,")), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(texts, changes => {
        const text = changes.reduce((out, [at, char]) => out.slice(0, at) + char + out.slice(at), seed);
        const { root, refusal } = readYaml(text);
        assert.ok(root === undefined || isInside(root, text.length));
        assert.ok(
          refusal === undefined || (refusal.span.start < refusal.span.end && refusal.span.end <= text.length),
        );
      }),
      { numRuns: 500 },
    );
  });
});

function isInside(node: YamlNode, length: number): boolean {
  const { start, end } = node.span;
  const below =
    node.kind === "map"
      ? node.entries.flatMap(({ key, value }) => [key, value])
      : node.kind === "seq"
        ? node.items
        : [];
  return 0 <= start && start <= end && end <= length && below.every(each => isInside(each, length));
}
