import { fill, HEAD, numbered, type Shape } from "./shape.ts";

const shape = (name: string, make: (size: number) => string): Shape => ({ name, entry: "kubeconfig", make });
const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");
const user = (fields: string) => `${HEAD}users:\n- name: u\n  user:\n    ${fields}\n`;
const users = (fields: (index: number) => string) => (size: number) =>
  `${HEAD}users:\n${numbered(i => `- name: u${i}\n  user: {${fields(i)}}\n`, size)}`;
const cluster = (fields: string) => `${HEAD}clusters:\n- name: c\n  cluster:\n    ${fields}\n`;

/** Well-formed YAML with meanings that cost much. */
export const kubeconfigShapes: readonly Shape[] = [
  shape(
    "contexts whose names lead nowhere",
    size =>
      `${HEAD}contexts:\n${numbered(i => `- {name: ctx-${i}, context: {cluster: lost-${i}, user: gone-${i}}}\n`, size)}`,
  ),
  shape(
    "contexts whose names nearly lead somewhere",
    size =>
      `${HEAD}clusters:\n${numbered(i => `- {name: cluster-number-${i}, cluster: {server: "https://h"}}\n`, size / 2)}contexts:\n${numbered(i => `- {name: ctx-${i}, context: {cluster: clustre-nubmer-${i}x, user: u}}\n`, size / 2)}`,
  ),
  shape(
    "a current context among nearly the same names",
    size =>
      `${HEAD}contexts:\n${numbered(i => `- {name: ctx-0${i}, context: {cluster: c, user: u}}\n`, size)}`,
  ),
  shape(
    "contexts of one user",
    size =>
      `${user("token: t")}contexts:\n${numbered(i => `- {name: ctx-${i}, context: {cluster: c, user: u}}\n`, size)}`,
  ),
  shape("entries of one name", size => `${HEAD}users:\n${fill("- {name: a, user: {token: t}}\n", size)}`),
  shape("entries without a name", size => `${HEAD}users:\n${fill("- user: {token: t}\n", size)}`),
  shape("entries that are null", size => `${HEAD}users:\n${fill("-\n", size)}`),
  shape("entries that are texts", size => `${HEAD}users:\n${fill("- a\n", size)}`),
  shape(
    "fields of the wrong type",
    users(() => "token: [a], password: {b: c}, username: 1"),
  ),
  shape(
    "unknown keys in entries",
    users(i => `tokne${i}: t, client-certificte-data: a`),
  ),
  shape("unknown keys at the root", size => HEAD + numbered(i => `clustres${i}: []\n`, size)),
  shape("keys in another case", size => HEAD + numbered(i => `${i % 2 ? "KIND" : "Kind"}: ${i}\n`, size)),
  shape(
    "extensions of one name",
    size => `${HEAD}extensions:\n${fill("- {name: e, extension: {a: b}}\n", size)}`,
  ),
  shape(
    "a name of many characters",
    size => `${HEAD}contexts:\n- name: ${fill("n", size)}\n  context: {cluster: c}\n`,
  ),
  shape(
    "contexts that are only names",
    size => `${HEAD}contexts:\n${numbered(i => `- name: c${i}\n`, size)}`,
  ),
  shape(
    "a current context that is nearly a context, both of many characters",
    size =>
      `current-context: ${fill("a", size / 2)}b\ncontexts:\n- {name: ${fill("a", size / 2)}c, context: {cluster: c}}\n`,
  ),
  shape("a kind of many characters", size => `kind: ${fill("C", size)}\n`),
  shape("a server with a zone of many characters", size =>
    cluster(`server: "https://[fe80::1%25${fill("a", size)}]"`),
  ),
  shape("a command of many steps up", size => user(`exec: {command: ${fill("../", size)}x, apiVersion: v1}`)),
  shape("an extension of many levels in each user", size =>
    users(() => `extensions: [{name: e, extension: ${"[".repeat(2000)}${"]".repeat(2000)}}]`)(size),
  ),
  shape("a server of many characters", size => cluster(`server: https://${fill("a.", size)}`)),
  shape("a server with many brackets", size => cluster(`server: "https://[${fill(":", size)}"`)),
  shape("a server with many percent signs", size => cluster(`server: "https://h/${fill("%zz", size)}"`)),
  shape("a proxy of many characters", size => cluster(`proxy-url: "socks5://${fill("a@", size)}"`)),
  shape(
    "a namespace of many characters",
    size => `${HEAD}contexts:\n- name: c\n  context: {namespace: ${fill("a-", size)}}\n`,
  ),
  shape("a TLS server name of many characters", size => cluster(`tls-server-name: ${fill("a-.", size)}`)),
  shape("a path of many characters", size => user(`client-certificate: ${fill("../", size)}x`)),
  shape(
    "paths of files",
    users(i => `client-certificate: ${"../".repeat(20)}c${i}, client-key: k${i}`),
  ),
  shape("arguments of an exec plugin", size => user(`exec: {command: c, args: [${fill("a, ", size)}]}`)),
  shape("one long argument of an exec plugin", size =>
    user(`exec: {command: c, args: [${fill("a", size)}]}`),
  ),
  ...["token", "--token ", "auth=", "ey-", "eyJ-", "://", "a://b@", "a/", "'", "-"].map(part =>
    shape(`an argument of an exec plugin that repeats ${part}`, size =>
      user(`exec: {command: c, args: ["${fill(part, size)}"], installHint: "${fill(part, size)}"}`),
    ),
  ),
  shape("variables of an exec plugin", size =>
    user(`exec: {command: c, env: [${fill("{name: a, value: b}, ", size)}]}`),
  ),
  shape("groups to act as", size => user(`as-groups: [${numbered(i => `g${i}, `, size)}]`)),
  shape("extra fields to act with", size => user(`as-user-extra: {${numbered(i => `k${i}: [a], `, size)}}`)),
  shape("settings of an auth-provider", size =>
    user(`auth-provider: {name: oidc, config: {${numbered(i => `k${i}: v, `, size)}}}`),
  ),
  shape(
    "data that is no base64",
    users(() => "client-certificate-data: '*', client-key-data: 'a b'"),
  ),
  shape("data in many lines", size => user(`client-certificate-data: |\n${fill("      QUJD\n", size)}`)),
  shape("data as a list of numbers", size => user(`client-certificate-data: [${fill("65, ", size)}]`)),
  shape("data as a list of wrong numbers", size => user(`client-certificate-data: [${fill("650, ", size)}]`)),
  shape("one long value of base64", size => user(`client-certificate-data: ${fill("QUJD", size)}`)),
  shape("base64 with its mistake at the end", size =>
    user(`client-certificate-data: ${fill("QUJD", size)}*`),
  ),
  shape("base64 of padding", size => user(`client-certificate-data: ${fill("=", size)}`)),
  shape("base64 with escaped line breaks", size =>
    user(`client-certificate-data: "${fill("QUJD\\n", size)}*"`),
  ),
  shape("base64 of PEM without an END", size =>
    user(`client-certificate-data: ${base64(fill("-----BEGIN CERTIFICATE-----\n", (size * 3) / 4))}`),
  ),
  shape(
    "tokens that look like JWTs",
    users(i => `token: ${base64('{"alg":"none"}')}.${base64(`{"sub":"${i}"}`).replaceAll("=", "")}.x`),
  ),
  shape(
    "bootstrap tokens",
    users(() => "token: abcdef.0123456789abcdef"),
  ),
  shape(
    "passwords",
    users(() => "username: a, password: b, token: t, tokenFile: f"),
  ),
  shape("one token of many dots", size => user(`token: ${fill("a.", size)}`)),
  shape("one token of many blanks", size => user(`token: "${fill("a ", size)}"`)),
  shape(
    "JSON",
    size =>
      `{"apiVersion":"v1","kind":"Config","users":[${numbered(i => `{"name":"u${i}","user":{"token":"t"}},`, size)}{}]}`,
  ),
  shape(
    "JSON in lines that never ends",
    size => `{\n"users": [\n${numbered(i => `{"name":"u${i}"},\n`, size)}`,
  ),
];
