import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { lateness, patience } from "../support/pace.ts";
import { extensionUnderTest } from "./support/extension.ts";
import { hoverText, plain } from "./support/hovers.ts";

/** Milliseconds in which an edit must show. */
const SOON = 500;

/** How long anything is waited for at most, in milliseconds: on a busy machine it takes many times as long. */
const LIMIT = 15_000;

async function open(path: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder);
  return vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, path));
}

/** The position of the `nth` (from 0) occurrence of a text, in its middle. */
function at(document: vscode.TextDocument, text: string, nth = 0): vscode.Position {
  let offset = document.getText().indexOf(text);
  for (let left = nth; left > 0; left--) offset = document.getText().indexOf(text, offset + 1);
  assert.ok(offset >= 0, text);
  return document.positionAt(offset + Math.floor(text.length / 2));
}

async function replace(document: vscode.TextDocument, old: string, text: string): Promise<void> {
  const start = document.getText().indexOf(old);
  assert.ok(start >= 0, old);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, start, start + old.length), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

function rangeOf(document: vscode.TextDocument, start: number, end: number): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function codes(uri: vscode.Uri): readonly string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === "kubeconfig")
    .map(({ code }) => String(typeof code === "object" ? code.value : code));
}

/** @throws AssertionError unless it was so as a rule; a busy machine may be late for once */
function assertSoon(times: readonly number[]): void {
  const soon = SOON * lateness();
  const late = times.filter(time => time >= soon);
  assert.ok(late.length <= times.length / 3, `${times.join(", ")} ms`);
}

/** Resolves with how long it took, in milliseconds, until the codes of a document are as wanted. */
async function until(uri: vscode.Uri, wanted: (codes: readonly string[]) => boolean): Promise<number> {
  const start = performance.now();
  const limit = patience(LIMIT);
  while (!wanted(codes(uri)) && performance.now() - start < limit) {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  assert.ok(wanted(codes(uri)), codes(uri).join());
  return performance.now() - start;
}

const SMALL = `apiVersion: v1
kind: Config
current-context: dev
clusters:
- name: east
  cluster: {server: "https://east:6443"}
contexts:
- name: dev
  context: {cluster: east, user: jane}
users:
- name: jane
  user: {token: hunter2, as: ann}
`;

describe("the editor on the sample workspace", () => {
  let fleet: vscode.TextDocument;

  before(async () => {
    await extensionUnderTest();
    fleet = await open("fleet.kubeconfig");
  });

  it("hovers over a certificate with who and until when", async () => {
    const text = await hoverText(fleet.uri, at(fleet, "client-certificate-data", 1));
    assert.match(text, /User \(CN\) +\| deployer \|\n\| Groups \(O\) +\| ci \|\n.*expires in 12d/);
  });

  it("sets a lens over every user and every context", async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      fleet.uri,
      1000,
    );
    const titles = lenses.map(({ command }) => command?.title ?? "").filter(title => title !== "Renew...");
    assert.deepEqual(
      [titles.length, titles[0], titles.filter(title => title.startsWith("deployer"))],
      [
        17,
        "current · jane @ https://production.example.com:6443 · namespace shop · expires in 283d",
        [
          "deployer @ https://staging.example.com:6443 · namespace shop · expires in 12d",
          "deployer · ci · expires in 12d",
        ],
      ],
    );
  });

  it("leads from a context to the user of another file, and back", async () => {
    const team = await open("team.kubeconfig");
    const [definition] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      "vscode.executeDefinitionProvider",
      team.uri,
      at(team, "user: jane@production"),
    );
    const target = definition && "targetUri" in definition ? definition.targetUri : definition?.uri;
    assert.equal(target?.path, fleet.uri.path);
    const references = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeReferenceProvider",
      team.uri,
      at(team, "user: jane@production"),
    );
    const files = references.map(({ uri }) => uri.path.slice(uri.path.lastIndexOf("/") + 1));
    assert.deepEqual(files.toSorted(), [
      "fleet.kubeconfig",
      "fleet.kubeconfig",
      "team.kubeconfig",
      "team.kubeconfig",
    ]);
  });

  it("outlines clusters, contexts and users", async () => {
    const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      fleet.uri,
    );
    assert.deepEqual(
      found.map(({ name, children }) => `${name} ${children.length}`),
      ["clusters 6", "contexts 9", "current-context 0", "users 8"],
    );
  });

  it("links to the files that a kubeconfig names", async () => {
    const document = await open("files/kubeconfig.yaml");
    const found = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      "vscode.executeLinkProvider",
      document.uri,
    );
    const targets = found.flatMap(({ target }) => (target?.scheme === "file" ? [target.path] : []));
    assert.ok(
      targets.some(path => path.endsWith("/files/certs/ca.crt")),
      targets.join(),
    );
  });

  it("reads the certificate of a Secret", async () => {
    const secret = await open("manifests/shop-tls.yaml");
    assert.match(await hoverText(secret.uri, at(secret, "tls.crt")), /Subject +\| CN=shop\.example\.com/);
  });

  it("finds and explains what stands in the kubeconfig of a ConfigMap", async () => {
    const inner = SMALL.replace("current-context: dev", "current-context: nowhere")
      .trimEnd()
      .replaceAll(/^/gm, "    ");
    const content = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cluster-info}\ndata:\n  kubeconfig: |\n${inner}\n`;
    const document = await vscode.workspace.openTextDocument({ language: "yaml", content });
    await vscode.window.showTextDocument(document);
    await until(document.uri, found => found.includes("current-context-missing"));
    const [finding] = vscode.languages.getDiagnostics(document.uri);
    assert.equal(document.getText(finding?.range), "nowhere");
    assert.match(await hoverText(document.uri, at(document, "current-context:")), /context/i);
  });

  it("finds and explains the fields of a cluster of Argo CD", async () => {
    const config = JSON.stringify({ bearerToken: "x", tlsClientConfig: { insecure: true } });
    const content = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: c\n  labels: {argocd.argoproj.io/secret-type: cluster}\nstringData:\n  server: https://h:6443\n  config: ${JSON.stringify(config)}\n`;
    const document = await vscode.workspace.openTextDocument({ language: "yaml", content });
    await vscode.window.showTextDocument(document);
    await until(document.uri, found => found.includes("insecure-skip-tls-verify"));
    const [finding] = vscode.languages.getDiagnostics(document.uri);
    assert.equal(document.getText(finding?.range), "true");
    assert.match(finding?.message ?? "", /tlsClientConfig\.insecure/);
    assert.match(await hoverText(document.uri, at(document, "true}")), /insecure-skip-tls-verify/);
  });

  it("publishes findings for files of the configuration that nobody has opened", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    await until(vscode.Uri.joinPath(folder.uri, "lab/broken.kubeconfig"), found =>
      found.includes("bad-base64"),
    );
  });
});

describe("the editor while somebody types", () => {
  let document: vscode.TextDocument;

  beforeEach(async () => {
    await extensionUnderTest();
    document = await vscode.workspace.openTextDocument({ language: "yaml", content: SMALL });
    await vscode.window.showTextDocument(document);
    await until(document.uri, found => !found.includes("context-user-missing"));
  });

  afterEach(() => vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor"));

  it("shows findings within half a second, and takes them back", async () => {
    const times: number[] = [];
    for (const [before, after, wanted] of [
      ["jane", "jnae", true],
      ["jnae", "jane", false],
      ["jane", "jnae", true],
      ["jnae", "jane", false],
    ] as const) {
      await replace(document, `user: ${before}}`, `user: ${after}}`);
      times.push(await until(document.uri, found => found.includes("context-user-missing") === wanted));
    }
    assertSoon(times);
  });

  it("hovers over the text as it is now", async () => {
    await replace(document, "as: ann", "as: bob");
    const text = await hoverText(document.uri, at(document, "- name: jane"));
    assert.deepEqual([/Identity +\| bob/.test(text), text.includes("hunter2")], [true, false], text);
  });

  it("fixes a name that is misspelt", async () => {
    const before = document.getText();
    await replace(document, "user: jane}", "user: jnae}");
    await until(document.uri, found => found.includes("context-user-missing"));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(at(document, "jnae"), at(document, "jnae")),
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title }) => title === 'Change to "jane"');
    assert.ok(fix?.edit, actions.map(({ title }) => title).join());
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.getText(), before);
  });

  it("lets no name be a link, an icon, markup or a cell", async () => {
    const name = '"[x](command:y) $(zap) <img src=x> `a` b|c \\u202e \\n# d"';
    await replace(document, "user: jane}", `user: ${name}}`);
    await replace(document, "- name: jane", `- name: ${name}`);
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      at(document, "user: "),
    );
    const [content] = hover?.contents ?? [];
    assert.ok(content instanceof vscode.MarkdownString);
    assert.deepEqual(
      [
        content.isTrusted ?? false,
        content.supportHtml ?? false,
        content.value.match(/\]\(|\$\(zap|<img|`a`|b\|c|\u202e|^# d/m),
      ],
      [false, false, null],
    );
    assert.ok(
      plain(content).includes("[x](command:y) $(zap) <img src=x> `a` b|c \\u{202e} ↵# d"),
      content.value,
    );
  });
});
