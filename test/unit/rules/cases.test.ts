import { strict as assert } from "node:assert";
import { rules } from "../../../src/core/rules/index.ts";
import { analyzeText } from "../../support/analyze.ts";
import { allCases } from "./cases/index.ts";

const cases = await allCases();

/** Certificates and tokens differ with every run, but for their first bytes. */
function brief(text: string): string {
  return text.length > 64 ? `${text.slice(0, 20)}…` : text;
}

describe("rules", () => {
  for (const [topic, list] of Object.entries(cases)) {
    describe(topic, () => {
      for (const { name, text, options, expected } of list) {
        it(name, () => {
          const found = analyzeText(text, options).map(each => ({ ...each, text: brief(each.text) }));
          assert.deepEqual(found, expected);
        });
      }
    });
  }

  it("each has a case that it speaks up in, at its own severity", () => {
    const seen = new Set(
      Object.values(cases).flatMap(list =>
        list.flatMap(({ expected }) => expected.map(({ code, severity }) => `${code} ${severity}`)),
      ),
    );
    const silent = rules.filter(({ code, severity }) => !seen.has(`${code} ${severity}`));
    assert.deepEqual(
      silent.map(({ code }) => code),
      ["shadowed-entry", "shadowed-current-context"],
    );
  });

  it("say where, what kubectl does and no exclamation marks, in one line", () => {
    const messages = Object.values(cases).flatMap(list =>
      list.flatMap(({ expected }) => expected.map(({ message }) => message)),
    );
    assert.deepEqual(
      messages.filter(message => !/kubectl/.test(message) || /[!\n]|\{\d\}/.test(message)),
      [],
    );
  });
});
