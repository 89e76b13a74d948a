import { strict as assert } from "node:assert";
import { Socket } from "node:net";
import { checkServer } from "../../../src/cluster/check.ts";
import type { Connection, TlsMaterial } from "../../../src/cluster/connection/model.ts";
import { DialError } from "../../../src/cluster/http/failure.ts";
import { secure } from "../../../src/cluster/http/secure.ts";
import { render } from "../../../src/core/message.ts";

import { Loopback, makeServing } from "../../support/loopback.ts";

const TIMEOUT = 20_000;

describe("checkServer", () => {
  it("judges by the CAs of the machine where the kubeconfig names none", async () => {
    const { ca, leaf } = await makeServing();
    const server = await Loopback.tls({ key: leaf.keyPem, cert: leaf.pem + ca.pem }, socket =>
      socket.once("data", () => socket.end("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")),
    );
    const trusted = await checkServer(connectionTo(server, { ca: ca.pem }), options());
    const unknown = await checkServer(connectionTo(server, {}), options());
    await server.close();
    assert.equal(trusted.judgement?.accepted, true);
    assert.equal(unknown.judgement?.accepted, false);
    assert.deepEqual(
      unknown.judgement?.findings.map(({ code, severity, fix }) => [code, severity, fix?.kind]),
      [["unknown-authority", "error", "take-ca"]],
    );
  });
});

describe("TLS for a call", () => {
  it("says of a refused handshake what the probe says", async () => {
    const server = await Loopback.raw(socket =>
      socket.once("data", () => socket.end(Buffer.from("15030300020228", "hex"))),
    );
    const { port } = server.target();
    const stream = new Socket();
    await new Promise<void>(resolve => stream.connect(port, "127.0.0.1", resolve));
    const failure = await secure(stream, { insecure: false, serverName: "a" }, "a:1", Date.now()).then(
      () => undefined,
      (error: unknown) => (error instanceof DialError ? error.failure : undefined),
    );
    await server.close();
    assert.match(failure === undefined ? "" : render(failure.reason), /"handshake failure"\. The two have/);
    assert.match(String(failure?.kubectl), /remote error: tls: handshake failure$/);
  });
});

function options() {
  return {
    files: { read: async () => ({ kind: "missing" as const }) },
    userAgent: "test",
    timing: { now: Date.now(), thresholds: { warning: 0, critical: 0 } },
    timeoutMs: TIMEOUT,
  };
}

function connectionTo(server: Loopback, tls: Partial<TlsMaterial>): Connection {
  const { port } = server.target();
  const authority = `127.0.0.1:${port}`;
  return {
    context: "dev",
    namespace: "default",
    endpoint: { tls: true, host: "127.0.0.1", port, authority, prefix: "", shown: `https://${authority}` },
    tls: { insecure: false, serverName: "127.0.0.1", ...tls },
    credential: {},
  };
}
