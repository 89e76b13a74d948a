import { strict as assert } from "node:assert";
import { findPrograms } from "../support/cluster/find.ts";
import { kubeconfigText } from "../support/cluster/kubeconfig.ts";
import { startCluster } from "../support/cluster/start.ts";
import { useCluster } from "../support/cluster/suite.ts";
import { whoAmI } from "../support/cluster/who-am-i.ts";

describe("the test cluster", () => {
  const cluster = useCluster({ controllerManager: true });

  it("knows its admins", async () => {
    const { admin, superAdmin } = cluster().kubeconfigs;
    const users = [await whoAmI(cluster(), admin), await whoAmI(cluster(), superAdmin)];
    assert.deepEqual(
      users.map(({ groups }) => groups),
      [
        ["kubeadm:cluster-admins", "system:authenticated"],
        ["system:masters", "system:authenticated"],
      ],
    );
  });

  it("runs on a PKI that is all ours", async () => {
    const found = await findPrograms();
    assert(found.ok);
    const { kubeadm: _, ...programs } = found.programs;
    const own = await startCluster(programs);
    try {
      // The admin's certificate, the API server's to etcd, and the controllers' are all needed for this.
      const { stdout, stderr } = await own.kubectl(["create", "token", "default"]);
      const { username } = await whoAmI(
        own,
        own.write("default.kubeconfig", kubeconfigText(own, "x", { kind: "token", token: stdout.trim() })),
      );
      assert.deepEqual(
        { username, stderr },
        { username: "system:serviceaccount:default:default", stderr: "" },
      );
    } finally {
      await own.stop();
    }
  });
});
