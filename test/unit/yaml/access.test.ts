import { strict as assert } from "node:assert";
import { deref, entriesOf, get, isNullish } from "../../../src/core/yaml/access.ts";
import { decodeText, readYaml } from "../../../src/core/yaml/index.ts";
import type { MapNode } from "../../../src/core/yaml/node.ts";

function mapOf(text: string): MapNode {
  const { root } = readYaml(text);
  assert.ok(root?.kind === "map");
  return root;
}

describe("entriesOf", () => {
  it("applies merges and lets the last of equal keys win", () => {
    const root = mapOf("base: &b {k: 1, l: 2}\nm:\n  k: 0\n  <<: *b\n  l: 3\n  1: a\n  '1': b\n");
    const merged = get(root, "m");
    assert.ok(merged?.kind === "map");
    assert.deepEqual(
      entriesOf(merged).map(({ name, value, via }) => [name, value.kind === "scalar" && value.text, via]),
      [
        ["k", "1", "merge"],
        ["l", "3", undefined],
        ["1", "b", undefined],
      ],
    );
  });

  it("ends at a mapping that merges itself", () => {
    const root = mapOf("a: &a\n  k: 1\n  <<: *a\n");
    const inner = get(root, "a");
    assert.ok(inner?.kind === "map");
    assert.deepEqual(
      entriesOf(inner).map(({ name }) => name),
      ["k"],
    );
  });
});

describe("deref and isNullish", () => {
  it("look behind an alias", () => {
    const root = mapOf("a: &a ~\nb: *a\nc:\nd: ''\n");
    const values = root.entries.map(({ value }) => value);
    assert.deepEqual(values.map(isNullish), [true, true, true, false]);
    assert.deepEqual(
      values.map(value => deref(value).kind),
      ["scalar", "scalar", "scalar", "scalar"],
    );
    assert.equal(isNullish(get(root, "e")), true);
  });
});

describe("decodeText", () => {
  const text = "a: \u00e9\ud83d\ude00";
  const utf16 = (bigEndian: boolean): Uint8Array => {
    const view = new DataView(new ArrayBuffer(2 * (text.length + 1)));
    [..."\ufeff".concat(text).split("")].forEach((char, index) => {
      view.setUint16(2 * index, char.charCodeAt(0), !bigEndian);
    });
    return new Uint8Array(view.buffer);
  };

  it("tells the encoding by the byte order mark", () => {
    const utf8 = new TextEncoder().encode(text);
    assert.deepEqual(
      [utf8, Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8), utf16(false), utf16(true)]
        .map(decodeText)
        .map(({ decoding: { length }, ...rest }) => ({ ...rest, length })),
      [
        { text, encoding: "utf-8", bom: false, length: 9 },
        { text: `\ufeff${text}`, encoding: "utf-8", bom: true, length: 12 },
        { text: `\ufeff${text}`, encoding: "utf-16le", bom: true, length: 14 },
        { text: `\ufeff${text}`, encoding: "utf-16be", bom: true, length: 14 },
      ],
    );
  });

  it("finds the first bytes that spell no character", () => {
    assert.deepEqual(
      [
        [0x61, 0xff, 0x62],
        [0xef, 0xbf, 0xbd, 0x61, 0xc3],
        [0xed, 0xa0, 0x80],
        [0xff, 0xfe, 0x61, 0x00, 0x00, 0xd8],
        [0xff, 0xfe, 0x61],
        [0xef, 0xbf, 0xbd],
      ].map(bytes => decodeText(Uint8Array.from(bytes)).invalidAt),
      [1, 2, 0, 2, 1, undefined],
    );
  });
});
