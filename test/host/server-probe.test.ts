import { strict as assert } from "node:assert";
import { probeServer } from "../../src/cluster/probe/probe.ts";
import { makeCa } from "../support/certificates.ts";
import { Loopback, makeServing } from "../support/loopback.ts";
import { patience } from "../support/pace.ts";

describe("the probe of a server in the editor, which changes node:tls", function () {
  this.timeout(patience(30_000));

  it("sees exactly what the server sent, and sends no credentials", async () => {
    const { leaf } = await makeServing();
    const clients = await makeCa({ cn: "clients" });
    const asking = {
      key: leaf.keyPem,
      cert: leaf.pem,
      ca: clients.pem,
      requestCert: true,
      rejectUnauthorized: false,
    };
    for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
      const certificates: unknown[] = [];
      const server = await Loopback.tls({ ...asking, minVersion: version, maxVersion: version }, socket =>
        certificates.push(socket.getPeerX509Certificate()),
      );
      const outcome = await probeServer(server.target("kubernetes"), { timeoutMs: patience(10_000) });
      await server.close();
      assert(outcome.ok);
      const { chain, clientCas, protocol } = outcome.probe;
      assert.deepEqual([protocol, chain.map(toHex)], [version, [toHex(leaf.der)]]);
      assert.equal(clientCas.kind, version === "TLSv1.2" ? "asked" : "not-told");
      assert.deepEqual(certificates, [undefined]);
    }
  });
});

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
