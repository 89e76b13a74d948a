import { strict as assert } from "node:assert";
import { mayI, rulesIn, serverVersion, whoAmI } from "../../src/cluster/index.ts";
import { lasting } from "../../src/core/x509/assess.ts";
import { mintKubeconfig } from "../support/cluster/certificate-user.ts";
import { clientFor } from "../support/cluster/client.ts";
import { useCluster } from "../support/cluster/suite.ts";

const jane = { user: "jane", groups: ["dev", "ops"], lifetime: lasting(1, "h") };

describe("our own client", () => {
  const cluster = useCluster();

  it("is told who it is, as kubectl is", async () => {
    const client = await clientFor(await mintKubeconfig(cluster(), jane));
    const answer = await whoAmI(client);
    assert(answer.ok, JSON.stringify(answer));
    assert.deepEqual(
      [answer.value.username, answer.value.groups],
      ["jane", ["dev", "ops", "system:authenticated"]],
    );
    assert.match(
      answer.value.extra.get("authentication.kubernetes.io/credential-id")?.[0] ?? "",
      /^X509SHA256=[0-9a-f]{64}$/,
    );
  });

  it("is told what it may do", async () => {
    const client = await clientFor(await mintKubeconfig(cluster(), jane));
    const pods = await mayI(client, { verb: "list", resource: "pods", namespace: "default" });
    const review = await mayI(client, {
      verb: "create",
      group: "authentication.k8s.io",
      resource: "selfsubjectreviews",
    });
    assert.deepEqual(
      [pods, review].map(each => each.ok && each.value.allowed),
      [false, true],
    );
    const rules = await rulesIn(client, "default");
    assert(rules.ok);
    assert(rules.value.rules.some(rule => rule.paths.includes("/version")));
  });

  it("asks for the version without a credential", async () => {
    const client = await clientFor(await mintKubeconfig(cluster(), jane));
    const version = await serverVersion(client, { anonymous: true });
    assert.equal(version.ok && version.value, "v1.36.3");
  });

  it("says which right is missing", async () => {
    const client = await clientFor(await mintKubeconfig(cluster(), jane));
    const answer = await client.call({ path: "/api/v1/namespaces/kube-system/secrets" });
    assert(!answer.ok);
    assert.deepEqual(
      [answer.code, answer.status, answer.reason.args],
      ["forbidden", 403, ["jane", "list", "secrets", "kube-system"]],
    );
  });
});
