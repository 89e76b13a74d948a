import { strict as assert } from "node:assert";
import type { Socket } from "node:net";
import type { Way } from "../../../support/cluster/connect.ts";
import { Hostile } from "./hostile.ts";

/** Answers each piece of data with the next of these; says so when there is none left, and then hangs. */
function script(reached: () => void, ...answers: readonly (string | Buffer)[]): (socket: Socket) => void {
  return socket => {
    const left = [...answers];
    socket.on("data", () => {
      const next = left.shift();
      if (next === undefined) reached();
      else socket.write(next);
    });
  };
}

const TUNNEL = "HTTP/1.1 200 OK\r\n\r\n";
const NO_LOGIN = Buffer.of(5, 0);
const LOGIN = Buffer.of(5, 2);
const LET_IN = Buffer.of(1, 0);
const CONNECTED = Buffer.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0);

type Stage = (hostile: Hostile, reached: () => void) => Promise<Way>;

/** The server is never reached but by itself or through what the stage is about. */
const behind = (hostile: Hostile, proxy: string, scheme = "https") => ({
  ...hostile.way(0, { server: `${scheme}://10.9.9.9:6443`, "proxy-url": proxy }),
});

const stages: Readonly<Record<string, Stage>> = {
  "TLS with the server": async (hostile, reached) => hostile.way(await hostile.raw(script(reached))),
  "the answer": async (hostile, reached) => hostile.way(await hostile.tls(script(reached))),
  "the rest of the headers": async (hostile, reached) =>
    hostile.way(
      await hostile.tls(socket => {
        socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\nA: b\r\n", reached));
      }),
    ),
  "the rest of the body": async (hostile, reached) =>
    hostile.way(
      await hostile.tls(socket => {
        socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", reached));
      }),
    ),
  "the answer without TLS": async (hostile, reached) =>
    hostile.way(await hostile.raw(script(reached)), {}, "http"),
  "the tunnel of a proxy": async (hostile, reached) =>
    behind(hostile, `http://${hostile.login}127.0.0.1:${await hostile.raw(script(reached))}`),
  "TLS through a proxy": async (hostile, reached) =>
    behind(hostile, `http://127.0.0.1:${await hostile.raw(script(reached, TUNNEL))}`),
  "the answer of a proxy that has the request": async (hostile, reached) =>
    behind(hostile, `http://127.0.0.1:${await hostile.raw(script(reached))}`, "http"),
  "TLS with a proxy": async (hostile, reached) =>
    behind(hostile, `https://127.0.0.1:${await hostile.raw(script(reached))}`),
  "the tunnel of an https proxy": async (hostile, reached) =>
    behind(hostile, `https://127.0.0.1:${await hostile.tls(script(reached))}`),
  "TLS through an https proxy": async (hostile, reached) =>
    behind(hostile, `https://127.0.0.1:${await hostile.tls(script(reached, TUNNEL))}`),
  "the greeting of a SOCKS proxy": async (hostile, reached) =>
    behind(hostile, `socks5://127.0.0.1:${await hostile.raw(script(reached))}`),
  "the login at a SOCKS proxy": async (hostile, reached) =>
    behind(hostile, `socks5://${hostile.login}127.0.0.1:${await hostile.raw(script(reached, LOGIN))}`),
  "the connection of a SOCKS proxy": async (hostile, reached) =>
    behind(
      hostile,
      `socks5://${hostile.login}127.0.0.1:${await hostile.raw(script(reached, LOGIN, LET_IN))}`,
    ),
  "TLS through a SOCKS proxy": async (hostile, reached) =>
    behind(hostile, `socks5://127.0.0.1:${await hostile.raw(script(reached, NO_LOGIN, CONNECTED))}`),
};

describe("a call that waits for", () => {
  let hostile: Hostile;

  before(async () => {
    hostile = await Hostile.make();
  });
  afterEach(() => hostile.close());

  for (const [name, stage] of Object.entries(stages)) {
    it(`${name} is cancelled at once, and leaves nothing open`, async () => {
      const cancel = new AbortController();
      let at = 0;
      const way = await stage(hostile, () => {
        at = performance.now();
        cancel.abort();
      });
      const failure = await hostile.failure(way, { signal: cancel.signal });
      assert.equal(failure.code, "cancelled");
      assert(performance.now() - at < hostile.within(500), "it took its time");
    });

    it(`${name} waits no longer than it may, and leaves nothing open`, async () => {
      let reached = false;
      const way = await stage(hostile, () => {
        reached = true;
      });
      const timeoutMs = hostile.within(100);
      const start = performance.now();
      const failure = await hostile.failure(way, { timeoutMs });
      assert.deepEqual([failure.code, reached], ["timeout", true]);
      assert(performance.now() - start < timeoutMs + hostile.within(500), "it took its time");
    });
  }

  it("nothing yet is not begun where it is cancelled before", async () => {
    let connections = 0;
    const port = await hostile.raw(() => connections++);
    for (const way of [hostile.way(port), behind(hostile, `http://127.0.0.1:${port}`)]) {
      const failure = await hostile.failure(way, { signal: AbortSignal.abort() });
      assert.equal(failure.code, "cancelled");
    }
    assert.equal(connections, 0);
  });
});
