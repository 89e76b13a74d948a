import { strict as assert } from "node:assert";
import { execFileSync, spawn } from "node:child_process";
import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import * as vscode from "vscode";
import { base64 } from "../support/certificates.ts";
import { FakeApiServer } from "../support/fake-api-server.ts";
import { Loopback } from "../support/loopback.ts";
import { patience } from "../support/pace.ts";
import { extensionUnderTest } from "./support/extension.ts";
import { hoverText } from "./support/hovers.ts";
import { type Outgoing, watchOutgoing } from "./support/outgoing.ts";
import { everyText, nodeCalled } from "./support/outline.ts";
import { CANCEL, Script, type Step } from "./support/script.ts";
import { type OpenLab, useLab } from "./support/use-lab.ts";

const ID = "kubeconfig-inspector.kubeconfig-inspector";

const seen = watchOutgoing();
const watchedInTime = vscode.extensions.getExtension(ID)?.isActive === false;
let atActivation: readonly string[];

// Before the first suite of any file.
before(async () => {
  const api = await extensionUnderTest();
  await everyText(api.trees.kubeconfigs);
  atActivation = since(0);
});

describe("what leaves the machine", function () {
  this.timeout(patience(120_000));
  let open: OpenLab;
  let server: FakeApiServer;
  let silent: Loopback;
  let connections: number;
  useLab({ worker: 100 }, lab => {
    open = lab;
  });

  beforeEach(async () => {
    connections = 0;
    server = await FakeApiServer.start(() => ({
      object: {
        status: { userInfo: { username: "jane", groups: [] }, resourceRules: [], nonResourceRules: [] },
      },
    }));
    silent = await Loopback.raw(socket => {
      connections += 1;
      socket.destroy();
    });
    await open.lab.list("server.kubeconfig", kubeconfig());
  });
  afterEach(async () => {
    for (const name of PROXIES) delete process.env[name];
    await Promise.all([server.close(), silent.close()]);
  });

  it("is seen", async () => {
    const start = seen.length;
    const { host, port } = silent.target();
    await once(connect(port, host), "close");
    await lookup("localhost");
    await once(spawn(process.execPath, ["--version"]), "close");
    execFileSync(process.execPath, ["--version"]);
    await assert.rejects(fetch(silentUrl("http")));
    assert.deepEqual(since(start), [
      `connection 127.0.0.1:${port}`,
      "look-up localhost",
      `program ${process.execPath}`,
      `program ${process.execPath}`,
      `connection 127.0.0.1:${port}`,
    ]);
    assert.equal(connections, 2);
  });

  it("is nothing while the extension is activated", function () {
    assert.deepEqual(atActivation, []);
    if (watchedInTime) return;
    console.log(
      "  - VS Code activated the extension before the suites were read, so only what followed was watched",
    );
    this.skip();
  });

  it("is nothing for looking at trees, files, hovers, pages and documents", async () => {
    useProxies();
    const start = seen.length;
    await everyText(open.api.trees.kubeconfigs);
    await everyText(open.api.trees.certificates);
    await everyText(open.api.pki.provider);
    await everyText(open.api.issued.provider);
    await lookAt(await open.lab.open("server.kubeconfig"));
    await open.api.report.report();
    await vscode.commands.executeCommand("kubeconfigInspector.showReport");
    for (const editor of ["kubeconfigInspector.certificate", "kubeconfigInspector.pem"])
      await vscode.commands.executeCommand("vscode.openWith", open.lab.uri("pki/ca.crt"), editor);
    await vscode.commands.executeCommand("kubeconfigInspector.refresh");
    await everyText(open.api.trees.kubeconfigs);
    assert.deepEqual([since(start), connections, server.requests, ran()], [[], 0, [], 0]);
  });

  it("is nothing for commands that are left at their first question", async () => {
    useProxies();
    const start = seen.length;
    const left: string[] = [];
    for (const id of commandIds()) {
      const script = new Leaver();
      await closing(open.api.runWith(script, `kubeconfigInspector.${id}`)).catch((error: unknown) => {
        const { name } = error as Error;
        if (name !== "Cancelled" && name !== "HumanError") throw error;
      });
      if (script.asked.length > 0) left.push(id);
    }
    for (const id of [
      "whoAmI",
      "checkServer",
      "requestUser",
      "listRequests",
      "whatMayI",
      "whatMayUser",
      "mayI",
    ])
      assert.ok(left.includes(id), `${id} asks nothing`);
    assert.deepEqual([since(start), connections, server.requests, ran()], [[], 0, [], 0]);
  });

  it("is nothing for a wizard that is left at its last question", async () => {
    useProxies();
    const start = seen.length;
    const steps: readonly Step[] = [
      ["context", /direct/],
      ["user", "jane"],
      ["groups", "dev"],
      ["uid", ""],
      ["lifetime", "1d"],
      ["key", "ecdsa-p256"],
      ["to", "new"],
      ["to-place", open.lab.address("jane.kubeconfig")],
      ["summary", CANCEL],
    ];
    await assert.rejects(open.lab.run("requestUser", steps), { name: "Cancelled" });
    assert.deepEqual([since(start), connections, server.requests, ran()], [[], 0, [], 0]);
  });

  it("is nothing for the quick picks of VS Code that are closed", async () => {
    const start = seen.length;
    for (const id of ["whoAmI", "checkServer", "requestUser", "listRequests", "whatMayI"]) {
      await closing(vscode.commands.executeCommand(`kubeconfigInspector.${id}`));
    }
    assert.deepEqual([since(start), connections, server.requests, ran()], [[], 0, [], 0]);
  });

  it("is one connection to the server that somebody asks", async () => {
    const start = seen.length;
    await open.lab.run("whoAmI", [["context", /direct/]]);
    assert.deepEqual([since(start), ran()], [[`connection ${hostOf(server)}`], 0]);
  });

  it("is only the connection to the proxy where a kubeconfig names one", async () => {
    const start = seen.length;
    await assert.rejects(open.lab.run("whoAmI", [["context", /proxied/]]), /proxy/);
    const { host, port } = silent.target();
    assert.deepEqual([since(start), connections, ran()], [[`connection ${host}:${port}`], 1, 0]);
  });

  it("is no run of a credential plugin before the person says yes, and one after that", async () => {
    const argument = await nodeCalled(open.api.trees.kubeconfigs, "plugin", "context");
    const start = seen.length;
    await assert.rejects(open.lab.run("whoAmI", [["run-plugin", CANCEL]], { argument }), /did not agree/);
    assert.deepEqual([since(start), ran()], [[], 0]);
    const script = await open.lab.run(
      "whatMayI",
      [
        ["namespace", "default"],
        ["run-plugin", "yes"],
      ],
      { argument },
    );
    assert.equal(script.asked.length, 2);
    const [program, ...others] = since(start).filter(each => !each.startsWith("look-up"));
    assert.deepEqual(
      [program, new Set(others), ran()],
      [`program ${process.execPath}`, new Set([`connection ${hostOf(server)}`]), 1],
    );
  });

  const PROXIES = ["HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"];
  const useProxies = (): void => {
    for (const name of PROXIES) process.env[name] = silentUrl("http");
  };
  const silentUrl = (scheme: string): string => `${scheme}://127.0.0.1:${silent.target().port}`;
  const hostOf = ({ url }: FakeApiServer): string => new URL(url).host;

  /** How often the plugin has run. */
  const ran = (): number =>
    existsSync(open.lab.path("ran")) ? readFileSync(open.lab.path("ran"), "utf8").length : 0;

  /** Contexts that lead to a server, through a proxy, to a name, and with a plugin. */
  function kubeconfig(): string {
    const plugin = `require("fs").appendFileSync(${JSON.stringify(open.lab.path("ran"))}, "x");
      process.stdout.write(JSON.stringify({apiVersion: "client.authentication.k8s.io/v1", kind: "ExecCredential", status: {token: "given"}}))`;
    const cluster = (name: string, url: string, more = "") =>
      `- {name: ${name}, cluster: {server: "${url}", certificate-authority-data: ${base64(server.ca)}${more}}}`;
    return `apiVersion: v1
kind: Config
current-context: direct
clusters:
${cluster("direct", server.url)}
${cluster("silent", silentUrl("https"))}
${cluster("named", "https://localhost.:1")}
${cluster("proxied", "https://192.0.2.7:6443", `, proxy-url: "${silentUrl("http")}"`)}
${cluster("socks", "https://192.0.2.7:6443", `, proxy-url: "${silentUrl("socks5")}"`)}
users:
- {name: token, user: {token: secret-token}}
- name: plugin
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: ${JSON.stringify(process.execPath)}
      args: ["-e", ${JSON.stringify(plugin)}]
      env: [{name: ELECTRON_RUN_AS_NODE, value: "1"}]
      interactiveMode: Never
      provideClusterInfo: true
contexts:
- {name: direct, context: {cluster: direct, user: token}}
- {name: silent, context: {cluster: silent, user: token}}
- {name: named, context: {cluster: named, user: token}}
- {name: proxied, context: {cluster: proxied, user: token}}
- {name: socks, context: {cluster: socks, user: plugin}}
- {name: plugin, context: {cluster: direct, user: plugin}}
- {name: broken, context: {cluster: direct, user: nobody}}
`;
  }
});

/** A person who leaves whatever is asked. */
class Leaver extends Script {
  constructor() {
    super([]);
  }

  override async question(...[question, position]: Parameters<Script["question"]>) {
    this.asked.push({ question, position });
    return { kind: "cancel" } as const;
  }
}

/** Closes whatever VS Code itself asks meanwhile. */
async function closing<T>(over: Thenable<T>): Promise<T> {
  const timer = setInterval(() => {
    for (const id of ["workbench.action.closeQuickOpen", "notifications.clearAll"])
      void vscode.commands.executeCommand(id);
  }, 100);
  try {
    return await over;
  } finally {
    clearInterval(timer);
  }
}

/** All but the one that is the question to kubectl's servers itself. */
function commandIds(): readonly string[] {
  const manifest: { contributes: { commands: { command: string }[] } } =
    vscode.extensions.getExtension(ID)?.packageJSON;
  return manifest.contributes.commands
    .map(({ command }) => command.slice("kubeconfigInspector.".length))
    .filter(id => id !== "checkAllServers");
}

/** What somebody does who reads a file in an editor, wherever they point. */
async function lookAt({ uri, getText, positionAt, lineCount }: vscode.TextDocument): Promise<void> {
  const text = getText();
  const words = [...text.matchAll(/[\w./:-]+/g)].map(({ index }) => index);
  const hovers = await Promise.all(words.map(offset => hoverText(uri, positionAt(offset))));
  assert.ok(hovers.filter(hover => hover !== "").length > 20);
  const all = new vscode.Range(0, 0, lineCount, 0);
  const ask = (command: string, ...more: unknown[]) =>
    vscode.commands.executeCommand<readonly unknown[]>(`vscode.execute${command}Provider`, uri, ...more);
  for (let line = 0; line < lineCount; line++)
    await ask("CompletionItem", new vscode.Position(line, 4), undefined, 20);
  await ask("CodeLens", 100);
  await ask("DocumentSymbol");
  await ask("Link", 100);
  await ask("CodeAction", all);
  await ask("Definition", positionAt(text.indexOf("cluster: direct") + 10));
  assert.ok(vscode.languages.getDiagnostics(uri).length > 0);
}

/** What was reached out for, without what VS Code and its own extensions do in the same process. */
function since(start: number): readonly string[] {
  return seen
    .slice(start)
    .filter(each => !isOfVsCode(each))
    .map(({ kind, to }) => `${kind} ${to}`);
}

/** Its search for files, and the servers of its languages. */
function isOfVsCode({ kind, stack }: Outgoing): boolean {
  const caller =
    stack.split("\n").find(line => /[/\\]/.test(line) && !/\(?node:|outgoing|suites/.test(line)) ?? "";
  const { appRoot } = vscode.env;
  return caller.includes(`${appRoot}/extensions/`) || (kind === "program" && caller.includes(appRoot));
}
