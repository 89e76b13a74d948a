import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { probeServer } from "../../src/cluster/probe/probe.ts";
import { judgeServer } from "../../src/core/features/server-check/judge.ts";
import type { JudgeOptions, ServerProbe } from "../../src/core/features/server-check/model.ts";
import { decodeCertificates } from "../../src/core/x509/certificates.ts";
import { base64, makeCa, makeCertificate } from "../support/certificates.ts";
import { useCluster } from "../support/cluster/suite.ts";
import { dial } from "../support/loopback.ts";
import { patience } from "../support/pace.ts";

describe("what a real API server shows", () => {
  const cluster = useCluster();
  let probe: ServerProbe;

  before(async () => {
    const port = Number(new URL(cluster().server).port);
    const target = { host: "127.0.0.1", port, dial: () => dial(port) };
    const outcome = await probeServer(target, { timeoutMs: patience(10_000) });
    assert(outcome.ok);
    ({ probe } = outcome);
  });

  const caOf = (name: string) => readFileSync(join(cluster().caFolder, `${name}.crt`), "utf8");

  function judge(ca: string, more: Partial<JudgeOptions> = {}) {
    const timing = { now: Date.now(), thresholds: { warning: 0, critical: 0 } };
    return judgeServer(probe, { ca: decoded(ca), insecure: false, host: "127.0.0.1", timing, ...more });
  }

  it("is its certificate, and the CAs for clients", async () => {
    const stranger = await makeCertificate({ cn: "jane", issuer: await makeCa({ cn: "other" }) });
    const { accepted, clientCas, findings } = await judge(caOf("ca"), {
      clientCertificate: decoded(stranger.pem),
    });
    assert.deepEqual(
      [probe.protocol, probe.alpn, accepted, clientCas, findings.map(({ code }) => code)],
      ["TLSv1.3", "http/1.1", true, ["CN=kubernetes", "CN=front-proxy-ca"], ["client-ca-not-asked-for"]],
    );
    const admin = /client-certificate-data: (\S+)/.exec(
      readFileSync(cluster().kubeconfigs.admin, "utf8"),
    )?.[1];
    const ours = Buffer.from(admin ?? "", "base64").toString();
    assert.deepEqual((await judge(caOf("ca"), { clientCertificate: decoded(ours) })).findings, []);
  });

  it("is judged as kubectl does, word for word", async () => {
    const cas = { right: caOf("ca"), namesake: (await makeCa()).pem, other: caOf("front-proxy-ca") };
    for (const [name, ca] of Object.entries(cas)) {
      for (const serverName of [undefined, "kubernetes", "k8stest1", "10.96.0.1", "192.0.2.99"]) {
        const { kubectl = "", accepted } = await judge(ca, { serverName });
        const kubeconfig = cluster().write(
          `${name}.kubeconfig`,
          kubeconfigFor(cluster().server, ca, serverName),
        );
        const { stderr } = await cluster().kubectl(["get", "--raw", "/version"], { kubeconfig });
        // Who is taken goes on to ask who it is, which nobody knows.
        const taken = stderr === "error: You must be logged in to the server (Unauthorized)\n";
        const words = taken ? "" : stderr.trim();
        assert.deepEqual([kubectl, accepted], [words, taken], `${name} ${serverName}`);
      }
    }
  });
});

function decoded(pem: string) {
  return decodeCertificates(pem).entries.flatMap(({ certificate }) =>
    certificate.ok ? [certificate.value] : [],
  );
}

function kubeconfigFor(server: string, ca: string, serverName: string | undefined): string {
  const cluster = {
    server,
    "certificate-authority-data": base64(ca),
    ...(serverName !== undefined && { "tls-server-name": serverName }),
  };
  return JSON.stringify({
    clusters: [{ name: "c", cluster }],
    users: [{ name: "u", user: { token: "nobody" } }],
    contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
    "current-context": "x",
  });
}
