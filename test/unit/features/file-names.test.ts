import { strict as assert } from "node:assert";
import { nameVerdict } from "../../../src/core/features/file-names.ts";

const cases: Readonly<Record<string, readonly string[]>> = {
  kubeconfig: [
    "/home/u/.kube/config",
    "C:\\Users\\u\\.kube\\config",
    "/w/kubeconfig",
    "/w/kubeconfig.yaml",
    "/w/dev.kubeconfig",
  ],
  maybe: [
    "/w/kubeconfig-dev",
    "/w/kubeconfig_dev.yml",
    "/w/dev-kubeconfig.yaml",
    "/w/kubeconfig.bak",
    "/etc/kubernetes/admin.conf",
    "/etc/kubernetes/super-admin.conf",
    "/etc/kubernetes/scheduler.conf",
    "/etc/rancher/k3s/k3s.yaml",
    "/etc/rancher/rke2/rke2.yaml",
    "/home/u/.kube/prod.yaml",
    "/home/u/.kube/prod",
  ],
  no: [
    "/w/kubeconfig.ts",
    "/w/kubeconfig_test.go",
    "/w/kubeconfig-inspector.md",
    "/home/u/.kube/cache/discovery/x/v1/serverresources.json",
    "/home/u/.kube/config.lock",
    "/home/u/.kube/kuberc.tmpl",
    "/w/deployment.yaml",
    "/w/config",
  ],
};

describe("nameVerdict", () => {
  for (const [verdict, paths] of Object.entries(cases)) {
    it(`says ${verdict}`, () => {
      assert.deepEqual(
        paths.map(path => [path, nameVerdict(path)]),
        paths.map(path => [path, verdict]),
      );
    });
  }
});
