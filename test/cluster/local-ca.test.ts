import { strict as assert } from "node:assert";
import { type PolicyRule, READ_RULES, rbacManifests } from "../../src/core/rbac/index.ts";
import { lasting } from "../../src/core/x509/assess.ts";
import { clusterCa, mintKubeconfig, renewKubeconfig } from "../support/cluster/certificate-user.ts";
import type { Cluster } from "../support/cluster/start.ts";
import { useCluster } from "../support/cluster/suite.ts";
import { whoAmI } from "../support/cluster/who-am-i.ts";
import { mintingNow } from "../support/minting.ts";

const jane = { user: "jane", groups: ["dev", "ops"], lifetime: lasting(1, "h") };

describe("a user whom the local CA made", () => {
  const cluster = useCluster();
  let text = "";
  let kubeconfig = "";

  before(async () => {
    text = await mintKubeconfig(cluster(), jane);
    kubeconfig = cluster().write("jane.kubeconfig", text);
    const { kubectl } = cluster();
    await kubectl(["create", "namespace", "team"]);
    const read = rbacManifests({
      subjects: [{ kind: "User", name: "jane" }],
      scope: { type: "namespaces", namespaces: ["team"] },
      grant: { type: "new-role", rules: READ_RULES },
    });
    assert(read.ok);
    const { code, stderr } = await kubectl(["apply", "-f", "-"], { input: read.value.text });
    assert.equal(code, 0, stderr);
  });

  it("is whom the certificate names", async () => {
    assert.deepEqual(await whoAmI(cluster(), kubeconfig), {
      username: "jane",
      groups: ["dev", "ops", "system:authenticated"],
    });
  });

  it("has the rights that were proposed, and no more", async () => {
    const nobody = await mintKubeconfig(cluster(), { ...jane, user: "nobody", groups: [] });
    const everybody = await rights(cluster(), cluster().write("nobody.kubeconfig", nobody), "team");
    const own = await rights(cluster(), kubeconfig, "team");
    assert.deepEqual(
      own.filter(rule => !everybody.some(each => JSON.stringify(each) === JSON.stringify(rule))),
      READ_RULES,
    );
    assert.deepEqual(await rights(cluster(), kubeconfig, "default"), everybody);
  });

  it("reaches pods with kubectl there and nowhere else", async () => {
    const pod = ["--image=registry.invalid/none", "--namespace=team", "run", "web"];
    const tries = [
      ["get", "pods", "--namespace=team", "-o", "name"],
      ["get", "pods", "--namespace=default"],
      ["get", "secrets", "--namespace=team"],
      ["delete", "pod", "web", "--namespace=team"],
      ["get", "pods", "--all-namespaces"],
    ];
    await cluster().kubectl(["create", "serviceaccount", "default", "--namespace=team"]);
    assert.equal((await cluster().kubectl(pod)).code, 0);
    const outcomes = [];
    for (const args of tries) {
      const { stdout, stderr } = await cluster().kubectl(args, { kubeconfig });
      outcomes.push(/\((\w+)\)/.exec(stderr)?.[1] ?? stdout);
    }
    assert.deepEqual(outcomes, ["pod/web\n", "Forbidden", "Forbidden", "Forbidden", "Forbidden"]);
  });

  it("is the same user with other credentials once renewed", async () => {
    const renewed = await renewKubeconfig(cluster(), text, { lifetime: lasting(2, "h") });
    const path = cluster().write("renewed.kubeconfig", renewed);
    assert.notEqual(renewed, text);
    assert.deepEqual(await whoAmI(cluster(), path), await whoAmI(cluster(), kubeconfig));
    assert.deepEqual(await rights(cluster(), path, "team"), await rights(cluster(), kubeconfig, "team"));
  });

  it("is nobody to the server when the certificate is over", async () => {
    // A CA of kubeadm begins five minutes before it is made.
    const { notBefore = 0 } = (await clusterCa(cluster())).certificate;
    const past = { ...mintingNow(), now: notBefore };
    const over = await mintKubeconfig(cluster(), { ...jane, lifetime: lasting(1, "m") }, past);
    const { code, stderr } = await cluster().kubectl(["get", "pods", "--namespace=team"], {
      kubeconfig: cluster().write("over.kubeconfig", over),
    });
    assert.deepEqual(
      { code, stderr },
      { code: 1, stderr: "error: You must be logged in to the server (Unauthorized)\n" },
    );
  });
});

/** What `kubectl auth can-i --list` asks for and shows of resources. */
async function rights(
  { kubectl }: Cluster,
  kubeconfig: string,
  namespace: string,
): Promise<readonly PolicyRule[]> {
  const review = {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectRulesReview",
    spec: { namespace },
  };
  const { stdout, stderr } = await kubectl(["create", "--validate=false", "-f", "-", "-o", "json"], {
    kubeconfig,
    input: JSON.stringify(review),
  });
  assert.equal(stderr, "");
  return JSON.parse(stdout).status.resourceRules.map(({ apiGroups, resources, verbs }: PolicyRule) => ({
    apiGroups,
    resources,
    verbs,
  }));
}
