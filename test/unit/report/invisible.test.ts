import { strict as assert } from "node:assert";
import { say } from "../../../src/core/message.ts";
import { rbacManifests } from "../../../src/core/rbac/index.ts";
import { visibleJson } from "../../../src/core/report/json.ts";
import { lintJson, lintText } from "../../../src/core/report/lint-text.ts";
import { sarif } from "../../../src/core/report/sarif.ts";
import { printable } from "../../../src/core/report/table.ts";

/** Escapes of a terminal in one character, directions, and what has no width. */
const INVISIBLE = [
  "\u009b",
  "\u0085",
  "\u007f",
  "\u200b",
  "\u200f",
  "\u202e",
  "\u2066",
  "\u2028",
  "\ufeff",
  "\u061c",
  "\u00ad",
  "\u180e",
  "\ufff9",
];

describe("what nobody sees", () => {
  for (const character of INVISIBLE) {
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    it(`U+${code} is an escape in every output`, () => {
      const name = `a${character}b`;
      const written = `a\\u${code}b`;
      assert.equal(printable(name), written);
      assert.equal(visibleJson({ name }, 0), `{"name":"${written}"}`);
      assert.deepEqual(JSON.parse(visibleJson({ name }, 0)), { name });
      const result = {
        code: "x",
        severity: "error",
        message: say("{0}", name),
        help: "h",
        file: name,
      } as const;
      const outputs = [
        lintText([result]),
        lintJson([result]),
        sarif([result], { version: "1", uri: file => file }),
      ];
      for (const output of outputs)
        assert.ok(output.includes(written) && !output.includes(character), output);
    });
  }

  it("characters beyond U+FFFF are escapes, of JSON as JSON knows them", () => {
    assert.equal(printable("a\u{e0001}b"), "a\\u{e0001}b");
    assert.equal(visibleJson({ name: "a\u{e0001}b" }, 0), '{"name":"a\\udb40\\udc01b"}');
    assert.deepEqual(JSON.parse(visibleJson({ name: "a\u{e0001}b" }, 0)), { name: "a\u{e0001}b" });
  });

  it("half a character makes no manifest", () => {
    const made = rbacManifests({
      subjects: [{ kind: "User", name: "jane\ud83d" }],
      scope: { type: "cluster" },
      grant: { type: "cluster-role", name: "view" },
    });
    assert.equal(made.ok ? "" : made.code, "subject-unwritable");
  });
});
