import { strict as assert } from "node:assert";
import { withoutCredentials } from "../../../src/core/credential.ts";
import {
  misplacedContent,
  shownAddress,
  shownArguments,
  shownText,
  shownVariable,
} from "../../../src/core/kubeconfig/secrecy.ts";

describe("what may be shown of an address", () => {
  const table: readonly (readonly [string, string])[] = [
    ["https://h:6443", "https://h:6443"],
    ["https://rancher.example.com/k8s/clusters/c-m-x", "https://rancher.example.com/k8s/clusters/c-m-x"],
    ["https://[::1]:6443/", "https://[::1]:6443"],
    ["https://user:hunter2@h", "https://…@h"],
    ["user:hunter2@h:6443", "…@h:6443"],
    ["https://h/p?token=hunter2#x", "https://h/p"],
    ["https:/user:hunter2@h", "…"],
    ["http://jane:hunter2:3128", "…"],
    ["https://user%3Ahunter2%40h", "…"],
    ["https://user:hun ter2@h", "…"],
    ["h\u00fcgel.example:6443", "h\u00fcgel.example:6443"],
    ["", ""],
  ];
  for (const [address, shown] of table) {
    it(JSON.stringify(address), () => assert.equal(shownAddress(address), shown));
  }
});

describe("what stands where a path belongs", () => {
  const jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2ln";
  const table: readonly (readonly [string, string | undefined])[] = [
    [jwt, "jwt"],
    [` ${jwt}\n`, "jwt"],
    ["-----BEGIN PRIVATE KEY-----\nMIG=\n-----END PRIVATE KEY-----", "pem"],
    ["LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t", "pem-in-base64"],
    ["A".repeat(64), "base64"],
    ["/etc/kubernetes/pki/apiserver-kubelet-client.crt", undefined],
    ["../pki/ca.crt", undefined],
    ["C:\\Users\\jane\\.kube\\token", undefined],
    [`/nix/store/${"a".repeat(32)}-kubeconfig/ca.crt`, undefined],
    [`/var/lib/${"deep/".repeat(30)}token`, undefined],
    ["eyebrow.txt", undefined],
    ["eyebrow-network.example.com", undefined],
    ["glagent-production-cluster", undefined],
    ["kubelet-client-2026-11-27-10-30-00-of-a-long-name.pem", undefined],
    ["C:\\Users\\jane\\auth\\token.txt", undefined],
    ["/var/run/secrets/kubernetes.io/serviceaccount/token", undefined],
    ["abcdef.0123456789abcdef", "credential"],
    ["sha256~mR1Ct2cFq7xV9zQ4nB8yK3sJ6hL0pW5d", "credential"],
    [`MHcCAQEEIB${"ab1/".repeat(14)}oAoGCCqGSM49A=`, "base64"],
  ];
  for (const [value, kind] of table) {
    it(JSON.stringify(value.slice(0, 50)), () => assert.equal(misplacedContent(value)?.kind, kind));
  }
});

describe("what may be shown of a plugin", () => {
  it("leaves secrets out of arguments, and nothing else", () => {
    assert.deepEqual(
      shownArguments([
        ...["eks", "get-token", "--cluster-name", "demo", "--region=eu-west-1"],
        ...["--token", "hunter2", "--client-secret=hunter2", "--password", "--oidc-issuer-url=https://idp/x"],
        ...["-c", "PASSWORD=hunter2 login --token hunter2 --server https://a:hunter2@h"],
      ]),
      [
        ...["eks", "get-token", "--cluster-name", "demo", "--region=eu-west-1"],
        ...["--token", "…", "--client-secret=…", "--password", "--oidc-issuer-url=https://idp/x"],
        ...["-c", "PASSWORD=… login --token … --server https://…@h"],
      ],
    );
  });

  it("knows tokens by their look, and leaves words and paths", () => {
    assert.equal(
      shownText(`run with ${"a1B2".repeat(12)} in /usr/local/bin/aws`),
      "run with … in /usr/local/bin/aws",
    );
    assert.equal(shownText('{"password": "hunter2"}'), '{"password": …}');
    assert.equal(
      shownText("install kubelogin: brew install int128/kubelogin/kubelogin"),
      "install kubelogin: brew install int128/kubelogin/kubelogin",
    );
  });

  it("leaves out credentials that are known by their form, and no names", () => {
    const names = [
      "arn:aws:eks:eu-west-1:123456789012:cluster/prod",
      "gke_my-project-of-a-long-name_europe-west1_c",
      "clusterUser_my-resource-group_my-cluster",
      "system:node:ip-10-0-0-1.eu-west-1.compute.internal",
      "oidc:jane@example.com",
      "glagent-production-cluster-eu",
      "kubeconfig-user-abc12",
      "Basic authentication",
    ];
    assert.deepEqual(names.map(withoutCredentials), names);
    const text = "say ghp_0123456789abcdefghijABCD to Authorization: Basic aGk6aG8= now";
    assert.equal(withoutCredentials(text), "say … to … now");
  });

  it("takes time linear in the length of a text", () => {
    const parts = [
      "-eyJaaaaaaaaaa",
      "authorization:",
      "kubeconfig-",
      "data:;base64",
      "-----BEGIN ",
      "glpat-",
      "pin-",
    ];
    const started = performance.now();
    for (const part of parts) withoutCredentials(part.repeat(20_000));
    assert.ok(performance.now() - started < 2000);
  });

  it("shows names of variables that are names", () => {
    assert.deepEqual(["AWS_PROFILE", "A=hunter2", "", "hunter 2"].map(shownVariable), [
      "AWS_PROFILE",
      "…",
      "",
      "…",
    ]);
  });
});
