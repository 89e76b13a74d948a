import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import type { Busy } from "../../src/vscode/wizard/ask.ts";
import { base64, makeCa, makeCertificate } from "../support/certificates.ts";
import { FakeApiServer } from "../support/fake-api-server.ts";
import { Loopback, validityFrom } from "../support/loopback.ts";
import { patience } from "../support/pace.ts";
import { lineChanges } from "./support/lab.ts";
import { everyText, nodeCalled, outline } from "./support/outline.ts";
import { lastPage } from "./support/pages.ts";
import { Script } from "./support/script.ts";
import { type OpenLab, useLab } from "./support/use-lab.ts";

describe("checking servers", function () {
  this.timeout(patience(60_000));
  let open: OpenLab;
  let closing: (() => Promise<void>)[];
  useLab({ worker: 100 }, lab => {
    open = lab;
    closing = [];
  });
  afterEach(async () => {
    await setTimeoutSeconds(undefined);
    await Promise.all(closing.map(close => close()));
  });

  const tree = () => open.api.trees.kubeconfigs;

  it("tells of one that kubectl accepts, and keeps that in the tree until it is refreshed", async () => {
    const server = await apiServer();
    await list(server.url, server.ca);
    const script = await check();
    assert.match(
      script.told.join(),
      /^here: reachable · v1\.36\.3 · certificate expires in 29\dd · \d+ ms · seen at \d\d:\d\d UTC\.$/,
    );
    assert.deepEqual(script.severities, ["information"]);
    const [context, seen, leaf] = await below();
    assert.match(context ?? "", /here \| current · opaque token · server reachable$/);
    assert.match(seen ?? "", /^ {2}Server \| reachable · v1\.36\.3 · certificate expires in /);
    assert.match(leaf ?? "", /^ {4}kube-apiserver \| expires in 29\dd · serving certificate$/);
    const report = await open.api.report.report(open.lab.address("server.kubeconfig"));
    const row = report.rows.find(({ kind }) => kind === "server-certificate");
    assert.deepEqual([row?.name, row?.contexts, row?.state], ["here", ["here"], "ok"]);
    assert.deepEqual(
      server.requests.map(({ path, headers }) => [path, headers.authorization]),
      [["/version", undefined]],
    );
    await vscode.commands.executeCommand("kubeconfigInspector.refresh");
    assert.doesNotMatch((await below()).join("\n"), /reachable|serving certificate/);
  });

  it("trusts the CA of a server that got another one, after its fingerprint was shown, and takes that back", async () => {
    const [old, ca] = [await makeCa({ cn: "kubernetes" }), await makeCa({ cn: "kubernetes" })];
    const server = await apiServer(await serving(ca, "127.0.0.1"));
    const text = await list(server.url, old.pem);
    const script = await check(
      [
        ["trust-ca", "yes"],
        ["apply", "apply"],
      ],
      "Trust This CA...",
    );
    assert.match(
      script.told[0] ?? "",
      /^here: not accepted .* "kubernetes", is of .* same name with another key/,
    );
    assert.match(script.told[1] ?? "", /^here: reachable · v1\.36\.3 · /);
    const [{ question } = {}] = script.asked;
    assert.match(
      JSON.stringify(question),
      /SHA-256 fingerprint: (?:[0-9A-F]{2}:){31}.*trusts what the server says now/,
    );
    assert.deepEqual(lineChanges(text, open.lab.read("server.kubeconfig")), [
      `-   certificate-authority-data: ${base64(old.pem)}`.replace("-   ", "-     "),
      `+     certificate-authority-data: ${base64(ca.pem)}`,
    ]);
    assert.match((await below())[1] ?? "", /Server \| reachable/);
    open.lab.write("server.kubeconfig", text);
    await open.api.sources.refresh();
    assert.doesNotMatch((await below()).join("\n"), /reachable/, "the cluster is another one now");
    const undone = await check(
      [
        ["trust-ca", "yes"],
        ["apply", "apply"],
      ],
      ["Trust This CA...", "Undo"],
    );
    assert.match(undone.told[1] ?? "", /^here: reachable/);
    assert.equal(open.lab.read("server.kubeconfig"), text);
  });

  it("dials by another name where the certificate is for that", async () => {
    const server = await apiServer(await serving(await makeCa(), "kubernetes"));
    const text = await list(server.url, server.ca);
    const script = await check([], "Set tls-server-name to kubernetes");
    assert.match(
      script.told[0] ?? "",
      /^here: not accepted .* The certificate is for kubernetes; you dial 127\.0\.0\.1\./,
    );
    assert.match(script.told[1] ?? "", /^here: reachable/);
    assert.deepEqual(lineChanges(text, open.lab.read("server.kubeconfig")), [
      "+     tls-server-name: kubernetes",
    ]);
    assert.match((await below())[0] ?? "", /server reachable$/);
  });

  it("says why one is not reached", async () => {
    const server = await apiServer();
    await server.close();
    closing = [];
    await list(server.url, server.ca);
    const script = await check();
    assert.match(script.told.join(), /^here: not reachable · seen at .*127\.0\.0\.1:\d+ refuses connections/);
    assert.deepEqual(script.severities, ["error"]);
    const [context, seen] = await below();
    assert.match(`${context}\n${seen}`, /server not reachable\n {2}Server \| not reachable · seen at/);
  });

  it("looks at 200 at once of which half hang, and tells of all in a document", async () => {
    await setTimeoutSeconds(3);
    const server = await apiServer();
    const hanging = await Loopback.raw(() => {});
    closing.push(() => hanging.close());
    const slow = `https://127.0.0.1:${hanging.target().port}`;
    const names = Array.from({ length: 200 }, (_, index) => `c${index}`);
    await open.lab.list(
      "many.kubeconfig",
      kubeconfig(
        names.map((name, index) => [name, index % 2 === 0 ? server.url : slow]),
        names.map(name => [name, name]),
        server.ca,
      ),
    );
    const argument = (await tree().getChildren()).find(({ label }) => label === "many.kubeconfig");
    const started = Date.now();
    const script = await open.lab.run("checkAllServers", [], { argument });
    const took = Date.now() - started;
    assert.ok(took < 3_000 + patience(6_000), `${took} ms`);
    assert.equal(script.progress.at(-1), "200 of 200");
    const text = lastPage();
    assert.match(text, /^# Servers\n\n100 not reachable, 100 reachable\n/);
    assert.equal(text.match(/did not complete a TLS handshake within 3 seconds/g)?.length, 100);
    assert.equal(server.requests.length, 100);
    const lines = await outline(tree(), 1, argument);
    assert.equal(lines.filter(line => / server reachable$/.test(line)).length, 100);
    assert.equal(lines.filter(line => / server not reachable$/.test(line)).length, 100);
  });

  it("ends when nobody waits any more, and keeps what was seen until then", async () => {
    const server = await apiServer();
    const hanging = await Loopback.raw(() => {});
    closing.push(() => hanging.close());
    const slow = `https://127.0.0.1:${hanging.target().port}`;
    await open.lab.list(
      "server.kubeconfig",
      kubeconfig(
        [
          ["good", server.url],
          ["bad", slow],
        ],
        [
          ["good", "good"],
          ["bad", "bad"],
          ["same", "good"],
        ],
        server.ca,
      ),
    );
    const argument = (await tree().getChildren()).find(({ label }) => label === "server.kubeconfig");
    const started = Date.now();
    await open.api.runWith(new Impatient([]), "kubeconfigInspector.checkAllServers", argument);
    assert.ok(Date.now() - started < patience(6_000), "the time-out is ten seconds");
    const lines = (await below()).filter(line => !line.startsWith(" "));
    assert.match(
      lines.join("\n"),
      /^good \| .*server reachable\nbad \| [^\n]*token\nsame \| .*server reachable$/,
    );
    assert.equal(server.requests.length, 1);
  });

  it("removes a name that the certificate is not for", async () => {
    const server = await apiServer();
    const text = kubeconfig([["here", server.url]], [["here", "here"]], server.ca).replace(
      "    server:",
      "    tls-server-name: elsewhere\n    server:",
    );
    await open.lab.list("server.kubeconfig", text);
    const script = await check([], "Remove tls-server-name");
    assert.match(script.told[0] ?? "", /^here: not accepted .* tls-server-name says elsewhere/);
    assert.match(script.told[1] ?? "", /^here: reachable/);
    assert.deepEqual(lineChanges(text, open.lab.read("server.kubeconfig")), [
      "-     tls-server-name: elsewhere",
    ]);
  });

  it("contacts nobody before somebody asks", async () => {
    let connections = 0;
    const silent = await Loopback.raw(() => {
      connections += 1;
    });
    closing.push(() => silent.close());
    await list(`https://127.0.0.1:${silent.target().port}`, (await makeCa()).pem);
    await everyText(tree());
    const document = await open.lab.open("server.kubeconfig");
    const at = document.positionAt(document.getText().indexOf("https://"));
    await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, at);
    await open.api.report.report();
    assert.equal(connections, 0);
  });

  async function apiServer(given?: Parameters<typeof FakeApiServer.start>[1]): Promise<FakeApiServer> {
    const version = { object: { major: "1", minor: "36", gitVersion: "v1.36.3" } };
    const server = await FakeApiServer.start(
      ({ path }) => (path === "/version" ? version : undefined),
      given,
    );
    closing.push(() => server.close());
    return server;
  }

  async function list(url: string, ca: string): Promise<string> {
    const text = kubeconfig([["here", url]], [["here", "here"]], ca);
    await open.lab.list("server.kubeconfig", text);
    return text;
  }

  async function check(
    steps: Parameters<OpenLab["lab"]["run"]>[1] = [],
    after?: string | readonly string[],
  ): Promise<Script> {
    const argument = await nodeCalled(tree(), "here", "context");
    return open.lab.run("checkServer", steps, { argument, ...(after !== undefined && { after }) });
  }

  /** The context and what stands below it. */
  async function below(): Promise<readonly string[]> {
    const root = (await tree().getChildren()).find(({ label }) => label === "server.kubeconfig");
    return outline(tree(), 3, root);
  }
});

/** Somebody who does not wait for the last server. */
class Impatient extends Script {
  override busy<T>(_title: string, run: Busy<T>): Promise<T> {
    const stop = new AbortController();
    return run(stop.signal, () => stop.abort());
  }
}

async function serving(ca: Awaited<ReturnType<typeof makeCa>>, name: string) {
  const type = /^\d/.test(name) ? "ip" : "dns";
  const leaf = await makeCertificate({
    cn: "kube-apiserver",
    issuer: ca,
    eku: ["serverAuth"],
    san: [{ type, value: name }],
    ...validityFrom(),
  });
  return { ca, leaf };
}

function setTimeoutSeconds(seconds: number | undefined): Thenable<void> {
  const settings = vscode.workspace.getConfiguration("kubeconfigInspector");
  return settings.update("server.timeoutSeconds", seconds, vscode.ConfigurationTarget.Global);
}

function kubeconfig(
  clusters: readonly (readonly [name: string, url: string])[],
  contexts: readonly (readonly [name: string, cluster: string])[],
  ca: string,
): string {
  const clusterText = ([name, url]: readonly [string, string]) => `- name: ${name}
  cluster:
    server: ${url}
    certificate-authority-data: ${base64(ca)}
`;
  return `apiVersion: v1
kind: Config
current-context: ${contexts[0]?.[0]}
clusters:
${clusters.map(clusterText).join("")}users:
- name: somebody
  user: {token: secret-token}
contexts:
${contexts.map(([name, cluster]) => `- {name: ${name}, context: {cluster: ${cluster}, user: somebody}}`).join("\n")}
`;
}
