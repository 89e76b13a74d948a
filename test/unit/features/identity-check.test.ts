import { strict as assert } from "node:assert";
import { identityDifferences, type SeenIdentity } from "../../../src/core/features/identity-check.ts";
import type { Identity } from "../../../src/core/kubeconfig/facts-model.ts";
import { render } from "../../../src/core/message.ts";

/** What is said of who the API server sees. */
function said(expected: readonly Identity[], seen: SeenIdentity, sends = true): readonly string[] {
  return identityDifferences(expected, seen, sends).map(each => render(each));
}

const jane: Identity = { user: "jane", groups: ["dev"], source: "client-certificate" };
const token: Identity = { user: "jane@example.com", groups: ["dev", "ops"], source: "token" };
const known = (username: string, ...groups: readonly string[]): SeenIdentity => ({
  username,
  groups: [...groups, "system:authenticated"],
});
const nobody: SeenIdentity = { username: "system:anonymous", groups: ["system:unauthenticated"] };

describe("who the API server sees beside whom the kubeconfig names", () => {
  it("is no difference where both say the same", () => {
    assert.deepEqual(said([jane], known("jane", "dev")), []);
  });

  it("is no difference where the kubeconfig does not say", () => {
    assert.deepEqual(said([], known("jane", "dev")), []);
  });

  it("is no difference for the groups that come with a service account or a bootstrap token", () => {
    const account: Identity = { user: "system:serviceaccount:ci:bot", groups: [], source: "impersonation" };
    const groups = ["system:serviceaccounts", "system:serviceaccounts:ci"];
    const bootstrap: Identity = {
      user: "system:bootstrap:abcdef",
      groups: ["system:bootstrappers"],
      source: "token",
    };
    const extra = "system:bootstrappers:kubeadm:default-node-token";
    assert.deepEqual(
      [
        ...said([account], known(account.user, ...groups)),
        ...said([bootstrap], known(bootstrap.user, "system:bootstrappers", extra)),
      ],
      [],
    );
  });

  it("is nobody where no credential is sent, or none arrives", () => {
    assert.deepEqual(
      [...said([], nobody, false), ...said([jane], nobody), ...said([], nobody)],
      [
        "The context sends no credential, so the API server takes you for nobody (system:anonymous).",
        ...Array(2).fill(
          "The API server takes you for nobody (system:anonymous): no credential of the kubeconfig reached it. A proxy or load balancer that ends TLS does not pass a client certificate on.",
        ),
      ],
    );
  });

  it("is no difference where the context impersonates nobody", () => {
    assert.deepEqual(said([{ user: "system:anonymous", groups: [], source: "impersonation" }], nobody), []);
  });

  it("is somebody else", () => {
    assert.deepEqual(said([jane], known("kubernetes-jane", "dev")), [
      "By the client certificate you are jane, but the API server takes you for kubernetes-jane. It may go by another credential, a proxy may log in for you, or the kubeconfig may lead to another cluster than it was made for.",
    ]);
  });

  it("says which credential it goes by, and whose impersonation it never sees", () => {
    const boss: Identity = { user: "boss", groups: [], source: "impersonation" };
    assert.deepEqual(
      [
        ...said([jane, token], known("jane@example.com", "dev", "ops")),
        ...said([boss, jane], known("jane", "dev")),
        ...said([boss], known("jane")),
      ],
      [
        "The API server goes by the token, not by the client certificate, which it would try first: it does not accept that, or never gets it.",
        "The context impersonates boss, but the API server takes you for jane as the client certificate says. Something in front of it drops the headers Impersonate-User and Impersonate-Group.",
        "The context impersonates boss, but the API server takes you for jane. A proxy or login service in front of it may set another user.",
      ],
    );
  });

  it("explains prefixes of names and groups of tokens, whatever they are", () => {
    assert.deepEqual(said([token], known("oidc:jane@example.com", "sso/dev", "sso/ops")), [
      'The API server puts "oidc:" before the user name in the token. It is set up so, by --oidc-username-prefix or by an AuthenticationConfiguration; RBAC must name the user oidc:jane@example.com.',
      'The API server puts "sso/" before the groups in the token. It is set up so, by --oidc-groups-prefix or by an AuthenticationConfiguration; RBAC must name the groups with it.',
    ]);
  });

  it("does not take an empty name for one with a prefix", () => {
    assert.equal(said([{ ...token, user: "" }], known("bob")).length, 1);
    assert.match(said([{ ...token, user: "" }], known("bob"))[0] ?? "", /takes you for bob/);
  });

  it("names groups that one side has and the other has not", () => {
    assert.deepEqual(said([jane], known("jane", "ops")), [
      "By the client certificate you are in groups that the API server does not see: dev.",
      "The API server also sees you in groups that the client certificate does not name: ops.",
    ]);
  });

  it("compares the user id of a certificate", () => {
    const mine: Identity = { ...jane, uid: "42" };
    assert.deepEqual(
      [...said([mine], known("jane", "dev")), ...said([mine], { ...known("jane", "dev"), uid: "43" })],
      [
        "The client certificate names the user id 42, which the API server does not read from it.",
        "By the client certificate your user id is 42, but the API server sees 43.",
      ],
    );
    assert.deepEqual(said([mine], { ...known("jane", "dev"), uid: "42" }), []);
  });

  it("shows nothing of a name that would change how a line reads", () => {
    const text = said([jane], known("bob\u202e\nx"))[0] ?? "";
    assert.doesNotMatch(text, /[\u202e\n]/);
  });
});
