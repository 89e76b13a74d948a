import { strict as assert } from "node:assert";
import { kubeconfigText } from "../support/cluster/kubeconfig.ts";
import type { Cluster } from "../support/cluster/start.ts";
import { useCluster } from "../support/cluster/suite.ts";
import { type UserInfo, whoAmI } from "../support/cluster/who-am-i.ts";

describe("a token", () => {
  const cluster = useCluster({ controllerManager: true });

  it("of the static token file is its line's user", async () => {
    const { dev } = cluster().tokens;
    assert.deepEqual(await holderOf(cluster(), dev.token), {
      username: dev.user,
      uid: dev.uid,
      groups: [...dev.groups, "system:authenticated"],
    });
  });

  it("of a TokenRequest is its service account", async () => {
    const { kubectl } = cluster();
    await kubectl(["create", "serviceaccount", "robot"]);
    const { stdout, stderr } = await kubectl(["create", "token", "robot", "--duration=1h"]);
    assert.equal(stderr, "");
    const { username, groups } = await holderOf(cluster(), stdout.trim());
    assert.deepEqual(
      { username, groups },
      {
        username: "system:serviceaccount:default:robot",
        groups: ["system:serviceaccounts", "system:serviceaccounts:default", "system:authenticated"],
      },
    );
  });

  it("for joining is a bootstrapper until its Secret is cleared away", async () => {
    const secret = {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "bootstrap-token-abcdef", namespace: "kube-system" },
      type: "bootstrap.kubernetes.io/token",
      stringData: {
        "token-id": "abcdef",
        "token-secret": "0123456789abcdef",
        "usage-bootstrap-authentication": "true",
        expiration: new Date(Date.now() + 5_000).toISOString(),
      },
    };
    const { code, stderr } = await cluster().kubectl(["create", "-f", "-"], {
      input: JSON.stringify(secret),
    });
    assert.equal(code, 0, stderr);
    assert.deepEqual(await holderOf(cluster(), "abcdef.0123456789abcdef"), {
      username: "system:bootstrap:abcdef",
      groups: ["system:bootstrappers", "system:authenticated"],
    });
    const gone = await cluster().kubectl([
      ...["wait", "--for=delete", "secret/bootstrap-token-abcdef"],
      ...["--namespace=kube-system", "--timeout=30s"],
    ]);
    assert.equal(gone.code, 0, gone.stderr);
  });
});

function holderOf(cluster: Cluster, token: string): Promise<UserInfo> {
  const text = kubeconfigText(cluster, "holder", { kind: "token", token });
  return whoAmI(cluster, cluster.write("token.kubeconfig", text));
}
