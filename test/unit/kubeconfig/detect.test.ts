import { strict as assert } from "node:assert";
import { looksLikeKubeconfig } from "../../../src/core/index.ts";

describe("looksLikeKubeconfig", () => {
  const cases: Readonly<Record<string, boolean>> = {
    "apiVersion: v1\nkind: Config\n": true,
    "kind: Config\n": false,
    "apiVersion: v1\nkind: Pod\nusers: []\n": false,
    "clusters: []\n": true,
    "users:\n": true,
    "contexts:\n- name: x\n": true,
    "current-context: x\n": true,
    '{"kind":"Config","apiVersion":"v1"}': true,
    "users: {jane: admin}\n": false,
    "services: []\n": false,
    "apiVersion: v1\nkind: Config\nusers: [\n": true,
    "- clusters\n": false,
    "the word Config\n": false,
    "": false,
  };
  for (const [text, expected] of Object.entries(cases)) {
    it(JSON.stringify(text), () => assert.equal(looksLikeKubeconfig(text), expected));
  }
});
