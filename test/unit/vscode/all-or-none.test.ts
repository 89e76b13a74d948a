import { strict as assert } from "node:assert";
import { takeBackAll, type UndoableChange } from "../../../src/vscode/writing/all-or-none.ts";

describe("changes that are made all or none", () => {
  it("are taken back from the last to the first, past one that stays", async () => {
    const order: string[] = [];
    const gone = new Error("gone");
    const made = ["a", "b", "c"].map((place): UndoableChange => {
      const takeBack = async () => {
        order.push(place);
        if (place === "b") throw gone;
      };
      return { place, takeBack };
    });
    assert.deepEqual(
      [await takeBackAll(made), order],
      [{ back: ["c", "a"], stuck: [{ place: "b", error: gone }] }, ["c", "b", "a"]],
    );
  });
});
