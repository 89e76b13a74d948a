import { strict as assert } from "node:assert";
import type { Question } from "../../../src/vscode/wizard/ask.ts";
import { Memory } from "../../../src/vscode/wizard/memory.ts";

const text = (id: string, more: Partial<Extract<Question, { kind: "text" }>> = {}): Question => ({
  kind: "text",
  id,
  title: "",
  prompt: "",
  ...more,
});
const confirm: Question = { kind: "confirm", id: "sure", title: "", message: "", yes: "" };

describe("the memory of a wizard", () => {
  it("proposes what was answered before somebody went back, and no secret", () => {
    const memory = new Memory();
    memory.add(text("user"), "jane");
    memory.add(text("passphrase", { secret: true }), "s3cret");
    memory.add(confirm, "yes");
    assert.equal(memory.back(), true);
    assert.deepEqual(
      memory.answers.map(({ id }) => id),
      ["user"],
    );
    assert.equal(memory.earlier(text("passphrase", { secret: true })), undefined);
    assert.equal(memory.back(), true);
    assert.equal(memory.earlier(text("user")), "jane");
    assert.equal(memory.back(), false);
  });

  it("gives one answer anew with those that depend on it, and holds the others", () => {
    const memory = new Memory();
    for (const [id, value] of [
      ["user", "jane"],
      ["lifetime", "other"],
      ["lifetime-typed", "3d"],
      ["key", "rsa"],
    ] as const) {
      memory.add(text(id), value);
    }
    memory.change("lifetime");
    assert.deepEqual(
      ["user", "lifetime", "lifetime-typed", "key"].map(id => memory.held(text(id))),
      [undefined, undefined, undefined, "rsa"],
    );
    assert.equal(memory.answers.length, 1);
  });

  it("does not hold what only took a proposal that is another one by now", () => {
    const memory = new Memory();
    memory.add(text("user"), "jane");
    memory.add(text("file", { value: "jane.crt" }), "jane.crt");
    memory.change("user");
    assert.equal(memory.held(text("file", { value: "bob.crt" })), undefined);
    assert.equal(memory.held(text("file", { value: "jane.crt" })), "jane.crt");
  });
});
