import { strict as assert } from "node:assert";
import type { Server } from "node:net";
import { ClusterClient } from "../../../../src/cluster/client.ts";
import { impersonationHeaders } from "../../../../src/cluster/http/headers.ts";
import { base64, type Issued, makeCa, makeCertificate } from "../../../support/certificates.ts";
import { clientBy, connect, type Way } from "../../../support/cluster/connect.ts";
import { memoryWorld } from "../../../support/memory-folder.ts";
import { type Listening, listen } from "../../../support/recording/listening.ts";
import { plainProxy, proxying } from "../../../support/recording/proxies.ts";
import { type Answer, requestLine, secureServer } from "../../../support/recording/requests.ts";

/** What the generated comparison with kubectl (test/oracle/cluster-requests.test.ts) found to differ, each in its smallest form. */
describe("a request goes out as kubectl sends it", () => {
  let ca: Issued;
  let jane: Issued;
  let serving: Issued;
  let seen: string[] = [];
  const open: Listening[] = [];

  before(async () => {
    ca = await makeCa();
    jane = await makeCertificate({ cn: "jane", issuer: ca, eku: ["clientAuth"] });
    const san = [
      { type: "dns", value: "kubernetes" },
      { type: "ip", value: "127.0.0.1" },
    ] as const;
    serving = await makeCertificate({ cn: "s", issuer: ca, eku: ["serverAuth"], san });
  });

  beforeEach(() => {
    seen = [];
  });

  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });

  async function start(server: Server): Promise<number> {
    const listening = await listen(server);
    open.push(listening);
    return listening.port;
  }

  const record = (event: string) => seen.push(event);
  const answer: Answer = (request, response) => {
    record(requestLine(request));
    response.end("{}");
  };
  const secure = (name: string) =>
    secureServer({ cert: serving.pem, key: serving.keyPem }, name, record, answer);

  async function call(way: Way): Promise<string> {
    // The certificates are of 2026.
    const client = await clientBy(way, () => Date.UTC(2026, 5, 1));
    const answered = await client.call({ path: "/version", timeoutMs: 10_000 });
    return answered.ok ? "ok" : `${answered.code} ${answered.kubectl}`;
  }

  const data = () => base64(ca.pem);
  const pair = () => ({
    "client-certificate-data": base64(jane.pem),
    "client-key-data": base64(jane.keyPem),
  });

  it("with no dot at the end of the server's name, and no address in its place", async () => {
    const server = `https://127.0.0.1:${await start(secure("server"))}`;
    for (const name of ["kubernetes.", "[127.0.0.1]", "127.0.0.1"]) {
      const cluster = { server, "certificate-authority-data": data(), "tls-server-name": name };
      assert.equal(await call({ cluster }), "ok", name);
    }
    assert.deepEqual(
      seen.filter(each => each.includes("hello")),
      ["server: hello kubernetes"],
    );
  });

  it("to a server whose own certificate is in the list of CAs", async () => {
    const server = `https://127.0.0.1:${await start(secure("server"))}`;
    assert.equal(
      await call({ cluster: { server, "certificate-authority-data": base64(serving.pem) } }),
      "ok",
    );
  });

  it("to an https proxy with the CA, name and client certificate of the server", async () => {
    const port = await start(secure("server"));
    const proxy = proxying(secure("proxy"), "proxy", record, { route: () => port, refusal: () => "pass" });
    const cluster = {
      server: "https://10.9.9.9:6443",
      "proxy-url": `https://joe:pw@127.0.0.1:${await start(proxy)}`,
      "certificate-authority-data": data(),
      "tls-server-name": "kubernetes",
    };
    assert.equal(await call({ cluster, user: pair() }), "ok");
    assert.deepEqual(seen, [
      "proxy: hello kubernetes",
      "proxy: peer CN=jane",
      "proxy: connect 10.9.9.9:6443 | host: 10.9.9.9:6443 | login: Basic am9lOnB3",
      "server: hello kubernetes",
      "server: peer CN=jane",
      'GET /version | host: "10.9.9.9:6443"',
    ]);
  });

  it("to an https proxy with the certificate that a plugin gave", async () => {
    const port = await start(secure("server"));
    const proxy = proxying(secure("proxy"), "proxy", record, { route: () => port, refusal: () => "pass" });
    const cluster = {
      server: "https://10.9.9.9:6443",
      "proxy-url": `https://127.0.0.1:${await start(proxy)}`,
      "insecure-skip-tls-verify": true,
    };
    const exec = { apiVersion: "client.authentication.k8s.io/v1", command: "p", interactiveMode: "Never" };
    const connection = await connect({ cluster, user: { exec } });
    assert(connection.ok);
    const given = { client: { certificate: jane.pem, key: jane.keyPem }, notes: [], forget: () => {} };
    const client = new ClusterClient(connection.value, {
      files: memoryWorld({}).files,
      now: Date.now,
      userAgent: "test",
      plugins: { run: async () => ({ ok: true, value: given }) },
    });
    await client.call({ path: "/version" });
    assert.deepEqual(
      seen.filter(each => each.includes("peer")),
      ["proxy: peer CN=jane", "server: peer CN=jane"],
    );
  });

  it("but not to a proxy that the CA of the kubeconfig does not vouch for", async () => {
    const proxy = proxying(secure("proxy"), "proxy", record, { route: () => 0, refusal: () => "pass" });
    const other = await makeCa({ cn: "other" });
    const cluster = {
      server: "https://10.9.9.9:6443",
      "proxy-url": `https://127.0.0.1:${await start(proxy)}`,
      "certificate-authority-data": base64(other.pem),
    };
    assert.equal(
      await call({ cluster }),
      "proxy Unable to connect to the server: proxyconnect tcp: tls: failed to verify certificate: x509: certificate signed by unknown authority",
    );
    assert(!seen.some(each => each.includes("connect 10.9.9.9")));
  });

  it("through a proxy that is told of an address without its zone in the Host header", async () => {
    const port = await start(secure("server"));
    const proxy = plainProxy("proxy", record, answer, { route: () => port, refusal: () => 403 });
    const cluster = {
      server: "https://[fe80::1%25eth0]:6443",
      "proxy-url": `http://127.0.0.1:${await start(proxy)}`,
    };
    await call({ cluster });
    assert.deepEqual(seen, ["proxy: connect [fe80::1%eth0]:6443 | host: [fe80::1]:6443 | login: none"]);
  });

  it("not at all where a header cannot carry what is asked for", async () => {
    const proxy = plainProxy("proxy", record, answer, { route: () => 0, refusal: () => "pass" });
    const cluster = {
      server: "https://10.9.9.9:6443",
      "proxy-url": `http://127.0.0.1:${await start(proxy)}`,
    };
    const users: Readonly<Record<string, object>> = {
      Authorization: { token: "a\nb" },
      "Impersonate-User": { as: "a\rb" },
      "Impersonate-Group": { as: "x", "as-groups": ["a", "\u0000"] },
      "Impersonate-Extra-Example.org%2fa": { as: "x", "as-user-extra": { "example.org/A": ["\n"] } },
    };
    for (const [header, user] of Object.entries(users)) {
      assert.equal(
        await call({ cluster, user: { ...user } }),
        `credential Unable to connect to the server: net/http: invalid header field value for "${header}"`,
      );
    }
    assert.deepEqual(seen, []);
  });

  it("after the server is believed, where the files of certificate and key do not fit", async () => {
    const server = `https://127.0.0.1:${await start(secure("server"))}`;
    const user = { "client-certificate": "/c", "client-key": "/k" };
    const files = { "/c": jane.pem, "/k": serving.keyPem };
    assert.equal(
      await call({ cluster: { server, "certificate-authority-data": data() }, user, files }),
      "credential Unable to connect to the server: tls: private key does not match public key",
    );
    assert.match(await call({ cluster: { server }, user, files }), /^certificate /);
    assert(!seen.some(each => each.startsWith("GET")));
  });

  it("to no address that only the C library takes for one", async () => {
    const port = await start(secure("server"));
    for (const host of ["127.1", "2130706433", "0x7f.1", "127.0.0.01"]) {
      assert.match(await call({ cluster: { server: `https://${host}:${port}` } }), /^dns /);
    }
    assert.deepEqual(seen, []);
  });

  it("with one header for keys that differ in case alone", () => {
    const extra = [
      ["Scopes", "a"],
      ["scopes", "b"],
      ["x/\u00fc", "c"],
    ] as const;
    assert.deepEqual(impersonationHeaders({ user: "jane", groups: [], extra }), {
      "Impersonate-User": "jane",
      "impersonate-extra-scopes": ["a", "b"],
      "impersonate-extra-x%2f%c3%bc": ["c"],
    });
  });
});
