import { strict as assert } from "node:assert";
import { LineIndex } from "../../src/core/line-index.ts";

describe("the lines of a text", () => {
  it("are found whatever ends them", () => {
    const index = new LineIndex("a\r\nbc\rd\n");
    assert.deepEqual(
      [0, 1, 3, 5, 6, 8, 99].map(offset => {
        const { line, character } = index.positionAt(offset);
        return [line, character];
      }),
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 2],
        [2, 0],
        [3, 0],
        [3, 0],
      ],
    );
  });
});
