import { strict as assert } from "node:assert";
import type { TlsOptions } from "node:tls";
import { type ProbeTarget, probeServer } from "../../../../src/cluster/probe/probe.ts";
import { render } from "../../../../src/core/message.ts";
import { formatName, readName } from "../../../../src/core/x509/name.ts";
import { type Issued, makeCa } from "../../../support/certificates.ts";
import { Loopback, makeServing } from "../../../support/loopback.ts";

const TIMEOUT = 20_000;

describe("probeServer", () => {
  let ca: Issued;
  let leaf: Issued;
  let other: Issued;

  before(async () => {
    ({ ca, leaf } = await makeServing());
    other = await makeCa({ cn: "front-proxy-ca" });
  });

  /** What is seen of a server that sends its certificate and one that has nothing to do with it. */
  async function probe(options: TlsOptions, serverName?: string) {
    const heard: unknown[] = [];
    const server = await Loopback.tls(
      { key: leaf.keyPem, cert: leaf.pem + other.pem, ...options },
      socket => {
        heard.push([socket.servername, socket.getPeerX509Certificate()]);
        socket.on("data", data => heard.push(data.toString()));
      },
    );
    const outcome = await probeServer(server.target(serverName), { timeoutMs: TIMEOUT });
    await server.close();
    assert(outcome.ok);
    const { chain, clientCas, protocol, alpn, dialMs, tlsMs } = outcome.probe;
    assert.equal(dialMs >= 0 && tlsMs > 0 && dialMs + tlsMs < TIMEOUT, true);
    const names = { [leaf.pem]: "leaf", [ca.pem]: "ca", [other.pem]: "other" };
    const nameOf = (der: Uint8Array) => Object.entries(names).find(([pem]) => pem.includes(base64(der)))?.[1];
    return { chain: chain.map(nameOf), protocol, alpn, clientCas: told(clientCas), heard };
  }

  it("sees what was sent, and which client CAs are asked for", async () => {
    const seen = await probe({ requestCert: true, rejectUnauthorized: false, ca: [ca.pem, other.pem] });
    assert.deepEqual(seen, {
      chain: ["leaf", "other"],
      protocol: "TLSv1.3",
      alpn: undefined,
      clientCas: ["CN=kubernetes", "CN=front-proxy-ca"],
      heard: [
        [false, undefined],
        [false, undefined],
      ],
    });
  });

  it("sends the name to a server, but no address, and takes HTTP", async () => {
    const options = { ALPNProtocols: ["h2", "http/1.1"] };
    const seen = await Promise.all(
      ["kubernetes", "kubernetes.", "10.0.0.1"].map(name => probe(options, name)),
    );
    assert.deepEqual(
      seen.map(({ alpn, heard }) => [alpn, heard]),
      ["kubernetes", "kubernetes", false].map(name => [
        "http/1.1",
        [
          [name, undefined],
          [name, undefined],
        ],
      ]),
    );
  });

  it("knows a server that asks for no client certificate", async () => {
    assert.equal((await probe({})).clientCas, "not-asked");
  });

  it("says that TLS 1.3 alone does not tell", async () => {
    const seen = await probe({ minVersion: "TLSv1.3", requestCert: true, rejectUnauthorized: false });
    assert.deepEqual(
      [seen.chain, seen.clientCas],
      [["leaf"], "The server speaks only TLS 1.3, which encrypts the names of the CAs that it asks for."],
    );
  });

  it("sees a server that insists on a client certificate", async () => {
    const insisting = { requestCert: true, rejectUnauthorized: true, ca: ca.pem };
    const [in12, in13] = [await probe({ ...insisting, maxVersion: "TLSv1.2" }), await probe(insisting)];
    assert.deepEqual(
      [in12, in13].map(({ chain, clientCas, protocol }) => [protocol, chain, clientCas]),
      [
        ["TLSv1.2", ["leaf", "other"], ["CN=kubernetes"]],
        ["TLSv1.3", ["leaf", "other"], ["CN=kubernetes"]],
      ],
    );
  });

  it("sees in TLS 1.2 what fails in TLS 1.3 on this side", async () => {
    const [good, broken] = [
      await Loopback.tls({ key: leaf.keyPem, cert: leaf.pem }),
      await Loopback.raw(socket =>
        socket.once("data", () => socket.end(Buffer.from("160303000502000001ff", "hex"))),
      ),
    ];
    const dials = [broken, good].map(server => server.target().dial);
    const target: ProbeTarget = {
      ...good.target(),
      dial: signal => dials.shift()?.(signal) ?? Promise.reject(),
    };
    const outcome = await probeServer(target, { timeoutMs: TIMEOUT });
    await Promise.all([good.close(), broken.close()]);
    assert(outcome.ok);
    assert.deepEqual([outcome.probe.protocol, outcome.probe.chain.length], ["TLSv1.2", 1]);
  });

  it("connects twice at most, and leaves nothing open", async () => {
    const closed: Promise<void>[] = [];
    const server = await Loopback.tls({ key: leaf.keyPem, cert: leaf.pem });
    const target = server.target();
    const watched: ProbeTarget = {
      ...target,
      dial: async signal => {
        const stream = await target.dial(signal);
        closed.push(new Promise(resolve => stream.once("close", () => resolve())));
        return stream;
      },
    };
    await probeServer(watched, { timeoutMs: TIMEOUT });
    await Promise.all(closed);
    await server.close();
    assert.equal(closed.length, 2);
  });
});

function told(cas: Extract<Awaited<ReturnType<typeof probeServer>>, { ok: true }>["probe"]["clientCas"]) {
  if (cas.kind === "asked") return cas.names.map(name => formatName(readName(name).name));
  return cas.kind === "not-told" ? render(cas.reason) : cas.kind;
}

function base64(der: Uint8Array): string {
  return (
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? []
  ).join("\n");
}
