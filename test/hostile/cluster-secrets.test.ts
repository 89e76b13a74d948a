import { strict as assert } from "node:assert";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as cluster from "../../src/cluster/index.ts";
import { loadAndAnalyze } from "../../src/core/load.ts";
import { nodePlatform } from "../../src/platform/node.ts";
import { THRESHOLDS } from "../support/analyze.ts";
import { base64, type Issued, makeCertificate } from "../support/certificates.ts";
import { runInWorld } from "../support/cli-on-disk.ts";
import { makeServing } from "../support/loopback.ts";
import { patience } from "../support/pace.ts";
import { type Listening, listen } from "../support/recording/listening.ts";

/** Of letters and digits alone, so that no escape can hide it. */
const secret = () => `s3cr3t${randomBytes(9).toString("hex")}`;

const SECRETS = {
  token: secret(),
  tokenFile: secret(),
  password: secret(),
  urlPassword: secret(),
  proxyPassword: secret(),
  execEnv: secret(),
  execArgument: secret(),
  execToken: secret(),
};

/** Programs that give a credential, or repeat all that they know. */
const PLUGINS = {
  prints: `process.stdout.write(JSON.stringify({apiVersion: "client.authentication.k8s.io/v1", kind: "ExecCredential",
    status: {token: "${SECRETS.execToken}"}}))`,
  fails: `console.log("${SECRETS.execToken}");
    console.error("login with", process.env.PASSWORD, process.argv.at(-1), "gave ${SECRETS.execToken}");
    process.exit(1)`,
  garbles: `console.log("${SECRETS.execToken}", process.env.PASSWORD, process.argv.at(-1))`,
};

/** What a server makes of what it heard of a credential. */
type Saying = (heard: string, response: ServerResponse) => void;

const status =
  (code: number, fields: object): Saying =>
  (_, response) => {
    response.writeHead(code, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ kind: "Status", apiVersion: "v1", code, ...fields }));
  };
const echoed: Readonly<Record<string, Saying>> = {
  "a Status that forbids": (heard, response) =>
    status(403, { reason: "Forbidden", message: `User "${heard}" cannot list path "/${heard}": ${heard}` })(
      heard,
      response,
    ),
  "a Status of another kind": (heard, response) =>
    status(422, {
      reason: heard,
      message: `Authorization: ${heard}`,
      details: { kind: heard, name: heard, causes: [{ reason: heard, message: heard, field: heard }] },
    })(heard, response),
  "a conflict": (heard, response) =>
    status(409, {
      reason: "Conflict",
      message: heard,
      details: {
        causes: [{ reason: "FieldManagerConflict", message: `conflict with "${heard}"`, field: `.${heard}` }],
      },
    })(heard, response),
  "a missing namespace": (heard, response) =>
    status(404, { reason: "NotFound", message: heard, details: { kind: "namespaces", name: heard } })(
      heard,
      response,
    ),
  "a Status that does not know us": (heard, response) =>
    status(401, { reason: "Unauthorized", message: heard })(heard, response),
  "a page": (heard, response) => {
    response.writeHead(502, { "Content-Type": "text/html" });
    response.end(`<html><title>${heard}</title><body>Authorization: ${heard}</body></html>`);
  },
  "a page with status 200": (heard, response) => {
    response.writeHead(200, `${heard.replace(/[^\w ]/g, "")}`, { "Content-Type": "text/html" });
    response.end(`<html><body>${heard}</body></html>`);
  },
  "a redirect": (heard, response) => {
    response.writeHead(302, { Location: `https://${heard.split(" ").at(-1)}.invalid/login?token=${heard}` });
    response.end();
  },
};

describe("secrets of a kubeconfig", function () {
  this.timeout(patience(60_000));
  let folder: string;
  let ca: Issued;
  let client: Issued;
  let server: Listening;
  let proxy: Listening;
  let saying: Saying;
  let heardSecrets: number;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "kubeconfig-inspector-secrets-"));
    const serving = await makeServing();
    ca = serving.ca;
    client = await makeCertificate({ cn: "jane", keyType: "p256" });
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      const heard = request.headers.authorization ?? "";
      if (heard !== "") heardSecrets += 1;
      request.resume().on("end", () => {
        // Of a pair, what was decoded is said as well.
        const pair = /^Basic (.*)$/.exec(heard)?.[1];
        const more = pair === undefined ? "" : ` ${Buffer.from(pair, "base64").toString()}`;
        saying(`${heard}${more}`, response);
      });
    };
    const { pem: cert, keyPem: key } = serving.leaf;
    server = await listen(createSecureServer({ cert, key }, answer));
    proxy = await listen(
      createServer().on("connect", (request: IncomingMessage, socket) => {
        const heard = request.headers["proxy-authorization"] ?? "";
        if (heard !== "") heardSecrets += 1;
        const pair = Buffer.from(heard.replace(/^\S+ /, ""), "base64").toString();
        socket.end(`HTTP/1.1 403 ${heard} ${pair}\r\nX: ${heard}\r\n\r\n${heard} ${pair}`);
      }),
    );
    writeFileSync(join(folder, "token"), SECRETS.tokenFile);
    for (const [name, code] of Object.entries(PLUGINS)) writeFileSync(join(folder, `${name}.cjs`), code);
    writeFileSync(join(folder, "config"), kubeconfig(), { mode: 0o600 });
  });
  beforeEach(() => {
    heardSecrets = 0;
  });
  after(async () => {
    await Promise.all([server.close(), proxy.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const USERS = [
    "token",
    "token-file",
    "basic",
    "url",
    "exec",
    "proxied",
    "certificate",
    "exec-failing",
    "exec-garbling",
  ];

  for (const [name, each] of Object.entries(echoed)) {
    it(`stand in nothing that the command line says of ${name}`, async () => {
      saying = each;
      const said: string[] = [];
      for (const context of USERS) {
        const common = ["--kubeconfig", "config", "--timeout", "20s"];
        const runs = [
          ["whoami", context, "--run-plugins"],
          ["whoami", context, "-o", "json", "--run-plugins"],
          ["whoami", context],
          ["check-server", context],
          ["check-server", context, "-o", "json"],
          ["mint", "--user=bob", "--csr", "--context", context, "-o", `${context}.out`, "--run-plugins"],
        ];
        for (const run of runs) {
          const { text } = await runInWorld({ cwd: folder, env: () => ({}) }, [...run, ...common]);
          assert.notEqual(text, "", run.join(" "));
          said.push(text);
        }
      }
      assert.deepEqual(leaking(said), []);
      assert.ok(heardSecrets >= 10, `${heardSecrets} were heard`);
    });

    it(`stand in no failure of a call, nor what is asked before, for ${name}`, async () => {
      saying = each;
      const said: string[] = [];
      for (const context of USERS) for (const outcome of await calls(context)) said.push(outcome);
      assert.deepEqual(leaking(said), []);
      assert.ok(heardSecrets >= 10, `${heardSecrets} were heard`);
    });
  }

  /** What every kind of call to a server gave, and what the person was asked. */
  async function calls(context: string): Promise<readonly string[]> {
    const platform = nodePlatform();
    const world = { ...platform, env: {} };
    const path = join(folder, "config");
    const options = { now: Date.now, thresholds: THRESHOLDS, maxBytes: 1024 * 1024 };
    const analysis = await loadAndAnalyze([{ id: path, path, text: kubeconfig() }], platform, options);
    const connection = await cluster.connectionOf(analysis, context, world);
    if (!connection.ok) return [JSON.stringify(connection)];
    const said: string[] = [];
    const consent = async (text: unknown) => {
      said.push(JSON.stringify(text));
      return true;
    };
    const plugins = new cluster.Plugins({ ...platform, env: () => ({}), consent });
    const asking = new cluster.ClusterClient(connection.value, { ...platform, plugins, userAgent: "test" });
    const role = { kind: "Role", name: "r", namespace: "n", value: { roleRef: {} } } as const;
    const outcomes = await Promise.all([
      cluster.whoAmI(asking),
      cluster.ownRights(asking, "n"),
      cluster.apiResources(asking),
      cluster.serverVersion(asking),
      cluster.listRequests(asking),
      cluster.listServiceAccounts(asking, "n"),
      cluster.listBootstrapTokens(asking),
      cluster.readRole(asking, role),
      asking.call({ method: "PATCH", path: "/x", body: {} }),
    ]);
    for (const outcome of outcomes) {
      assert.equal(outcome.ok, false);
      said.push(JSON.stringify(outcome));
    }
    return said;
  }

  function leaking(said: readonly string[]): readonly string[] {
    const key = client.keyPem.split("\n")[1] ?? "";
    const forms = [
      ...Object.values(SECRETS).flatMap(each => [
        each,
        base64(each).replace(/=+$/, ""),
        ...["joe", "proxy"].map(name => Buffer.from(`${name}:${each}`).toString("base64").replace(/=+$/, "")),
      ]),
      key,
      base64(client.keyPem).slice(60, 120),
    ].map(each => each.toLowerCase());
    return said.filter(text => forms.some(form => text.toLowerCase().includes(form)));
  }

  function kubeconfig(): string {
    const data = `certificate-authority-data: ${base64(ca.pem)}`;
    const at = (name: string, url: string, more = "") =>
      `- {name: ${name}, cluster: {server: "${url}", ${data}${more}}}`;
    const host = `127.0.0.1:${server.port}`;
    const proxyUrl = `http://proxy:${SECRETS.proxyPassword}@127.0.0.1:${proxy.port}`;
    const plugin = (file: string) => `exec:
      apiVersion: client.authentication.k8s.io/v1
      command: ${JSON.stringify(process.execPath)}
      args: [${JSON.stringify(join(folder, file))}, "--password=${SECRETS.execArgument}"]
      env: [{name: PASSWORD, value: ${SECRETS.execEnv}}]
      interactiveMode: Never`;
    return `apiVersion: v1
kind: Config
current-context: token
clusters:
${at("direct", `https://${host}`)}
${at("login", `https://joe:${SECRETS.urlPassword}@${host}`)}
${at("proxied", `https://${host}`, `, proxy-url: "${proxyUrl}"`)}
users:
- {name: token, user: {token: ${SECRETS.token}}}
- {name: token-file, user: {tokenFile: token}}
- {name: basic, user: {username: joe, password: ${SECRETS.password}}}
- {name: url, user: {}}
- name: certificate
  user: {client-certificate-data: ${base64(client.pem)}, client-key-data: ${base64(client.keyPem)}, token: ${SECRETS.token}}
- name: exec
  user:
    ${plugin("prints.cjs")}
- name: exec-failing
  user:
    ${plugin("fails.cjs")}
- name: exec-garbling
  user:
    ${plugin("garbles.cjs")}
contexts:
- {name: token, context: {cluster: direct, user: token}}
- {name: token-file, context: {cluster: direct, user: token-file}}
- {name: basic, context: {cluster: direct, user: basic}}
- {name: url, context: {cluster: login, user: url}}
- {name: proxied, context: {cluster: proxied, user: token}}
- {name: certificate, context: {cluster: direct, user: certificate}}
- {name: exec, context: {cluster: direct, user: exec}}
- {name: exec-failing, context: {cluster: direct, user: exec-failing}}
- {name: exec-garbling, context: {cluster: direct, user: exec-garbling}}
`;
  }
});
