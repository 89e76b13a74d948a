import { strict as assert } from "node:assert";
import { checkRulesDocs, rulesDocsDefects } from "../../../scripts/check-rules-docs.ts";

const section = (code: string, severity = "error") =>
  `## ${code}\n\nSeverity: ${severity}.\n\nA.\n\n**kubectl** b.\n\n**Fix:** c.\n\n`;

const listed = [
  { code: "one", severity: "error" },
  { code: "two", severity: "hint" },
];

describe("docs/rules.md", () => {
  it("explains every rule, in the order of the list", () => {
    assert.deepEqual(checkRulesDocs(), []);
  });

  const cases: readonly [string, string, readonly string[]][] = [
    ["all there", section("one") + section("two", "hint"), []],
    ["one missing", section("one"), ["two: 0 sections, and there must be one"]],
    [
      "one twice",
      section("one") + section("one") + section("two", "hint"),
      ["one: 2 sections, and there must be one"],
    ],
    [
      "one too many",
      section("one") + section("two", "hint") + section("three"),
      ["three: there is no such rule"],
    ],
    ["another severity", section("one", "warning") + section("two", "hint"), ["one: the severity is error"]],
    [
      "another order",
      section("two", "hint") + section("one"),
      ["the sections are not in the order of src/core/rules/index.ts"],
    ],
    ["no fix", section("one").replace("**Fix:**", "Fix") + section("two", "hint"), ['one: no "**Fix:**"']],
  ];
  for (const [name, markdown, defects] of cases) {
    it(`is checked: ${name}`, () => assert.deepEqual(rulesDocsDefects(markdown, listed), defects));
  }
});
