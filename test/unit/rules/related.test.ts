import { strict as assert } from "node:assert";
import { findingsOf, sourceOf } from "../../support/analyze.ts";
import { config } from "./cases/case.ts";

/** Code, data for fixes, and the related places as text. */
function details(text: string) {
  return findingsOf([sourceOf(text)]).map(({ code, data, related = [], tag }) => ({
    code,
    ...(data && { data }),
    ...(tag && { tag }),
    related: related.map(({ span }) => text.slice(span.start, span.end)),
  }));
}

describe("what findings carry for fixes and navigation", () => {
  const cases: readonly [string, string, unknown][] = [
    [
      "the first of two names",
      config({ users: "- name: jane\n  user: {}" }),
      [{ code: "duplicate-name", related: ["jane"] }],
    ],
    [
      "the key that kubectl takes",
      config({ user: "token: one, token: two" }),
      [{ code: "duplicate-key", related: ["token"] }],
    ],
    [
      "the key that was meant",
      config({ user: "token: t, as-group: [a]" }),
      [{ code: "misspelt-key", data: { suggestion: "as-groups" }, related: [] }],
    ],
    [
      "where a key belongs",
      config({
        users: "- name: joe\n  exec: x",
        contexts: "- name: joe\n  context: {cluster: prod, user: joe}",
      }),
      [
        { code: "no-credential", related: [] },
        { code: "misplaced-key", data: { under: "user" }, related: [] },
      ],
    ],
    [
      "the context that was meant",
      config({ currentContext: "dve" }),
      [{ code: "current-context-missing", data: { suggestion: "dev" }, related: [] }],
    ],
    [
      "the mode that was meant",
      config({
        user: "exec: {apiVersion: client.authentication.k8s.io/v1, command: c, interactiveMode: always}",
      }),
      [{ code: "exec-interactive-mode-invalid", data: { suggestion: "Always" }, related: [] }],
    ],
    [
      "what kubectl sends instead of the plugin",
      config({ user: "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: c}, token: t" }),
      [{ code: "exec-ignored", tag: "unnecessary", related: ["token"] }],
    ],
    [
      "the data beside the path",
      config({
        cluster: 'server: "http://h", certificate-authority-data: AAAA, certificate-authority: ca',
        user: "",
      }),
      [
        { code: "tls-ignored-over-http", tag: "unnecessary", related: [] },
        { code: "bad-pem", related: [] },
        { code: "tls-ignored-over-http", tag: "unnecessary", related: [] },
        {
          code: "data-and-file",
          data: { field: "certificate-authority" },
          related: ["certificate-authority-data"],
        },
      ],
    ],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => assert.deepEqual(details(text), expected));
  }
});
