import { strict as assert } from "node:assert";
import type { FileRead } from "../../../../src/core/ports.ts";
import { FileReads } from "../../../../src/vscode/sources/file-reads.ts";

/** Reads whose number tells how often the disk was looked at. */
function counted(): { readonly reads: FileReads; at(address: string): Promise<FileRead> } {
  const reads = new FileReads();
  let looks = 0;
  const look = async (): Promise<FileRead> => ({ kind: "too-large", bytes: ++looks, limit: 0 });
  return { reads, at: address => reads.get(address, look) };
}

const looks = async (...all: readonly Promise<FileRead>[]) =>
  (await Promise.all(all)).map(read => (read.kind === "too-large" ? read.bytes : 0));

describe("what was read of files", () => {
  it("is remembered, also while it is being read", async () => {
    const { at } = counted();
    assert.deepEqual(await looks(at("a"), at("a"), at("b"), at("a")), [1, 1, 2, 1]);
  });

  it("is read again once it is forgotten, alone or with all others", async () => {
    const { reads, at } = counted();
    await looks(at("a"), at("b"));
    reads.forget("a");
    assert.deepEqual(await looks(at("a"), at("b")), [3, 2]);
    reads.forget();
    assert.deepEqual(await looks(at("a"), at("b")), [4, 5]);
  });

  it("is dropped with the files that nobody asks for any more", async () => {
    const { reads, at } = counted();
    await looks(at("a"), at("b"));
    reads.retain(new Set(["b"]));
    assert.deepEqual(await looks(at("a"), at("b")), [3, 2]);
  });
});
