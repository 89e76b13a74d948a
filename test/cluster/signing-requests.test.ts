import { strict as assert } from "node:assert";
import { decodeBase64, encodeBase64 } from "../../src/core/bytes/base64.ts";
import { utf8Bytes } from "../../src/core/bytes/bytes.ts";
import { decodeCertificates } from "../../src/core/x509/certificates.ts";
import { createCsr } from "../../src/core/x509/signing.ts";
import { kubeconfigText } from "../support/cluster/kubeconfig.ts";
import type { Run } from "../support/cluster/kubectl.ts";
import type { Cluster } from "../support/cluster/start.ts";
import { useCluster } from "../support/cluster/suite.ts";
import { whoAmI } from "../support/cluster/who-am-i.ts";
import { made, mintingNow } from "../support/minting.ts";

const DAY = 86_400;
const MINUTE = 60;

describe("a CertificateSigningRequest with a request of ours", () => {
  const cluster = useCluster({ controllerManager: true });

  it("is signed once it is approved, for the time that was asked for", async () => {
    const keyPem = await ask(cluster(), "jane", ["dev", "ops"]);
    await approve(cluster(), "jane");
    const pem = await issued(cluster(), "jane");
    const [leaf] = decodeCertificates(pem).entries.map(({ certificate }) => made(certificate));
    const { notBefore = 0, notAfter = 0 } = leaf ?? {};
    const kubeconfig = cluster().write(
      "csr.kubeconfig",
      kubeconfigText(cluster(), "jane", { kind: "client-certificate", certificate: pem, key: keyPem }),
    );
    const { username, groups } = await whoAmI(cluster(), kubeconfig);
    assert.deepEqual(
      { username, groups, usages: leaf?.extKeyUsage, seconds: (notAfter - notBefore) / 1000 },
      {
        username: "jane",
        groups: ["dev", "ops", "system:authenticated"],
        usages: ["clientAuth"],
        seconds: DAY,
      },
    );
  });

  it("may not be for system:masters", async () => {
    const { code, stderr } = await create(cluster(), "root", await request("root", ["system:masters"]));
    assert.equal(code, 1);
    assert.match(
      stderr,
      /is forbidden: use of kubernetes\.io\/kube-apiserver-client signer with system:masters group is not allowed/,
    );
  });

  it("stays approved where nothing signs", async () => {
    await cluster().stopControllerManager();
    try {
      await ask(cluster(), "waiting", []);
      await approve(cluster(), "waiting");
      await new Promise(done => setTimeout(done, 3_000));
      const { conditions, certificate } = await statusOf(cluster(), "waiting");
      assert.deepEqual(
        { conditions: conditions?.map(({ type }) => type), certificate },
        { conditions: ["Approved"], certificate: undefined },
      );
    } finally {
      await cluster().startControllerManager();
    }
    assert.match(await issued(cluster(), "waiting"), /^-----BEGIN CERTIFICATE-----/);
  });
});

interface RequestStatus {
  readonly conditions?: readonly { readonly type: string }[];
  readonly certificate?: string;
}

function request(user: string, groups: readonly string[]) {
  return createCsr({ user, groups }, mintingNow()).then(made);
}

/** Create one. @returns the PEM of the key */
async function ask(cluster: Cluster, user: string, groups: readonly string[]): Promise<string> {
  const csr = await request(user, groups);
  const { code, stderr } = await create(cluster, user, csr);
  assert.equal(code, 0, stderr);
  return csr.keyPem;
}

function create(
  { kubectl }: Cluster,
  name: string,
  { requestPem }: { readonly requestPem: string },
): Promise<Run> {
  const manifest = {
    apiVersion: "certificates.k8s.io/v1",
    kind: "CertificateSigningRequest",
    metadata: { name },
    spec: {
      request: encodeBase64(utf8Bytes(requestPem)),
      signerName: "kubernetes.io/kube-apiserver-client",
      expirationSeconds: DAY,
      usages: ["client auth"],
    },
  };
  return kubectl(["create", "-f", "-"], { input: JSON.stringify(manifest) });
}

async function approve({ kubectl }: Cluster, name: string): Promise<void> {
  const { code, stderr } = await kubectl(["certificate", "approve", name]);
  assert.equal(code, 0, stderr);
}

async function statusOf({ kubectl }: Cluster, name: string): Promise<RequestStatus> {
  const { stdout } = await kubectl(["get", "certificatesigningrequest", name, "-o", "json"]);
  return JSON.parse(stdout).status;
}

/** Wait for the certificate, which the signer makes within seconds. */
async function issued(cluster: Cluster, name: string): Promise<string> {
  const { code, stderr } = await cluster.kubectl([
    "wait",
    "--for=jsonpath={.status.certificate}",
    `--timeout=${MINUTE}s`,
    `certificatesigningrequest/${name}`,
  ]);
  assert.equal(code, 0, stderr);
  const { certificate = "" } = await statusOf(cluster, name);
  return new TextDecoder().decode(made(decodeBase64(certificate)));
}
