import { strict as assert } from "node:assert";
import { isNoticeDue } from "../../../src/vscode/window/notice.ts";

const DAY = 86_400_000;
const NOW = 20 * DAY;

describe("the notice of credentials that end", () => {
  const cases: readonly (readonly [string, Parameters<typeof isNoticeDue>, boolean])[] = [
    ["comes the first time", ["daily", 0, NOW, () => 1], true],
    ["comes after a day", ["daily", NOW - DAY, NOW, () => 1], true],
    ["does not come twice a day", ["daily", NOW - DAY + 1, NOW, () => 1], false],
    ["does not come where nothing ends", ["daily", 0, NOW, () => 0], false],
    ["does not come where nobody wants it", ["off", 0, NOW, () => 1], false],
  ];
  for (const [name, args, due] of cases) it(name, () => assert.equal(isNoticeDue(...args), due));

  it("does not look for what ends before it is time", () => {
    assert.equal(
      isNoticeDue("daily", NOW, NOW, () => assert.fail("looked")),
      false,
    );
  });
});
