import fc from "fast-check";
import type { Analysis } from "../../../src/core/analysis.ts";
import { makeJwt } from "../../support/tokens.ts";
import { damaged } from "./inputs.ts";

/** Letters and digits only, so that no escape can hide it. */
export const SECRET = "XHunter2HunterX";

const KEY = `-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----\n`;
const USERS = [
  `token: ${SECRET}`,
  `token: "${SECRET}\\n"`,
  `token: |\n      ${SECRET}\n`,
  `token: [${SECRET}]`,
  ...["*", "&", "!", "!!int ", "!!", "%", "@", "|", ">", "`", "? ", "- ", "#"].map(
    start => `password: ${start}${SECRET}`,
  ),
  `password: !${SECRET}! x`,
  `password: !<${SECRET}> x`,
  `token: {a: ${SECRET}}`,
  `token: &t ${SECRET}\n    password: *t`,
  `token: ${makeJwt({ sub: "jane", jti: SECRET, secret: SECRET }, { secret: SECRET })}${SECRET}`,
  `token: abcdef.${SECRET.toLowerCase()}2`,
  `username: jane\n    password: ${SECRET}`,
  `client-key-data: ${SECRET}`,
  `client-key-data: "${SECRET}*"`,
  `client-key-data: ${Buffer.from(KEY).toString("base64")}`,
  `client-key-data: ${Buffer.from(SECRET).toString("base64")}`,
  `exec: {command: c, env: [{name: A, value: ${SECRET}}, {name: "", value: ${SECRET}}]}`,
  `exec: {command: c, env: {A: ${SECRET}}}`,
  `auth-provider: {name: oidc, config: {id-token: ${SECRET}, client-secret: ${SECRET}}}`,
  `auth-provider: {name: x, config: [${SECRET}]}`,
];

/** Kubeconfigs with the secret in secret fields, of which some have lost or gained a few characters. */
export function planted(): fc.Arbitrary<string> {
  const text = fc
    .tuple(
      fc.constantFrom(...USERS),
      fc.constantFrom(...USERS),
      fc.constantFrom("https", "http", "socks5", "x"),
    )
    .map(([first, second, scheme]) => textOf(first, second, scheme));
  return fc.oneof(text, damaged(text));
}

function textOf(first: string, second: string, scheme: string): string {
  return `apiVersion: v1
kind: Config
current-context: a
clusters:
- name: c
  cluster: {server: "https://c", proxy-url: "${scheme}://jane:${SECRET}@proxy:3128"}
contexts:
- name: a
  context: {cluster: c, user: jane}
users:
- name: jane
  user:
    ${first}
- name: joe
  user:
    ${second}
`;
}

/** Whether damage has moved the secret to where kubectl reads no secret: a name, a key, an argument. */
export function isExposed(analysis: Analysis): boolean {
  return analysis.files.some(({ source: _, document, ...file }) => {
    const plain = file.users.map(({ token, password, clientKeyData, authProvider, exec, ...user }) => [
      user,
      authProvider?.value.name?.value,
      [...(authProvider?.value.config.keys() ?? [])],
      exec?.value.env.map(({ name }) => name),
      exec?.value.args.map(({ value }) => value),
      exec?.value.command?.value,
    ]);
    const clusters = file.clusters.map(({ proxyUrl, ...cluster }) => [cluster, proxyHost(proxyUrl?.value)]);
    const keys = document.notices.map(({ key }) => key);
    const rest = { ...file, users: plain, clusters, refusals: [], keys };
    return holds(rest, new Set());
  });
}

/** Whether a value holds the secret, the nodes that it was read from apart. */
function holds(value: unknown, seen: Set<unknown>): boolean {
  if (typeof value === "string") return value.toLowerCase().includes(SECRET.toLowerCase());
  if (typeof value !== "object" || value === null || seen.has(value)) return false;
  seen.add(value);
  return Object.entries(value).some(([key, each]) => key !== "node" && holds(each, seen));
}

/** What a proxy's address says where nothing but a host is left of it. */
function proxyHost(url = ""): string | undefined {
  return /^[\w+.-]*:\/\/(?:.*@)?[\w.-]*(?::\d*)?\/?$/.test(url) ? url.replace(/\/\/.*@/, "") : undefined;
}
