import { strict as assert } from "node:assert";
import type { ClusterFailureCode } from "../../../../src/cluster/http/failure.ts";
import { render } from "../../../../src/core/message.ts";
import { afterData, type Behaviour, Hostile, http } from "./hostile.ts";

const TUNNEL = "HTTP/1.1 200 OK\r\n\r\n";

describe("a proxy that means no good", () => {
  let hostile: Hostile;

  before(async () => {
    hostile = await Hostile.make();
  });
  afterEach(() => hostile.close());

  type Case = readonly [behaviour: Behaviour, code: ClusterFailureCode, says: RegExp];

  const sends = (text: string | Buffer) => afterData(socket => socket.end(text));

  /** Each by http and by https. */
  const tunnels: Readonly<Record<string, Case>> = {
    "refuses with 403": [
      sends(http("403 Forbidden", "no")),
      "proxy",
      /does not connect to 10\.9\.9\.9:6443 \(HTTP 403\)/,
    ],
    "fails with 502": [sends(http("502 Bad Gateway", "")), "proxy", /\(HTTP 502\)/],
    "answers 204": [sends("HTTP/1.1 204 No Content\r\n\r\n"), "proxy", /\(HTTP 204\)/],
    redirects: [sends(http("302 Found", "", "Location: http://10.9.9.8/\r\n")), "proxy", /\(HTTP 302\)/],
    "does not take the login": [
      sends(http("407 No", "")),
      "proxy-login",
      /does not take the user name and password/,
    ],
    closes: [
      afterData(socket => socket.end()),
      "reset",
      /^The proxy \S+ broke the connection off before it led to 10\.9\.9\.9:6443/,
    ],
    "closes in its answer": [
      sends("HTTP/1.1 200 O"),
      "reset",
      /^The proxy \S+ broke the connection off before it led to 10\.9\.9\.9:6443/,
    ],
    "answers garbage": [
      sends(Buffer.alloc(200, 0xa5)),
      "reset",
      /^The proxy \S+ broke the connection off before it led to 10\.9\.9\.9:6443/,
    ],
    "answers other garbage": [sends("GARBAGE\r\n\r\n"), "proxy", /does not connect to 10\.9\.9\.9:6443\./],
    "answers without end": [
      afterData(socket => socket.write(`HTTP/1.1 200 OK\r\n${"A: b\r\n".repeat(50_000)}`)),
      "proxy",
      /does not connect/,
    ],
    "leads to nothing": [
      sends(TUNNEL),
      "reset",
      /closes them at once|resets the connection|broke the connection off/,
    ],
    "leads to HTTP": [
      afterData(socket => {
        socket.write(TUNNEL);
        socket.once("data", () => socket.end(http("200 OK", "{}")));
      }),
      "plain-http",
      /10\.9\.9\.9:6443 does not answer in TLS/,
    ],
  };

  const socks: Readonly<Record<string, Case>> = {
    "does not take the login": [
      afterData(socket => {
        socket.write(Buffer.of(5, 2));
        socket.once("data", () => socket.end(Buffer.of(1, 1)));
      }),
      "proxy-login",
      /does not take the user name and password/,
    ],
    "takes no way to log in": [
      sends(Buffer.of(5, 0xff)),
      "proxy-login",
      /does not take the user name and password/,
    ],
    "does not allow the connection": [
      afterData(socket => {
        socket.write(Buffer.of(5, 0));
        socket.once("data", () => socket.end(Buffer.of(5, 2, 0, 1, 0, 0, 0, 0, 0, 0)));
      }),
      "proxy",
      /does not connect to 10\.9\.9\.9:6443 \(NotAllowed\)/,
    ],
    closes: [afterData(socket => socket.end()), "proxy", /does not connect to 10\.9\.9\.9:6443\./],
    "is no SOCKS proxy": [
      sends(http("400 Bad Request", "")),
      "proxy",
      /does not connect to 10\.9\.9\.9:6443\./,
    ],
    "closes at once": [socket => socket.end(), "proxy", /does not connect to 10\.9\.9\.9:6443\./],
  };

  async function check(scheme: string, port: number, [, code, says]: Case): Promise<void> {
    const cluster = {
      server: "https://10.9.9.9:6443",
      "proxy-url": `${scheme}://${hostile.login}127.0.0.1:${port}`,
    };
    const failure = await hostile.failure(hostile.way(0, cluster));
    assert.deepEqual([failure.code, says.test(render(failure.reason))], [code, true], render(failure.reason));
  }

  for (const [name, each] of Object.entries(tunnels)) {
    it(`${name}, by http and by https`, async () => {
      await check("http", await hostile.raw(each[0]), each);
      await check("https", await hostile.tls(each[0]), each);
    });
  }
  for (const [name, each] of Object.entries(socks)) {
    it(`${name}, by SOCKS`, async () => check("socks5", await hostile.raw(each[0]), each));
  }

  it("wants a login that there is none of, and that is said", async () => {
    for (const [scheme, port] of [
      ["http", await hostile.raw(sends(http("407 No", "")))],
      ["socks5", await hostile.raw(sends(Buffer.of(5, 0xff)))],
    ] as const) {
      const cluster = { server: "https://10.9.9.9:6443", "proxy-url": `${scheme}://127.0.0.1:${port}` };
      const failure = await hostile.failure(hostile.way(0, cluster));
      assert.equal(failure.code, "proxy-login");
      assert.match(
        failure.kubectl ?? "",
        scheme === "http"
          ? /: Proxy Authentication Required$/
          : /: socks connect tcp 127\.0\.0\.1:\d+->10\.9\.9\.9:6443: no acceptable authentication methods$/,
      );
      assert.match(render(failure.reason), /wants a user name and a password\. Write them into its URL\.$/);
    }
  });

  it("wants a login for a request that it is handed, and that is said", async () => {
    const port = await hostile.raw(sends(http("407 No", "<html>")));
    const cluster = { server: "http://10.9.9.9", "proxy-url": `http://127.0.0.1:${port}` };
    const failure = await hostile.failure(hostile.way(0, cluster));
    assert.equal(failure.code, "proxy-login");
  });

  it("repeats its login, which is not told", async () => {
    const port = await hostile.raw(
      afterData((socket, data) => {
        const login = /proxy-authorization: \w+ (\S+)/i.exec(data.toString())?.[1] ?? "";
        const plain = Buffer.from(login, "base64").toString();
        assert(plain.startsWith("joe:"));
        socket.end(http(`403 ${plain}`, JSON.stringify({ kind: "Status", message: `${login} is ${plain}` })));
      }),
    );
    for (const server of ["https://10.9.9.9:6443", "http://10.9.9.9"]) {
      const cluster = { server, "proxy-url": `http://${hostile.login}127.0.0.1:${port}` };
      await hostile.failure(hostile.way(0, cluster));
    }
  });

  it("shows a certificate of another CA, and gets neither login nor target", async () => {
    const heard: Buffer[] = [];
    const leaf = await hostile.serving({ issuer: hostile.otherCa });
    const port = await hostile.tls(socket => socket.on("data", data => heard.push(data)), leaf);
    const cluster = { server: "https://10.9.9.9", "proxy-url": `https://${hostile.login}127.0.0.1:${port}` };
    const failure = await hostile.failure(hostile.way(0, cluster));
    assert.equal(failure.code, "proxy");
    assert.match(failure.kubectl ?? "", /proxyconnect tcp: tls: .* unknown authority$/);
    assert.deepEqual(heard, []);
  });
});
