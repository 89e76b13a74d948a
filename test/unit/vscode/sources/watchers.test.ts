import { strict as assert } from "node:assert";
import { Watchers } from "../../../../src/vscode/sources/watch/watchers.ts";

describe("watchers by keys", () => {
  const wanted = (...keys: readonly string[]) => new Map(keys.map(key => [key, key.toUpperCase()]));

  it("stay as long as they are wanted, and tell what is fresh", () => {
    const log: string[] = [];
    const watchers = new Watchers<string>(each => {
      log.push(`+${each}`);
      return { dispose: () => log.push(`-${each}`) };
    });
    assert.deepEqual(watchers.watch(wanted("a", "b")), ["A", "B"]);
    assert.deepEqual(watchers.watch(wanted("b", "c")), ["C"]);
    assert.deepEqual(watchers.watch(wanted("b", "c")), []);
    watchers.dispose();
    assert.deepEqual(log, ["+A", "+B", "-A", "+C", "-B", "-C"]);
  });
});
