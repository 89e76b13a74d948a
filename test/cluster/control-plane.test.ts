import { strict as assert } from "node:assert";
import { useCluster } from "../support/cluster/suite.ts";
import { whoAmI } from "../support/cluster/who-am-i.ts";

describe("the test cluster", () => {
  const cluster = useCluster();

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
});
