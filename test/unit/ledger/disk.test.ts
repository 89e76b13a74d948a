import { strict as assert } from "node:assert";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appended } from "../../../src/core/ledger/append.ts";
import { readLedgerSteps } from "../../../src/core/ledger/read.ts";
import { atOnce } from "../../../src/core/steps.ts";
import { nodeWriter } from "../../../src/platform/write.ts";
import { NOW, record } from "./support.ts";

describe("a ledger on the disk", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ledger-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const append = (path: string, user: string) =>
    nodeWriter().rewrite(path, current => appended(current, [record(user)], NOW));
  const usersIn = (path: string) =>
    atOnce(readLedgerSteps(readFileSync(path, "utf8"))).records.map(({ user }) => user);

  it("loses no record of several that write at once, and leaves nothing else", async () => {
    const path = join(folder, "pki", "issued.jsonl");
    const users = Array.from({ length: 12 }, (_, index) => `user-${index}`);
    const results = await Promise.all(users.map(user => append(path, user)));
    assert.deepEqual(
      [
        results.every(({ kind }) => kind === "written"),
        usersIn(path).sort(),
        readdirSync(join(folder, "pki")),
      ],
      [true, users.sort(), ["issued.jsonl"]],
    );
    if (process.platform !== "win32") assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  it("is refused where it is full or cannot be written, and is then as it was", async () => {
    const path = join(folder, "issued.jsonl");
    writeFileSync(path, "{broken\n");
    const full = await nodeWriter().rewrite(path, current => appended(current, [record("a")], NOW, 20));
    chmodSync(path, 0o444);
    const closed = await append(path, "b");
    assert.deepEqual(
      [full.kind, closed.kind, readFileSync(path, "utf8")],
      ["refused", "refused", "{broken\n"],
    );
  });
});
