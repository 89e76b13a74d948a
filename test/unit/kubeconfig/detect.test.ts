import { strict as assert } from "node:assert";
import { looksLikeKubeconfig } from "../../../src/core/index.ts";

describe("looksLikeKubeconfig", () => {
  const cases: Readonly<Record<string, boolean>> = {
    "apiVersion: v1\nkind: Config\n": true,
    "kind: Config\n": false,
    "apiVersion: v1\nkind: Pod\nusers: []\n": false,
    "clusters: []\ncontexts: []\n": true,
    "clusters:\nusers:\n": true,
    "current-context: x\nusers:\n": true,
    "users:\n": false,
    "contexts:\n- name: x\n": false,
    "current-context: x\n": false,
    "users:\n- name: jane\n  user: {token: x}\n": true,
    "users:\n- name: jane\n  user:\n": true,
    "clusters:\n- cluster: {server: x}\n": true,
    "users:\n- name: jane\n  email: jane@example.com\n": false,
    "contexts:\n- local\n- remote\n": false,
    "clusters:\n- name: x\n  url: y\nusers:\n  admin: {password: x}\n": false,
    "current-context: a\ncontexts:\n- {name: a, server: b, user: c}\nusers:\n- {name: c, auth-token: x}\n": false,
    "users: *missing\nclusters: 1\n": false,
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
