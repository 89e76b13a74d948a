import { strict as assert } from "node:assert";
import { say } from "../../../src/core/message.ts";
import type { LintResult } from "../../../src/core/report/lint-result.ts";
import { lintJson, lintText } from "../../../src/core/report/lint-text.ts";
import { sarif } from "../../../src/core/report/sarif.ts";

const results: readonly LintResult[] = [
  {
    code: "certificate-expired",
    severity: "error",
    message: say("User {0} has an expired certificate.", "ja\u001bne"),
    help: "https://h#1",
    file: "a b/config",
    region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 },
  },
  {
    code: "pki-unreadable",
    severity: "hint",
    message: say("the file is empty"),
    help: "https://h#2",
    file: "/x.crt",
  },
];

describe("lint results", () => {
  it("are lines for people", () => {
    assert.deepEqual(lintText(results).split("\n"), [
      "a b/config:3:5: error: User ja\\u001bne has an expired certificate. [certificate-expired]",
      "/x.crt: hint: the file is empty [pki-unreadable]",
      "",
    ]);
  });

  it("are records for programs", () => {
    assert.deepEqual(JSON.parse(lintJson(results))[1], {
      code: "pki-unreadable",
      severity: "hint",
      help: "https://h#2",
      file: "/x.crt",
      message: "the file is empty",
    });
  });

  it("are a SARIF log", () => {
    const log = JSON.parse(sarif(results, { version: "1.2.3", uri: encodeURI }));
    assert.deepEqual(log.runs[0].tool.driver.rules, [
      { id: "certificate-expired", helpUri: "https://h#1" },
      { id: "pki-unreadable", helpUri: "https://h#2" },
    ]);
    assert.deepEqual(log.runs[0].results[0], {
      ruleId: "certificate-expired",
      ruleIndex: 0,
      level: "error",
      message: { text: "User ja\u001bne has an expired certificate." },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "a%20b/config" },
            region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 },
          },
        },
      ],
    });
  });
});
