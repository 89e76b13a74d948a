import { strict as assert } from "node:assert";
import type { Socket } from "node:net";
import type { ClusterFailureCode } from "../../../../src/cluster/http/failure.ts";
import { render } from "../../../../src/core/message.ts";
import { base64 } from "../../../support/certificates.ts";
import { afterData, type Behaviour, Hostile, http } from "./hostile.ts";

const OK = "HTTP/1.1 200 OK\r\n";
const HTML = "<html><body>Log in</body></html>";
const SHORT = { timeoutMs: 150 };

describe("a server that means no good", () => {
  let hostile: Hostile;

  before(async () => {
    hostile = await Hostile.make();
  });
  afterEach(() => hostile.close());

  type Expected = readonly [code: ClusterFailureCode, says: RegExp];
  const hangs: Expected = ["timeout", /did not answer within 0\.15 seconds/];

  const beforeTls: Readonly<Record<string, readonly [Behaviour, ...Expected]>> = {
    "hangs before TLS": [() => {}, ...hangs],
    "closes at once": [socket => socket.end(), "reset", /closes them at once|resets the connection/],
    "resets at once": [
      socket => socket.resetAndDestroy(),
      "reset",
      /resets the connection|broke the connection/,
    ],
    "speaks HTTP": [
      socket => socket.end(http("400 Bad Request", "")),
      "plain-http",
      /does not answer in TLS/,
    ],
    "speaks SSH": [socket => socket.write("SSH-2.0-OpenSSH_9.9\r\n"), "plain-http", /does not answer in TLS/],
    "answers garbage": [
      socket => socket.write(Buffer.alloc(64, 0xa5)),
      "plain-http",
      /does not answer in TLS/,
    ],
    "answers an alert": [
      afterData(socket => socket.end(Buffer.from("15030300020228", "hex"))),
      "tls",
      /"handshake failure"/,
    ],
    "closes after the ClientHello": [
      afterData(socket => socket.end()),
      "reset",
      /closes them at once|resets the connection/,
    ],
  };
  for (const [name, [behaviour, code, says]] of Object.entries(beforeTls)) {
    it(`${name}, and that is said`, async () => {
      const failure = await hostile.failure(
        hostile.way(await hostile.raw(behaviour)),
        code === "timeout" ? SHORT : {},
      );
      assert.deepEqual(
        [failure.code, says.test(render(failure.reason))],
        [code, true],
        render(failure.reason),
      );
    });
  }

  const afterTls: Readonly<Record<string, readonly [Behaviour, ...Expected]>> = {
    "hangs after TLS": [() => {}, ...hangs],
    "hangs after the request": [afterData(() => {}), ...hangs],
    "hangs in its headers": [afterData(socket => socket.write(`${OK}A: b\r\n`)), ...hangs],
    "hangs in its body": [afterData(socket => socket.write(`${OK}Content-Length: 9\r\n\r\n{`)), ...hangs],
    "trickles its body": [
      afterData(socket => trickle(socket, `${OK}Content-Length: 9999\r\n\r\n`)),
      ...hangs,
    ],
    "goes on about waiting": [afterData(socket => repeat(socket, "HTTP/1.1 100 Continue\r\n\r\n")), ...hangs],
    "closes after TLS": [socket => socket.end(), "reset", /broke the connection off/],
    "resets after TLS": [reset, "reset", /broke the connection off/],
    "resets after the request": [afterData(reset), "reset", /broke the connection off/],
    "closes in its body": [
      afterData(socket => socket.end(`${OK}Content-Length: 9\r\n\r\n{`)),
      "reset",
      /broke the connection off/,
    ],
    "resets in its body": [
      afterData(socket => socket.write(`${OK}Content-Length: 9\r\n\r\n{`, () => reset(socket))),
      "reset",
      /broke the connection off/,
    ],
    "answers garbage in TLS": [
      afterData(socket => socket.end(Buffer.alloc(99, 0xa5))),
      "not-http",
      /in HTTP/,
    ],
    "answers nothing": [afterData(socket => socket.end()), "reset", /broke the connection off/],
    "sends a header of 1 MB": [
      afterData(socket => socket.end(`${OK}A: ${"a".repeat(1_000_000)}\r\n\r\n`)),
      "too-large",
      /sends more than/,
    ],
    "sends broken chunks": [
      afterData(socket => socket.end(`${OK}Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n`)),
      "not-http",
      /in HTTP/,
    ],
    "switches protocols": [
      afterData(socket =>
        socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
      ),
      "not-http",
      /in HTTP/,
    ],
    "shows a page": [afterData(socket => socket.end(http("200 OK", HTML))), "not-json", /is no JSON/],
    "answers a list": [afterData(socket => socket.end(http("200 OK", "[1]"))), "not-json", /is no JSON/],
    "answers null": [afterData(socket => socket.end(http("200 OK", "null"))), "not-json", /is no JSON/],
    "answers a number": [afterData(socket => socket.end(http("200 OK", "42"))), "not-json", /is no JSON/],
    "answers deep brackets": [
      afterData(socket => socket.end(http("200 OK", "[".repeat(1_000_000)))),
      "not-json",
      /is no JSON/,
    ],
    "shows a page with 401": [
      afterData(socket => socket.end(http("401 No", HTML))),
      "unauthorized",
      /know you|credential/,
    ],
    "shows a page with 403": [
      afterData(socket => socket.end(http("403 No", HTML))),
      "forbidden",
      /does not say why/,
    ],
    "shows a page with 500": [afterData(socket => socket.end(http("500 No", HTML))), "not-json", /HTTP 500/],
    "sends a Status that is none": [
      afterData(socket => socket.end(http("500 No", '{"kind":"Status","message":{"a":1},"reason":[]}'))),
      "status",
      /HTTP 500/,
    ],
  };
  for (const [name, [behaviour, code, says]] of Object.entries(afterTls)) {
    it(`${name}, and that is said`, async () => {
      const failure = await hostile.failure(
        hostile.way(await hostile.tls(behaviour)),
        code === "timeout" ? SHORT : {},
      );
      assert.deepEqual(
        [failure.code, says.test(render(failure.reason))],
        [code, true],
        render(failure.reason),
      );
    });
  }

  const certificates: Readonly<
    Record<string, readonly [Parameters<Hostile["serving"]>[0], kubectl: RegExp]>
  > = {
    "of another name": [{ san: [{ type: "dns", value: "other.invalid" }] }, /doesn't contain any IP SANs$/],
    "that has expired": [
      { notAfter: new Date("2026-02-01") },
      /x509: certificate has expired .* is after 2026-02-01/,
    ],
    "that is not valid yet": [{ notBefore: new Date("2026-12-01") }, /not yet valid.* is before 2026-12-01/],
    "for clients": [{ eku: ["clientAuth"] }, /incompatible key usage$/],
  };
  for (const [name, [more, kubectl]] of Object.entries(certificates)) {
    it(`shows a certificate ${name}, and gets no request`, async () => {
      const heard: Buffer[] = [];
      const port = await hostile.tls(
        socket => socket.on("data", data => heard.push(data)),
        await hostile.serving(more),
      );
      const failure = await hostile.failure(hostile.way(port));
      assert.equal(failure.code, "certificate");
      assert.match(failure.kubectl ?? "", kubectl);
      assert.deepEqual(heard, []);
    });
  }

  it("shows a certificate of another CA, and gets no request", async () => {
    const heard: Buffer[] = [];
    const leaf = await hostile.serving({ issuer: hostile.otherCa });
    const port = await hostile.tls(socket => socket.on("data", data => heard.push(data)), leaf);
    const failure = await hostile.failure(hostile.way(port));
    assert.deepEqual(
      [failure.code, failure.kubectl],
      [
        "certificate",
        "Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority",
      ],
    );
    assert.deepEqual(heard, []);
  });

  it("redirects to another host, which nothing reaches", async () => {
    let reached = 0;
    const other = await hostile.raw(socket => {
      reached++;
      socket.end();
    });
    for (const status of [301, 302, 303, 307, 308]) {
      const location = `Location: http://127.0.0.1:${other}/login?next=%2Fversion\r\n`;
      const port = await hostile.tls(afterData(socket => socket.end(http(`${status} Moved`, "", location))));
      const failure = await hostile.failure(hostile.way(port));
      assert.deepEqual([failure.code, failure.status], ["redirect", status]);
      assert(render(failure.reason).includes(`on to 127.0.0.1:${other}`));
    }
    assert.equal(reached, 0);
  });

  it("speaks TLS where the kubeconfig says http, and that is said", async () => {
    const plain = "certificate-authority-data";
    const go = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n";
    for (const port of [
      await hostile.raw(afterData(socket => socket.end(go))),
      await hostile.raw(afterData(socket => socket.end(Buffer.from("15030100020246", "hex")))),
    ]) {
      const failure = await hostile.failure(hostile.way(port, { [plain]: undefined }, "http"));
      assert.match(render(failure.reason), /speaks TLS, and the server of the context begins with http/);
    }
  });

  it("sends 1 GB, of which it gets rid of little more than the most that is taken", async () => {
    let sent = 0;
    const before = process.memoryUsage();
    const port = await hostile.tls(
      afterData(socket => {
        socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n`);
        const chunk = Buffer.from(`10000\r\n${" ".repeat(0x10000)}\r\n`);
        const more = () => {
          while (!socket.destroyed && sent < 2 ** 30) {
            sent += 0x10000;
            if (!socket.write(chunk)) return;
          }
        };
        socket.on("drain", more);
        more();
      }),
    );
    const failure = await hostile.failure(hostile.way(port));
    const { external, arrayBuffers } = process.memoryUsage();
    assert.equal(failure.code, "too-large");
    assert(sent < 64 * 2 ** 20, `${sent} bytes were sent`);
    assert(arrayBuffers - before.arrayBuffers < 100 * 2 ** 20 && external - before.external < 100 * 2 ** 20);
  });

  it("repeats our credential in all that it says, and it is not told", async () => {
    const say: readonly ((heard: string) => string)[] = [
      heard => http("403 No", JSON.stringify({ kind: "Status", message: `no ${heard}`, reason: heard })),
      heard => http("403 No", JSON.stringify({ kind: "Status", message: `${"a".repeat(190)}${heard}` })),
      heard =>
        http(
          "403 No",
          JSON.stringify({ kind: "Status", message: `User "${heard}" cannot list path "${heard}"` }),
        ),
      heard => http("500 No", JSON.stringify({ kind: "Status", message: heard, reason: heard })),
      heard => http("401 No", heard),
      heard => http("302 No", "", `Location: https://${heard}/\r\n`),
      heard => http("302 No", "", `Location: https://${heard.toUpperCase()}.invalid/${heard}\r\n`),
      heard => `HTTP/1.1 200 ${heard}\r\n\r\n${heard}`,
    ];
    for (const each of say) {
      const port = await hostile.tls(
        afterData((socket, data) => {
          const heard = /^authorization: \w+ (.*)$/im.exec(data.toString())?.[1] ?? "";
          assert(heard !== "");
          socket.end(each(heard));
        }),
      );
      await hostile.failure(hostile.way(port));
      const { user: _, ...nameless } = hostile.way(port, {
        server: `https://${hostile.login}127.0.0.1:${port}`,
      });
      await hostile.failure(nameless);
      const token = String(hostile.way(port).user?.["token"]);
      await hostile.failure({ ...nameless, user: { username: "joe", password: token } });
      const files = { "/token": `${token}\n` };
      await hostile.failure({ ...hostile.way(port), user: { tokenFile: "/token" }, files });
    }
  });

  it("decodes the user name and password that it got, and they are not told", async () => {
    const port = await hostile.tls(
      afterData((socket, data) => {
        const heard = /^authorization: Basic (.*)$/im.exec(data.toString())?.[1] ?? "";
        const [, password] = Buffer.from(heard, "base64").toString().split(":");
        socket.end(
          http("403 No", JSON.stringify({ kind: "Status", message: `wrong password "${password}"` })),
        );
      }),
    );
    const failure = await hostile.failure({
      cluster: {
        server: `https://${hostile.login}127.0.0.1:${port}`,
        "certificate-authority-data": base64(hostile.ca.pem),
      },
    });
    assert.match(failure.said ?? "", /^wrong password "/);
  });
});

function reset(socket: Socket): void {
  // A socket of TLS has no reset of its own.
  const below: unknown = Reflect.get(socket, "_parent") ?? socket;
  if (below instanceof Object && "resetAndDestroy" in below && typeof below.resetAndDestroy === "function") {
    below.resetAndDestroy();
  } else socket.destroy();
}

function trickle(socket: Socket, head: string): void {
  socket.write(head);
  const timer = setInterval(() => socket.write(" "), 10);
  socket.once("close", () => clearInterval(timer));
}

function repeat(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text.repeat(100)), 5);
  socket.once("close", () => clearInterval(timer));
}
