import { strict as assert } from "node:assert";
import { randomLetters } from "../../../src/cluster/api/bootstrap-tokens.ts";

describe("the letters of a bootstrap token", () => {
  it("are each as likely as any other", () => {
    const counts = new Map<string, number>();
    let next = 0;
    const every = (bytes: Uint8Array<ArrayBuffer>) => bytes.map(() => next++ % 256);
    for (const letter of randomLetters(252 * 16, every)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    assert.equal(counts.size, 36);
    const [least, most] = [Math.min(...counts.values()), Math.max(...counts.values())];
    assert(most - least <= 2, `${least} ${most}`);
  });

  it("are as many as are wanted, and fit what the API server takes", () => {
    const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);
    assert.match(`${randomLetters(6, random)}.${randomLetters(16, random)}`, /^[a-z0-9]{6}\.[a-z0-9]{16}$/);
  });
});
