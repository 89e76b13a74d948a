import { strict as assert } from "node:assert";
import { pkiRoots } from "../../../src/core/pki/roots.ts";

describe("the folders of certificates in a workspace", () => {
  const cases: readonly [string, readonly string[], readonly string[]][] = [
    ["are none where there is no certificate", [], []],
    [
      "are a kubeadm directory as a whole",
      ["cp/pki/ca.crt", "cp/pki/apiserver.crt", "cp/pki/etcd/ca.crt"],
      ["cp deep"],
    ],
    [
      "are the topmost that hold certificates",
      ["k3s/tls/ca.crt", "k3s/tls/etcd/ca.crt", "b/x.pem"],
      ["b deep", "k3s/tls deep"],
    ],
    [
      "are the folder of a k3s server, with what a rotation put aside",
      ["k3s/server/tls/ca.crt", "k3s/server/tls-1712947809/etcd/ca.crt", "x/tls-1712947809/a.crt"],
      ["k3s/server deep", "x/tls-1712947809 deep"],
    ],
    [
      "are the workspace's own folder as a whole where it is that of a k3s server",
      ["tls/ca.crt", "tls-1712947809/ca.crt"],
      [" deep"],
    ],
    ["are the workspace's own folder without what is below", ["x.crt", "deep/y.crt"], [" flat", "deep deep"]],
    [
      "are the workspace's own folder as a whole where it is kubeadm's",
      ["pki/apiserver.crt", "pki/ca.crt"],
      [" deep"],
    ],
    ["are not all of a workspace for an easy-rsa folder", ["pki/ca.crt", "pki/issued/a.crt"], ["pki deep"]],
  ];
  for (const [title, names, expected] of cases) {
    it(title, () => {
      const found = pkiRoots(names).map(({ path, deep }) => `${path} ${deep ? "deep" : "flat"}`);
      assert.deepEqual(found, expected);
    });
  }
});
