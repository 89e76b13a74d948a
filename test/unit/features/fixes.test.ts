import { strict as assert } from "node:assert";
import { fixes } from "../../../src/core/features/fixes.ts";
import { render } from "../../../src/core/message.ts";
import { applyEdits } from "../../../src/core/text.ts";
import { analysisOf } from "../../support/editor.ts";

/** What each fix for a code makes of a text. */
function fixed(text: string, code: string): Readonly<Record<string, string>> {
  const analysis = analysisOf(text);
  const found = analysis.findings.filter(finding => finding.code === code);
  assert.notEqual(found.length, 0, `no ${code} in ${JSON.stringify(analysis.findings)}`);
  return Object.fromEntries(
    found.flatMap(finding =>
      fixes(analysis, finding).map(fix => [render(fix.title), applyEdits(text, fix.edits)]),
    ),
  );
}

const V1 = "client.authentication.k8s.io/v1";
const user = (...lines: readonly string[]) => `users:\n- name: jane\n  user:\n    ${lines.join("\n    ")}\n`;

const LONG = "QUFB".repeat(19);

const table: readonly (readonly [code: string, text: string, after: Readonly<Record<string, string>>])[] = [
  [
    "yaml-refused",
    user(String.raw`client-certificate: "C:\Users\jane\it's.crt" # mine`, String.raw`client-key: "D:\m\k"`),
    {
      "Put it in single quotes": user(
        String.raw`client-certificate: 'C:\Users\jane\it''s.crt' # mine`,
        String.raw`client-key: 'D:\m\k'`,
      ),
    },
  ],
  [
    "yaml-refused",
    `users:\n- name: jane\n  user:\n    client-key-data: ${LONG}\n${LONG}\r\nQUFB\n`,
    { "Join the lines": `users:\n- name: jane\n  user:\n    client-key-data: ${LONG}${LONG}QUFB\n` },
  ],
  ["yaml-refused", user("token: [a"), {}],
  [
    "file-missing",
    user("tokenFile: ~/token"),
    { 'Change to "/home/jane/token"': user("tokenFile: /home/jane/token") },
  ],
  [
    "misspelt-key",
    user("token-file: /x # why"),
    { "Rename the key to tokenFile": user("tokenFile: /x # why") },
  ],
  ["misspelt-key", user("token-file: /x", "tokenFile: /y"), {}],
  ["wrong-type", user("token: 12345"), { "Put it in quotes": user('token: "12345"') }],
  ["wrong-type", user("token: [a]"), {}],
  [
    "wrong-type",
    'clusters:\n- name: c\n  cluster: {insecure-skip-tls-verify: "true"}\n',
    { "Remove the quotes": "clusters:\n- name: c\n  cluster: {insecure-skip-tls-verify: true}\n" },
  ],
  [
    "server-without-scheme",
    "clusters:\n- name: c\n  cluster: {server: 'east:6443'}\n",
    { "Add https://": "clusters:\n- name: c\n  cluster: {server: 'https://east:6443'}\n" },
  ],
  [
    "context-user-missing",
    "contexts:\n- name: dev\n  context: {cluster: c, user: jnae}\nusers:\n- name: jane\n",
    {
      'Change to "jane"':
        "contexts:\n- name: dev\n  context: {cluster: c, user: jane}\nusers:\n- name: jane\n",
    },
  ],
  [
    "current-context-missing",
    "current-context: 'dve'\ncontexts:\n- name: dev\n",
    { 'Change to "dev"': "current-context: 'dev'\ncontexts:\n- name: dev\n" },
  ],
  [
    "exec-interactive-mode-missing",
    user("exec:", "  command: x", `  apiVersion: ${V1}`),
    {
      "Add interactiveMode: IfAvailable": user(
        "exec:",
        "  command: x",
        "  interactiveMode: IfAvailable",
        `  apiVersion: ${V1}`,
      ),
    },
  ],
  [
    "exec-interactive-mode-missing",
    `{"users": [{"name": "jane", "user": {"exec": {"command": "x", "apiVersion": "${V1}"}}}]}`,
    {
      "Add interactiveMode: IfAvailable": `{"users": [{"name": "jane", "user": {"exec": {"command": "x", "interactiveMode": "IfAvailable", "apiVersion": "${V1}"}}}]}`,
    },
  ],
  [
    "exec-interactive-mode-missing",
    user("exec:", "  interactiveMode:", `  apiVersion: ${V1}`, "  command: x"),
    {
      "Add interactiveMode: IfAvailable": user(
        "exec:",
        "  interactiveMode: IfAvailable",
        `  apiVersion: ${V1}`,
        "  command: x",
      ),
    },
  ],
  [
    "exec-api-version-removed",
    user("exec:", `  apiVersion: ${V1}alpha1`, "  command: x"),
    {
      [`Use ${V1}`]: user("exec:", "  interactiveMode: IfAvailable", `  apiVersion: ${V1}`, "  command: x"),
      [`Use ${V1}beta1`]: user("exec:", `  apiVersion: ${V1}beta1`, "  command: x"),
    },
  ],
  [
    "unreferenced-user",
    "contexts:\n- name: dev\nusers: # who\n# first\n- name: jane\n# last\n",
    { 'Remove the user "jane"': "contexts:\n- name: dev\nusers: [] # who\n# first\n# last\n" },
  ],
  [
    "unreferenced-cluster",
    "contexts:\n- name: dev\nclusters: [{name: a, cluster: {}}]\n",
    { 'Remove the cluster "a"': "contexts:\n- name: dev\nclusters: []\n" },
  ],
  [
    "duplicate-name",
    "users:\n- name: jane\n  user: {token: a}\n- name: jane\n  user: {token: b}\n",
    {
      'Rename the user "jane" to "jane-2"':
        "users:\n- name: jane\n  user: {token: a}\n- name: jane-2\n  user: {token: b}\n",
      'Remove the user "jane" and the only copy of its token': "users:\n- name: jane\n  user: {token: a}\n",
    },
  ],
  [
    "unreferenced-user",
    "contexts:\n- name: dev\nusers: [{name: a, user: {auth-provider: {name: oidc, config: {refresh-token: x}}}}]\n",
    {
      'Remove the user "a" and the only copy of its refresh-token': "contexts:\n- name: dev\nusers: []\n",
    },
  ],
  [
    "unreferenced-user",
    "contexts:\n- name: dev\nusers: [{name: a, user: {exec: {command: x, apiVersion: client.authentication.k8s.io/v1beta1, env: [{name: AWS_SECRET_ACCESS_KEY, value: x}]}}}]\n",
    {
      'Remove the user "a" and the only copy of its AWS_SECRET_ACCESS_KEY':
        "contexts:\n- name: dev\nusers: []\n",
    },
  ],
  [
    "unreferenced-user",
    "contexts:\n- name: dev\nusers: [{name: a, user: {exec: {command: x, apiVersion: client.authentication.k8s.io/v1beta1, env: [{name: TOKEN=abc, value: x}]}}}]\n",
    { 'Remove the user "a" and the only copy of its …': "contexts:\n- name: dev\nusers: []\n" },
  ],
  [
    "unreferenced-user",
    "contexts:\n- name: dev\n  context: {user: bob}\nusers:\n- &jane\n  name: jane\n  user: &u {token: a}\n- name: bob\n  user: *u\n",
    {},
  ],
];

describe("fixes", () => {
  for (const [code, text, after] of table) {
    it(`${code}: ${Object.keys(after).join(", ") || "none that is safe"}`, () =>
      assert.deepEqual(fixed(text, code), after));
  }
});
