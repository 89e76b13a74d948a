import { strict as assert } from "node:assert";
import { lasting } from "../../src/core/x509/assess.ts";
import { runOnDisk } from "../support/cli-on-disk.ts";
import { clusterCa, mintKubeconfig } from "../support/cluster/certificate-user.ts";
import { useCluster } from "../support/cluster/suite.ts";

const jane = { user: "jane", groups: ["dev", "ops"], lifetime: lasting(1, "h") };

const runHere = (args: readonly string[]) => runOnDisk("/", Date.now(), ...args);

describe("the command line and a real API server", () => {
  const cluster = useCluster();
  let path = "";

  before(async () => {
    path = cluster().write("cli.kubeconfig", await mintKubeconfig(cluster(), jane));
  });

  it("whoami tells whom the server sees", async () => {
    const { code, out, err } = await runHere(["whoami", "--kubeconfig", path]);
    assert.deepEqual([code, err], [0, ""]);
    assert.match(out, /^USER +jane$/m);
    assert.match(out, /^GROUPS +dev, ops, system:authenticated$/m);
    assert.match(out, /^authentication\.kubernetes\.io\/credential-id +X509SHA256=[0-9a-f]{64}$/m);
  });

  it("check-server tells what it shows, its version and whom it asks", async () => {
    const { code, out } = await runHere(["check-server", "-o", "json", "--kubeconfig", path]);
    assert.equal(code, 0, out);
    const [seen] = JSON.parse(out);
    assert.deepEqual(
      [seen.state, seen.version, seen.clientCas, seen.certificates[0].subject],
      ["reachable", "v1.36.3", ["CN=kubernetes", "CN=front-proxy-ca"], "CN=kube-apiserver"],
    );
  });

  it("check-server warns of a kubectl that is too old", async () => {
    const line = ["check-server", "--kubectl", "v1.30.2", "--kubeconfig", path];
    const { code, out } = await runHere(line);
    assert.equal(code, 1, out);
    assert.match(out, /warning: kubectl v1\.30\.2 is too old for the server, v1\.36\.3/);
  });

  it("names the certificate that has expired behind a 401", async () => {
    // A CA of kubeadm begins five minutes before it is made.
    const { notBefore = 0 } = (await clusterCa(cluster())).certificate;
    const past = { now: notBefore, crypto: globalThis.crypto };
    const text = await mintKubeconfig(cluster(), { ...jane, lifetime: lasting(1, "m") }, past);
    const over = cluster().write("over.kubeconfig", text);
    const { code, err } = await runHere(["whoami", "--kubeconfig", over]);
    assert.equal(code, 2);
    assert.match(
      err,
      /^The API server does not know you: the client certificate expired on \d{4}-\d\d-\d\d\. Renew it\.$/m,
    );
  });

  it("says what kubectl says to a server of another name", async () => {
    const text = await mintKubeconfig(cluster(), jane);
    const wrong = text.replace(/^( +)server: .*/m, "$&\n$1tls-server-name: elsewhere.example");
    const file = cluster().write("name.kubeconfig", wrong);
    const { code, out } = await runHere(["check-server", "-o", "json", "--kubeconfig", file]);
    const [seen] = JSON.parse(out);
    const { stderr } = await cluster().kubectl(["get", "--raw", "/version"], { kubeconfig: file });
    assert.deepEqual([code, seen.state, seen.kubectl], [2, "not-accepted", stderr.trim()]);
  });
});
