import { strict as assert } from "node:assert";
import type { Socket } from "node:net";
import { clusterFailure, DialError } from "../../../../src/cluster/http/failure.ts";
import { type ProbeTarget, probeServer } from "../../../../src/cluster/probe/probe.ts";
import { render, say } from "../../../../src/core/message.ts";
import { Loopback, makeServing } from "../../../support/loopback.ts";

const TIMEOUT = 20_000;

describe("probeServer where there is no TLS to see", () => {
  const cases: Readonly<
    Record<string, readonly [answer: (socket: Socket) => void, code: string, says: RegExp, kubectl: RegExp]>
  > = {
    HTTP: [
      socket => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
      "http",
      /^127\.0\.0\.1:\d+ answers in HTTP without TLS/,
      /: http: server gave HTTP response to HTTPS client$/,
    ],
    "another protocol": [
      socket => socket.write("SSH-2.0-OpenSSH_9.9\r\n"),
      "not-tls",
      /another protocol than TLS/,
      /: tls: first record does not look like a TLS handshake$/,
    ],
    "an end at once": [socket => socket.end(), "closed", /closes them at once/, /: EOF$/],
    "an end after the hello": [
      socket => socket.once("data", () => socket.end()),
      "closed",
      /closes them at once/,
      /: EOF$/,
    ],
    "a reset": [
      socket => socket.once("data", () => socket.resetAndDestroy()),
      "reset",
      /resets the connection/,
      /^undefined$/,
    ],
    "an alert": [
      socket => socket.once("data", () => socket.end(Buffer.from("15030300020228", "hex"))),
      "alert",
      /with "handshake failure"\. The two have no cipher/,
      /: remote error: tls: handshake failure$/,
    ],
    "a message of 16 MB": [
      socket => socket.once("data", () => socket.write(record(Buffer.from("0bffffff", "hex")))),
      "too-large",
      /sends more in its TLS handshake/,
      /^undefined$/,
    ],
    "messages without end": [
      socket => socket.once("data", () => flood(socket)),
      "too-large",
      /sends more in its TLS handshake|The TLS handshake with/,
      /^undefined$/,
    ],
    "a hello that is none": [
      socket => socket.once("data", () => socket.end(record(Buffer.from("02000001ff", "hex")))),
      "handshake",
      /^The TLS handshake with 127\.0\.0\.1:\d+ failed \(ERR_SSL_\w+\)\.$/,
      /^undefined$/,
    ],
  };

  for (const [name, [answer, code, says, kubectl]] of Object.entries(cases)) {
    it(`says so of ${name}`, async () => {
      const server = await Loopback.raw(answer);
      const outcome = await probeServer(server.target(), { timeoutMs: TIMEOUT });
      await server.close();
      assert(!outcome.ok);
      assert.equal(outcome.failure.code, code);
      assert.match(render(outcome.failure.message), says);
      assert.match(String(outcome.failure.kubectl), kubectl);
    });
  }

  it("waits no longer than it may for a server that hangs", async () => {
    const server = await Loopback.raw(() => {});
    const outcome = await probeServer(server.target(), { timeoutMs: 50 });
    await server.close();
    assert(!outcome.ok);
    assert.match(render(outcome.failure.message), /did not complete a TLS handshake within 0\.05 seconds/);
    assert.match(String(outcome.failure.kubectl), /net\/http: TLS handshake timeout$/);
  });

  it("does without the names where the second handshake hangs", async () => {
    const { leaf } = await makeServing();
    const server = await Loopback.tls({ key: leaf.keyPem, cert: leaf.pem });
    const target = server.target();
    let dialled = 0;
    const outcome = await probeServer(
      { ...target, dial: signal => (dialled++ === 0 ? target.dial(signal) : new Promise(() => {})) },
      { timeoutMs: 500 },
    );
    await server.close();
    assert.equal(outcome.ok && outcome.probe.clientCas.kind, "not-told");
  });

  it("says why there is no connection, in the words of the one who dialled", async () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED 192.0.2.1:6443"), { code: "ECONNREFUSED" });
    const login = clusterFailure("proxy-login", say("The proxy wants a password."));
    const outcomes = await Promise.all([
      failing(() => Promise.reject(refused)),
      failing(() => Promise.reject(new DialError(login))),
      failing(() => Promise.reject(new Error("secret"))),
      failing(() => {
        throw new Error("secret");
      }),
      failing(() => new Promise(() => {})),
    ]);
    assert.deepEqual(
      outcomes.map(({ code, message }) => `${code}: ${render(message).split(". ")[0]}`),
      [
        "not-connected: [2001:db8::1]:6443 refuses connections: nothing listens on that port",
        "not-connected: The proxy wants a password.",
        "not-connected: There is no connection to [2001:db8::1]:6443.",
        "not-connected: There is no connection to [2001:db8::1]:6443.",
        "timed-out: [2001:db8::1]:6443 did not answer within 0.05 seconds",
      ],
    );
    assert.equal(outcomes[0]?.cause, refused);
  });

  it("stops when it is told to, before and meanwhile", async () => {
    const early = await failing(() => new Promise(() => {}), AbortSignal.abort());
    const controller = new AbortController();
    const server = await Loopback.raw(socket => socket.once("data", () => controller.abort()));
    const late = await probeServer(server.target(), { timeoutMs: TIMEOUT, signal: controller.signal });
    await server.close();
    assert.deepEqual([early.code, !late.ok && late.failure.code], ["cancelled", "cancelled"]);
  });
});

async function failing(dial: ProbeTarget["dial"], signal?: AbortSignal) {
  const outcome = await probeServer(
    { host: "2001:db8::1", port: 6443, dial },
    { timeoutMs: 50, ...(signal && { signal }) },
  );
  assert(!outcome.ok);
  return outcome.failure;
}

/** A record of handshake messages. */
function record(content: Uint8Array): Buffer {
  const head = Buffer.from("1603030000", "hex");
  head.writeUInt16BE(content.length, 3);
  return Buffer.concat([head, content]);
}

/** A ServerHello that goes on and on. */
function flood(socket: Socket): void {
  const fill = record(Buffer.alloc(16_384));
  socket.write(record(Buffer.from("0203ffff", "hex")));
  const more = () => {
    while (!socket.destroyed && socket.write(fill));
  };
  socket.on("drain", more);
  more();
}
