import { strict as assert } from "node:assert";
import { placeAt } from "../../../src/core/features/place.ts";
import { readYaml } from "../../../src/core/yaml/index.ts";
import { cursor } from "../../support/cursor.ts";

function at(marked: string): string | undefined {
  const { text, offset } = cursor(marked);
  const place = placeAt(readYaml(text), offset);
  return (
    place && `${place.path.join(".")} ${place.on} ${text.slice(place.value.span.start, place.value.span.end)}`
  );
}

const table: readonly (readonly [marked: string, place: string | undefined])[] = [
  ["us│ers:\n- name: jane\n", "users key - name: jane"],
  ["users:\n- name: ja│ne\n", "users.0.name value jane"],
  ["users:\n- name│: jane\n", "users.0.name key jane"],
  ["users:\n- x\n- na│me: jane\n", "users.1.name key jane"],
  ["users:\n- {name: [a, b│]}\n", "users.0.name.1 value b"],
  ["# comm│ent\nusers:\n", undefined],
  ["a: &x {b: 1}\nc: *│x\n", "c value *x"],
  ["│", undefined],
];

describe("placeAt", () => {
  for (const [marked, place] of table) {
    it(JSON.stringify(marked), () => assert.equal(at(marked)?.trimEnd(), place?.trimEnd()));
  }
});
