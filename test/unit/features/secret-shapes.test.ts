import { strict as assert } from "node:assert";
import { embeddedHover } from "../../../src/core/features/embedded.ts";
import { fixes } from "../../../src/core/features/fixes.ts";
import { hover } from "../../../src/core/features/hover/index.ts";
import { lenses } from "../../../src/core/features/lenses.ts";
import { links } from "../../../src/core/features/links.ts";
import { markdownOf } from "../../../src/core/features/markdown.ts";
import { symbols } from "../../../src/core/features/symbols.ts";
import { configurationNode, type TreeNode } from "../../../src/core/features/tree/index.ts";
import { factsOfManifests } from "../../../src/core/gather-manifests.ts";
import { LineIndex } from "../../../src/core/line-index.ts";
import { english, render } from "../../../src/core/message.ts";
import { buildReport } from "../../../src/core/report/build.ts";
import { lintFinding } from "../../../src/core/report/lint-result.ts";
import { lintJson, lintText } from "../../../src/core/report/lint-text.ts";
import { markdown } from "../../../src/core/report/markdown.ts";
import { sarif } from "../../../src/core/report/sarif.ts";
import { masked } from "../../../src/vscode/writing/preview/mask.ts";
import { NOW, THRESHOLDS } from "../../support/analyze.ts";
import { analysisOf } from "../../support/editor.ts";
import { memoryWorld } from "../../support/memory-folder.ts";
import { treeSourceOf } from "../../support/tree.ts";

/** Letters and digits only, so that no escape can hide it. */
const SECRET = "XHunter2HunterX";
const JWT = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(`{"sub":"${SECRET}"}`).toString("base64url")}.${SECRET}`;
const PEM = `-----BEGIN PRIVATE KEY-----\\n${SECRET}\\n-----END PRIVATE KEY-----`;
const LONG = SECRET.repeat(6);
const CODE = Buffer.from(`-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----\n`).toString(
  "base64",
);

const scheme = ["https://", "http://", "", "https:/", "htps//"];
const logins = [`jane:${SECRET}@`, `${SECRET}@`, `jane:${SECRET}%40`, `jane:a@${SECRET}@`];
const addresses = [
  ...scheme.flatMap(start => logins.map(login => `${start}${login}host:6443`)),
  `https://host?token=${SECRET}`,
  `https://host/#${SECRET}`,
  `https://host/?a=b&password=${SECRET}`,
];
/** Credentials that are known by their form, as their issuers write them. */
const tokens = [
  `k8s-aws-v1.${LONG}`,
  `sha256~${SECRET}abcdefghijklmnopqrstuvwxyz01`,
  `ya29.${LONG}`,
  `kubeconfig-u-abc12:${SECRET}${"k".repeat(40)}`,
  `ghp_${SECRET}abcdefghijklmnopqrstuvw`,
  `glpat-${SECRET}abcde`,
  `hvs.${SECRET}abcde`,
  `"Bearer ${JWT}"`,
  `"Authorization: Basic ${SECRET}"`,
  `"data:application/x-pem-file;base64,${CODE}"`,
  `file:${JWT}`,
];
const paths = [
  ...[JWT, CODE, LONG, `"${PEM}"`, ...tokens],
  ...[`"token=${SECRET}"`, String.raw`"{\"token\": \"${SECRET}\"}"`, `MHcCAQEEI${`${SECRET}/`.repeat(5)}A=`],
];
/** Fields that hold a name or a word, into which people paste what they have. */
const named = [
  ...["as: ?", "as: root, as-groups: [?]", "auth-provider: {name: ?, config: {a: b}}"],
  ...["command: ?", "apiVersion: ?", "interactiveMode: ?", "args: [login, ?]", "installHint: ?"].map(exec),
];
const args = [
  ...[`-H, "Authorization: Bearer ${SECRET}"`, `-c, "curl -H 'Authorization: Bearer ${SECRET}' https://h"`],
  ...[`-u, "jane:${SECRET}"`, `"--user=jane:${SECRET}"`, `-c, "curl -u jane:${SECRET} https://h"`],
  ...[`-p, ${SECRET}`, `--pass=${SECRET}`, `-c, "export PASS=${SECRET}"`, `login, token, ${SECRET}`],
  ...["--jwt", "--bearer", "--cookie", "--otp", "--client-assertion"].map(flag => `${flag}, ${SECRET}`),
  ...[`--token, "", ${SECRET}`, `"--token ", ${SECRET}`, `--token, "-${SECRET}"`],
  String.raw`-c, 'echo "{\"token\":\"${SECRET}\"}"'`,
];
const flags = ["--token", "--password", "--client-secret", "--api-key", "-token", "--oidc-client-secret"];

/** Where a secret stands, as the inside of a cluster or a user, or as more lines of the file. */
const SHAPES: readonly { readonly cluster?: string; readonly user?: string; readonly more?: string }[] = [
  ...addresses.flatMap(address => [
    { cluster: `server: "${address}"` },
    { cluster: `server: https://h, proxy-url: "${address}"` },
  ]),
  ...paths.flatMap(value => [
    { cluster: `server: https://h, certificate-authority: ${value}` },
    ...["tokenFile", "client-certificate", "client-key"].map(key => ({
      user: `${key}: ${value}${key === "client-key" ? ", client-certificate: a.crt" : ""}`,
    })),
  ]),
  ...[JWT, ...tokens].flatMap(value => [
    { cluster: `server: ${value}` },
    { cluster: `server: https://h, proxy-url: ${value}` },
    { cluster: `server: https://h, tls-server-name: ${value}` },
    { more: `apiVersion: ${value}` },
    { more: `kind: ${value}` },
    ...named.map(field => ({ user: field.replace("?", value) })),
  ]),
  ...args.map(list => ({ user: exec(`args: [${list}]`) })),
  ...flags.flatMap(flag => [
    { user: exec(`args: [login, ${flag}, ${SECRET}]`) },
    { user: exec(`args: ["${flag}=${SECRET}"]`) },
    { user: exec(`args: [-c, "login ${flag} ${SECRET}"]`) },
  ]),
  { user: exec(`args: [-c, "PASSWORD=${SECRET} login"]`) },
  { user: exec(`args: [-c, "PASSWORD='x ${SECRET}"]`) },
  { user: exec(`args: [-c, "--token 'x ${SECRET}"]`) },
  ...["a@", "a/", "a?", "a#"].map(start => ({
    user: exec(`args: ["https://jane:${start}${SECRET}@host/"]`),
  })),
  { user: exec(`command: "sh -c 'PASSWORD=${SECRET} login'"`) },
  { user: exec(`env: [{name: "A=${SECRET}", value: ${SECRET}}]`) },
  { user: exec(`installHint: "export TOKEN=${SECRET}"`) },
  { user: `exec: ${SECRET}` },
  { user: `tokne: ${SECRET}, Token: ${SECRET}` },
  { user: `token: a, token: ${SECRET}` },
  { user: `token: [${SECRET}]` },
  { user: `password: ${SECRET}, username: jane` },
  { user: `as: root, as-user-extra: {scopes: [${SECRET}]}` },
  { cluster: `server: https://h, token: ${SECRET}` },
  { cluster: `server: https://h, extensions: [{name: x, extension: {key: ${SECRET}}}]` },
  { more: `token: ${SECRET}` },
  { more: `users: [{name: jane, user: {token: ${SECRET}}}]` },
  { more: `extensions: [{name: x, extension: ${SECRET}}]` },
  { more: `# token: ${SECRET}` },
  { more: `---\nkind: Secret\ndata: {token: ${SECRET}}` },
];

function exec(inside: string): string {
  const others = ["command: sh", "apiVersion: client.authentication.k8s.io/v1", "interactiveMode: Never"];
  const kept = others.filter(each => each.split(":")[0] !== inside.split(":")[0]);
  return `exec: {${[...kept, inside].join(", ")}}`;
}

function textOf({
  cluster = "server: https://h",
  user = "token: abc",
  more = "",
}: (typeof SHAPES)[number]): string {
  return `current-context: dev
contexts:
- {name: dev, context: {cluster: prod, user: jane}}
clusters:
- name: prod
  cluster: {${cluster}}
users:
- name: jane
  user: {${user}}
${more}
`;
}

function* treeTexts(node: TreeNode): Iterable<string> {
  const say = (text: TreeNode["label"]) => (typeof text === "string" ? text : render(text));
  yield [say(node.label), ...node.description.map(say), node.id].join(" ");
  yield markdownOf([...node.details()]);
  for (const child of node.children()) yield* treeTexts(child);
}

/** The secret, as it is and in base64. */
const FORMS = [
  SECRET,
  Buffer.from(SECRET).toString("base64").slice(0, 16),
  CODE.slice(40, 60),
  JWT.slice(24, 44),
];

function isLeak(said: string): boolean {
  return FORMS.some(form => said.includes(form));
}

/** Everything that a person may see of a file, by the surface that shows it. */
function* surfaces(text: string): Iterable<readonly [string, string]> {
  const analysis = analysisOf(text);
  const [file] = analysis.files;
  assert.ok(file);
  for (let offset = 0; offset <= text.length; offset++) {
    const found = hover(analysis, "config", offset, THRESHOLDS);
    if (found !== undefined) yield ["hover", markdownOf(found.blocks)];
  }
  yield ["outline", JSON.stringify(symbols(file))];
  yield ["lens", JSON.stringify(lenses(analysis, "config"))];
  yield ["links", JSON.stringify(links(file, "posix"))];
  for (const said of treeTexts(configurationNode(treeSourceOf(analysis)))) yield ["tree", said];
  for (const finding of analysis.findings) {
    yield ["finding", JSON.stringify([render(finding.message), finding.related, finding.data])];
    yield ["fix", JSON.stringify(fixes(analysis, finding).map(fix => render(fix.title)))];
  }
  const lint = analysis.findings.map(finding => lintFinding(finding, new LineIndex(text)));
  yield ["lint", lintText(lint) + lintJson(lint) + sarif(lint, { version: "1", uri: path => path })];
  const report = buildReport(
    { analyses: [analysis], folders: [] },
    { now: NOW, ...THRESHOLDS, thresholds: THRESHOLDS },
  );
  yield ["report", markdown(report, { translate: english, label: path => path })];
  yield ["preview", masked([text, text.replace("dev", "prod")]).join("\n")];
}

describe("a secret in a place that nobody thought of", () => {
  for (const shape of SHAPES) {
    it(`is not shown: ${JSON.stringify(shape).slice(0, 100)}`, () => {
      const leaks = [...surfaces(textOf(shape))].filter(([, said]) => isLeak(said));
      assert.deepEqual(leaks.slice(0, 3), []);
    });
  }
});

/** The same where the kubeconfig stands in a manifest: as a block of text, and as base64. */
async function* surfacesInManifests(text: string): AsyncIterable<readonly [string, string]> {
  const head = "apiVersion: v1\nmetadata: {name: x}\n";
  const block = text.trimEnd().replaceAll(/^/gm, "    ");
  const manifests = [
    `${head}kind: ConfigMap\ndata:\n  kubeconfig: |\n${block}\n`,
    `${head}kind: Secret\ndata:\n  value: ${Buffer.from(text).toString("base64")}\n`,
  ];
  for (const manifest of manifests) {
    const timing = { now: NOW, thresholds: THRESHOLDS };
    const { embedded, findings } = await factsOfManifests("m", manifest, memoryWorld({}), timing);
    for (const finding of findings)
      yield ["finding in a manifest", JSON.stringify([render(finding.message), finding.data])];
    for (const facts of embedded) {
      for (let offset = facts.embedded.span.start; offset <= facts.embedded.span.end; offset++) {
        const found = embeddedHover(facts, offset, THRESHOLDS);
        if (found !== undefined) yield ["hover in a manifest", markdownOf(found.blocks)];
        // One place of a value in base64 stands for all.
        if (facts.embedded.inner(offset) === undefined) break;
      }
    }
  }
}

describe("a secret of a kubeconfig in a manifest", () => {
  for (const shape of SHAPES) {
    it(`is shown nowhere: ${JSON.stringify(shape).slice(0, 90)}`, async () => {
      let seen = 0;
      for await (const [surface, said] of surfacesInManifests(textOf(shape))) {
        seen += 1;
        assert.ok(!isLeak(said), `${surface}: ${said}`);
      }
      assert.ok(seen > 0 || /^(?:---|kind:)/.test(shape.more ?? ""));
    });
  }
});
