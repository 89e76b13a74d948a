import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { apiResources, type ClusterClient, ownRights, rightsOf } from "../../src/cluster/index.ts";
import { rightsDocument } from "../../src/core/features/rights/document.ts";
import { render } from "../../src/core/message.ts";
import type { Person } from "../../src/core/rbac/index.ts";
import { lasting } from "../../src/core/x509/assess.ts";
import { mintKubeconfig } from "../support/cluster/certificate-user.ts";
import { clientFor } from "../support/cluster/client.ts";
import { useCluster } from "../support/cluster/suite.ts";

const jane: Person = { user: "jane-of-rights", groups: ["rights-team"] };

describe("what somebody may do", () => {
  const cluster = useCluster();
  let admin: ClusterClient;

  before(async () => {
    admin = await clientFor(readFileSync(cluster().kubeconfigs.admin, "utf8"));
    const manifest = (kind: string, name: string, more: object) => ({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind,
      metadata: { name, ...(!kind.startsWith("Cluster") && { namespace: "rights" }) },
      ...more,
    });
    const rule = (verbs: readonly string[], apiGroups: readonly string[], resources: readonly string[]) => ({
      verbs,
      apiGroups,
      resources,
    });
    const bind = (role: object, ...subjects: readonly object[]) => ({
      roleRef: { apiGroup: "rbac.authorization.k8s.io", ...role },
      subjects: subjects.map(each => ({ apiGroup: "rbac.authorization.k8s.io", ...each })),
    });
    const group = { kind: "Group", name: "rights-team" };
    const items = [
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "rights" } },
      manifest("RoleBinding", "team-views", bind({ kind: "ClusterRole", name: "view" }, group)),
      manifest("Role", "exec", { rules: [rule(["create"], [""], ["pods/exec"])] }),
      manifest(
        "RoleBinding",
        "jane-execs",
        bind({ kind: "Role", name: "exec" }, { kind: "User", name: jane.user }),
      ),
      manifest("ClusterRole", "rights-binder", {
        rules: [
          { ...rule(["bind"], ["rbac.authorization.k8s.io"], ["clusterroles"]), resourceNames: ["admin"] },
        ],
      }),
      manifest(
        "ClusterRoleBinding",
        "rights-binder",
        bind({ kind: "ClusterRole", name: "rights-binder" }, group),
      ),
      manifest("ClusterRole", "rights-reviewer", {
        rules: [rule(["create"], ["authorization.k8s.io"], ["subjectaccessreviews"])],
      }),
      manifest(
        "ClusterRoleBinding",
        "rights-reviewer",
        bind({ kind: "ClusterRole", name: "rights-reviewer" }, { kind: "User", name: "reviewer" }),
      ),
      manifest("ClusterRole", "rights-reader", {
        rules: [rule(["list"], ["rbac.authorization.k8s.io"], ["*"])],
      }),
      manifest(
        "ClusterRoleBinding",
        "rights-reader",
        bind({ kind: "ClusterRole", name: "rights-reader" }, { kind: "User", name: "reader" }),
      ),
      manifest(
        "RoleBinding",
        "half-reads",
        bind({ kind: "ClusterRole", name: "rights-reader" }, { kind: "User", name: "half" }),
      ),
      manifest("ClusterRole", "rights-impersonator", {
        rules: [
          { ...rule(["impersonate"], [""], ["users"]), resourceNames: [jane.user] },
          { ...rule(["impersonate"], [""], ["groups"]), resourceNames: jane.groups },
        ],
      }),
      manifest(
        "ClusterRoleBinding",
        "rights-impersonator",
        bind({ kind: "ClusterRole", name: "rights-impersonator" }, { kind: "User", name: "impersonator" }),
      ),
    ];
    const path = cluster().write("rights.json", JSON.stringify({ apiVersion: "v1", kind: "List", items }));
    const applied = await cluster().kubectl(["apply", "-f", path]);
    assert.equal(applied.code, 0, applied.stderr);
  });

  const as = async (user: string, groups: readonly string[] = []) =>
    clientFor(await mintKubeconfig(cluster(), { user, groups, lifetime: lasting(1, "h") }));

  async function found(client: ClusterClient, person = jane) {
    const answer = await rightsOf(client, person, "rights");
    assert(answer.ok, answer.ok ? "" : render(answer.reason));
    return answer.value;
  }

  /** The answers as a line, which are the same by each way. */
  const line = ({ answers }: Awaited<ReturnType<typeof found>>) =>
    answers.flatMap(({ question, allowed }) =>
      allowed === "no" ? [] : [`${render(question.what)} ${allowed}`],
    );

  const EXPECTED = [
    "list pods namespace",
    "read the logs of pods namespace",
    "list ConfigMaps namespace",
    "run commands in containers namespace",
  ];

  it("is told to themselves", async () => {
    const answer = await ownRights(await as(jane.user, jane.groups), "rights");
    assert(answer.ok);
    assert.deepEqual(line(answer.value), EXPECTED);
    assert.equal(answer.value.incomplete, false);
  });

  it("is the same by impersonation, by review and by reading", async () => {
    for (const [user, note] of [
      ["impersonator", /^Found by impersonation/],
      ["reviewer", /SubjectAccessReview.*\n.*may not list roles/],
      ["reader", /follow from roles and bindings alone.*\n.*all roles and bindings/],
    ] as const) {
      const rights = await found(await as(user));
      assert.deepEqual(line(rights), EXPECTED, user);
      assert.match(rights.notes.map(each => render(each)).join("\n"), note);
    }
    assert.deepEqual(line(await found(admin)), EXPECTED);
  });

  it("names the right to impersonate that is missing", async () => {
    const rights = await found(await as("impersonator"), { ...jane, groups: ["rights-team", "other"] }).then(
      () => assert.fail("found"),
      error => String(error.message),
    );
    assert.match(rights, /to impersonate Group other; to create subjectaccessreviews/);
  });

  it("is said not to be known where there is no way", async () => {
    const answer = await rightsOf(await as("nobody-special"), jane, "rights");
    assert(!answer.ok);
    assert.match(
      render(answer.reason),
      /^What jane-of-rights may do cannot be found out with this context\. One of these rights is needed: to impersonate User jane-of-rights, Group rights-team;/,
    );
  });

  it("is incomplete where some lists cannot be read", async () => {
    const rights = await found(await as("half"));
    assert.equal(rights.incomplete, true);
    assert.match(
      rights.notes.map(each => render(each)).join("\n"),
      /may not list clusterroles, clusterrolebindings, so/,
    );
    assert.deepEqual(line(rights), ["run commands in containers namespace"]);
  });

  it("reads as a document, with what is dangerous first", async () => {
    const rights = await found(await as("reader"));
    const text = rightsDocument({
      who: jane.user,
      groups: jane.groups,
      context: "c",
      server: "s",
      namespace: "rights",
      at: 0,
      ...rights,
    });
    const [, dangers = ""] = text.split(/^## .*$/m);
    assert.deepEqual(dangers.trim().split("\n"), [
      "- **Run commands in containers** in the namespace `rights`: acts with the rights of each pod, and reads what is mounted there.",
      "- **Bind ClusterRoles** only for `admin`: where it may create a binding, gives any role to anybody, cluster-admin to itself.",
    ]);
    assert.match(text, /\| `pods\/exec` +\| create +\| +\| in `rights` +\| `RoleBinding jane-execs` +\|/);
  });

  it("is said to be more than the rules of a node, in the words of the server", async () => {
    const { error, incomplete } = await found(admin, { user: "system:node:n1", groups: ["system:nodes"] });
    assert.equal(incomplete, true);
    assert.match(error ?? "", /node authorizer/);
  });

  it("is everything for an administrator", async () => {
    const answer = await ownRights(admin, "rights");
    assert(answer.ok);
    assert.ok(answer.value.answers.every(({ allowed }) => allowed === "everywhere"));
  });

  it("is about resources that the server lists", async () => {
    const answer = await apiResources(admin);
    assert(answer.ok);
    const names = answer.value.map(({ name, group }) => `${name} ${group}`);
    for (const each of [
      "pods ",
      "pods/exec ",
      "deployments apps",
      "clusterroles rbac.authorization.k8s.io",
    ]) {
      assert.ok(names.includes(each), each);
    }
  });
});
