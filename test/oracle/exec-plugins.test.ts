import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { findKubectl } from "../../scripts/kubectl.ts";
import {
  type ExecCluster,
  type ExecOptions,
  execConfigOf,
  execPluginOf,
  readPluginPolicy,
  runExecPlugin,
} from "../../src/cluster/exec/index.ts";
import { readKubeconfig } from "../../src/core/kubeconfig/read.ts";
import { nodeFiles } from "../../src/platform/node.ts";
import { type Issued, makeCa, makeCertificate } from "../support/certificates.ts";
import { buildProgram } from "../support/cluster/programs.ts";

const V1 = "client.authentication.k8s.io/v1";
const V1BETA1 = "client.authentication.k8s.io/v1beta1";

interface Case {
  readonly stdout: string;
  readonly exec?: Readonly<Record<string, unknown>>;
  readonly cluster?: Readonly<Record<string, unknown>>;
  readonly kuberc?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What reached the server: the header, and whose certificate; or that the plugin gave nothing. */
type Sent = { readonly authorization: string; readonly subject: string } | "nothing";

interface Outcome {
  readonly sent: Sent;
  /** What the plugin heard; undefined where it was not run. */
  readonly info: string | undefined;
}

/** What the policy of kuberc is compared with is younger than many a kubectl that is installed. */
async function newestKubectl(): Promise<string> {
  const built = await buildProgram("kubectl");
  return built.ok ? built.binary : findKubectl();
}

describe("a credential plugin, run by kubectl and by us", function () {
  this.timeout(300_000);
  let kubectl = "";
  let minor = 0;
  let folder = "";
  let server: Server;
  let address = "";
  let serving: Issued;
  let ca: Issued;
  let jane: Issued;
  let last: Sent = "nothing";

  before(async function () {
    if (process.platform === "win32") return this.skip();
    // Go may have to build it first, which takes minutes.
    this.timeout(0);
    try {
      kubectl = await newestKubectl();
    } catch (error) {
      console.log(`      skipped: ${String(error)}`);
      return this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), "exec-oracle-"));
    mkdirSync(join(folder, ".kube"));
    minor = Number(
      /"minor": "(\d+)/.exec((await run(["version", "--client", "-o", "json"], {})).stdout)?.[1],
    );
    ca = await makeCa({ cn: "ca" });
    serving = await makeCertificate({
      cn: "server",
      issuer: ca,
      eku: ["serverAuth"],
      san: [{ type: "ip", value: "127.0.0.1" }],
      ...current(),
    });
    jane = await makeCertificate({ cn: "jane", issuer: ca, eku: ["clientAuth"], ...current() });
    const tls = { cert: serving.pem, key: serving.keyPem, requestCert: true, rejectUnauthorized: false };
    server = createServer(tls, (request, response) => {
      const peer = (request.socket as TLSSocket).getPeerCertificate();
      last = {
        authorization: request.headers.authorization ?? "",
        subject: String(peer.subject?.CN ?? ""),
      };
      response.end("{}");
    });
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    address = `https://127.0.0.1:${typeof bound === "object" && bound !== null ? bound.port : 0}`;
  });

  after(async () => {
    if (folder !== "") rmSync(folder, { recursive: true });
    if (server !== undefined) await new Promise(resolve => server.close(resolve));
  });

  function environment(more: Case["env"] = {}): Record<string, string> {
    return { PATH: `${folder}:/usr/bin:/bin`, HOME: folder, ...more };
  }

  function run(args: readonly string[], env: Case["env"]): Promise<{ stdout: string; stderr: string }> {
    return new Promise(resolve =>
      execFile(kubectl, args, { env: environment(env) }, (_, stdout, stderr) => resolve({ stdout, stderr })),
    );
  }

  /** The kubeconfig of a case, with a plugin that prints what the case says and writes down what it hears. */
  function prepare(each: Case): { readonly path: string; readonly text: string } {
    const [out, info] = [join(folder, "out"), join(folder, "info")];
    rmSync(info, { force: true });
    writeFileSync(out, each.stdout);
    const script = `#!/bin/sh\nprintf '%s' "$KUBERNETES_EXEC_INFO" > ${info}\ncat ${out}\n`;
    writeFileSync(join(folder, "plugin"), script, { mode: 0o755 });
    if (each.kuberc === undefined) rmSync(join(folder, ".kube", "kuberc"), { force: true });
    else writeFileSync(join(folder, ".kube", "kuberc"), each.kuberc);
    const cluster = {
      server: address,
      "certificate-authority-data": Buffer.from(ca.pem).toString("base64"),
      ...each.cluster,
    };
    const exec = { apiVersion: V1, command: "./plugin", interactiveMode: "IfAvailable", ...each.exec };
    const text = JSON.stringify({
      clusters: [{ name: "c", cluster }],
      users: [{ name: "u", user: { exec } }],
      contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
      "current-context": "x",
    });
    const path = join(folder, "config");
    writeFileSync(path, text);
    return { path, text };
  }

  function heard(): string | undefined {
    try {
      return readFileSync(join(folder, "info"), "utf8");
    } catch {
      return undefined;
    }
  }

  async function theirs(each: Case): Promise<Outcome> {
    const { path } = prepare(each);
    last = "nothing";
    await run(["--kubeconfig", path, "get", "--raw", "/x"], each.env);
    return { sent: last, info: heard() };
  }

  async function ours(each: Case): Promise<Outcome> {
    const { path, text } = prepare(each);
    const file = readKubeconfig({ id: "a", path, text });
    const [cluster, exec] = [file.clusters[0], file.users[0]?.exec?.value];
    assert.ok(cluster && exec);
    const config = execConfigOf(cluster);
    const about: ExecCluster = {
      server: cluster.server?.value ?? "",
      certificateAuthorityData: Buffer.from(cluster.certificateAuthorityData?.value ?? "", "base64"),
      ...(cluster.tlsServerName && { tlsServerName: cluster.tlsServerName.value }),
      ...(cluster.disableCompression && { disableCompression: cluster.disableCompression.value }),
      ...(config !== undefined && { config }),
    };
    const env = environment(each.env);
    const policy = await readPluginPolicy({ files: nodeFiles, env, style: "posix" });
    if (!policy.ok) return { sent: "nothing", info: heard() };
    const options: ExecOptions = { cluster: about, env, style: "posix", policy: policy.value, now: Date.now };
    const result = await runExecPlugin(execPluginOf(exec, path, "posix"), options);
    if (!result.ok) return { sent: "nothing", info: heard() };
    const { token, clientCertificateData } = result.value;
    const sent = {
      // A header ends before the blanks at its end.
      authorization: token === undefined ? "" : `Bearer ${token}`.trimEnd(),
      subject: clientCertificateData === undefined ? "" : "jane",
    };
    return { sent, info: heard() };
  }

  async function compare(cases: readonly Case[]): Promise<void> {
    for (const each of cases) assert.deepEqual(await ours(each), await theirs(each), JSON.stringify(each));
  }

  const answer = (status: unknown, apiVersion = V1) =>
    JSON.stringify({ apiVersion, kind: "ExecCredential", status });
  const token = answer({ token: "t" });

  it("answers alike", async () => {
    const pair = { clientCertificateData: jane.pem, clientKeyData: jane.keyPem };
    const stamped = (expirationTimestamp: unknown) => answer({ token: "t", expirationTimestamp });
    const texts = [
      token,
      `apiVersion: ${V1}\nkind: ExecCredential\nstatus:\n  token: abc\n`,
      `\ufeff${token}`,
      `\n\t ${token}\n`,
      JSON.stringify({ apiVersion: V1, status: { token: "t" } }),
      JSON.stringify({ apiVersion: V1, kind: null, status: { token: "t" } }),
      JSON.stringify({ kind: "ExecCredential", status: { token: "t" } }),
      JSON.stringify({ status: { token: "t" } }),
      ...["", "hello\n", "42", "[]", "null", "{}", `${token}x`, `note\n${token}`, `${token}\n---\n{}\n`],
      ...[V1BETA1, "client.authentication.k8s.io/v1alpha1", "v1"].map(version =>
        answer({ token: "t" }, version),
      ),
      ...[undefined, null, {}, "t", [], { token: null }, { token: "" }, { token: 5 }, { Token: "t" }].map(
        each => answer(each),
      ),
      ...["t\n", "t\u0000", " t ", "t\tu", "t\u007f"].map(each => answer({ token: each })),
      ...[
        ...[null, "", "yesterday", 5, "2020-01-01", "2020-01-01t00:00:00z", "2020-01-01T00:00:00Z"],
        ...["2020-01-01T0:00:00Z", "2020-01-01T00:00:00,5Z", "2020-01-01T00:00:00.5+02:00"],
        ...["2020-02-30T00:00:00Z", "2020-02-20T00:00:60Z", "2020-02-20T24:00:00Z"],
        ...["2020-02-20T00:00:00+24:60", "2020-02-20T00:00:00+25:00", "2020-02-20T00:00:00+00:61"],
        ...["2020-02-20T00:00:00.Z", "2020-02-20T00:00:00", "2020-2-20T00:00:00Z"],
      ].map(stamped),
      answer(pair),
      answer({ ...pair, token: "t" }),
      answer({ ...pair, clientKeyData: serving.keyPem }),
      answer({ ...pair, clientKeyData: undefined }),
      answer({ token: "t", clientCertificateData: jane.pem }),
      answer({ clientCertificateData: "x", clientKeyData: "y" }),
    ];
    await compare(texts.map(stdout => ({ stdout })));
  });

  it("hears alike", async () => {
    const extension = { b: 1.5, a: { x: ["<&>", "\u2028"] } };
    await compare([
      { stdout: token, exec: { provideClusterInfo: true } },
      {
        stdout: token,
        exec: { provideClusterInfo: true },
        cluster: { server: `${address}/p/q?x=<y>&z#f` },
      },
      {
        stdout: answer({ token: "t" }, V1BETA1),
        exec: { apiVersion: V1BETA1, provideClusterInfo: true, interactiveMode: undefined },
        cluster: {
          "tls-server-name": "127.0.0.1",
          "disable-compression": true,
          extensions: [
            { name: "other", extension: 1 },
            { name: "client.authentication.k8s.io/exec", extension },
          ],
        },
      },
    ]);
  });

  it("is refused alike", async () => {
    await compare([
      ...["Never", "Always", "", "never"].map(interactiveMode => ({
        stdout: token,
        exec: { interactiveMode },
      })),
      ...["", "client.authentication.k8s.io/v1alpha1", "v1"].map(apiVersion => ({
        stdout: token,
        exec: { apiVersion },
      })),
      ...["plugin", "./nonesuch", "nonesuch", ".", "./", "./out", ""].map(command => ({
        stdout: token,
        exec: { command },
      })),
      { stdout: token, exec: { command: "plugin" }, env: { PATH: ".:/bin" } },
      { stdout: token, exec: { env: [{ name: "A", value: "a\u0000" }] } },
      { stdout: token, exec: { args: ["a\u0000"] } },
    ]);
  });

  it("is allowed alike by kuberc", async function () {
    if (minor < 35) {
      console.log(`      skipped: kubectl 1.${minor} knows no policy for plugins, 1.35 is the first`);
      return this.skip();
    }
    const head = "apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\n";
    // 1.35 has no other key.
    const key = minor < 36 ? "name" : "command";
    const list = (...entries: readonly string[]) =>
      `${head}credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [${entries.join(", ")}]\n`;
    const texts = [
      ...["", "# nothing\n", "---\n", head, "a: [", "kind: Preference\n", `# a\n---\n${head}`],
      ...["", "AllowAll", "DenyAll", "denyAll", "[DenyAll]", "1"].map(
        policy => `${head}credentialPluginPolicy: ${policy}\n`,
      ),
      `${head}credentialPluginAllowlist: [{${key}: plugin}]\n`,
      `${head}credentialPluginAllowlist: []\n`,
      `${head}credentialPluginAllowlist: null\n`,
      `${head}credentialPluginPolicy: Allowlist\n`,
      `${head}credentialPluginPolicy: DenyAll\ncredentialPluginPolicy: AllowAll\n`,
      `kind: Other\n---\n${head}credentialPluginPolicy: DenyAll\n`,
      `a: [\n---\n${head}credentialPluginPolicy: DenyAll\n`,
      `${head}---\n${head}credentialPluginPolicy: DenyAll\n`,
      `${head}credentialPluginPolicy: DenyAll\nother: 1\n`,
      `${head.replace("v1beta1", "v1alpha1")}credentialPluginPolicy: DenyAll\n`,
      `${head.replace("v1beta1", "v1")}credentialPluginPolicy: DenyAll\n`,
      list(),
      list("{}"),
      list("null"),
      list("x"),
      ...["plugin", `${folder}/plugin`, `${folder}/./plugin`, "other", "/bin/plugin"].map(each =>
        list(`{${key}: ${each}}`),
      ),
      list(`{${key}: other}`, `{${key}: plugin}`),
      ...(minor < 36
        ? []
        : ["{name: plugin}", "{name: plugin, command: plugin}", "{name: plugin, command: other}"].map(each =>
            list(each),
          )),
    ];
    await compare(
      texts.flatMap(kuberc =>
        ["./plugin", "plugin", "nonesuch"].map(command => ({ stdout: token, kuberc, exec: { command } })),
      ),
    );
    const denied = `${head}credentialPluginPolicy: DenyAll\n`;
    const other = join(folder, "other-kuberc");
    writeFileSync(other, head);
    await compare(
      [
        { KUBERC: "off" },
        { KUBERC: "" },
        { KUBERC: other },
        { KUBERC: `${other}-none` },
        { KUBECTL_KUBERC: "false" },
      ].map(env => ({ stdout: token, kuberc: denied, env: env as Record<string, string> })),
    );
  });
});

/** Valid now. */
function current(): { readonly notBefore: Date; readonly notAfter: Date } {
  const hour = 3_600_000;
  return { notBefore: new Date(Date.now() - hour), notAfter: new Date(Date.now() + 24 * hour) };
}
