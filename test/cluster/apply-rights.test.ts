import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import {
  applyRbac,
  type ClusterClient,
  deleteApplied,
  dryRun,
  whatIsGranted,
} from "../../src/cluster/index.ts";
import { render } from "../../src/core/message.ts";
import {
  type RbacObject,
  type RbacRequest,
  rbacManifests,
  readRbacObjects,
} from "../../src/core/rbac/index.ts";
import { clientFor } from "../support/cluster/client.ts";
import { kubeconfigText } from "../support/cluster/kubeconfig.ts";
import { useCluster } from "../support/cluster/suite.ts";

const request: RbacRequest = {
  subjects: [
    { kind: "User", name: "jill" },
    { kind: "Group", name: "oncall" },
  ],
  scope: { type: "namespaces", namespaces: ["applied"] },
  grant: {
    type: "new-role",
    rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] }],
  },
};

function objectsOf(wish: RbacRequest): readonly RbacObject[] {
  const made = rbacManifests(wish);
  assert(made.ok);
  const read = readRbacObjects(made.value.text, "default");
  assert(read.ok);
  return read.value;
}

describe("rights that are applied from here", () => {
  const cluster = useCluster();
  let admin: ClusterClient;
  const objects = objectsOf(request);

  before(async () => {
    admin = await clientFor(readFileSync(cluster().kubeconfigs.admin, "utf8"));
    await cluster().kubectl(["create", "namespace", "applied"]);
  });

  async function applied(all: readonly RbacObject[], options: { dryRun: boolean; force?: boolean }) {
    const outcomes = [];
    for (const object of all) {
      const outcome = await applyRbac(admin, object, options);
      assert(outcome.ok, JSON.stringify(outcome));
      outcomes.push(outcome.value);
    }
    return outcomes;
  }
  const isThere = async (): Promise<boolean> =>
    (await cluster().kubectl(["get", "role", "jill--group--oncall--role", "--namespace=applied"])).code === 0;

  it("are only tried in a dry run", async () => {
    const outcomes = await applied(objects, { dryRun: true });
    assert.deepEqual(
      outcomes.map(({ change, before }) => [change, before]),
      [
        ["created", undefined],
        ["created", undefined],
      ],
    );
    assert.equal(await isThere(), false);
  });

  it("are there afterwards, and known to be by the server itself", async () => {
    const outcomes = await applied(objects, { dryRun: false });
    assert.deepEqual(outcomes[0]?.after, { ...objects[0]?.value });
    const granted = await whatIsGranted(admin, objects, { patience: 5_000, wait: ms => sleep(ms) });
    const attempt = { verb: "get", resource: "pods", namespace: "applied" };
    assert.deepEqual(granted, [
      { grantee: { kind: "User", name: "jill" }, attempt, allowed: true },
      { grantee: { kind: "Group", name: "oncall" }, attempt, allowed: true },
    ]);
    const can = async (...args: string[]) =>
      (await cluster().kubectl(["auth", "can-i", ...args, "--as=jill"])).stdout.trim();
    assert.deepEqual(
      [
        await can("list", "pods", "--namespace=applied"),
        await can("delete", "pods", "--namespace=applied"),
        await can("list", "pods", "--namespace=default"),
      ],
      ["yes", "no", "no"],
    );
  });

  it("change nothing when they are there", async () => {
    const outcomes = await applied(objects, { dryRun: true });
    assert.deepEqual(
      outcomes.map(({ change }) => change),
      ["unchanged", "unchanged"],
    );
  });

  it("leave alone what somebody else has set, until that is wanted", async () => {
    const [role] = objects;
    assert(role);
    const patch = '[{"op":"add","path":"/rules/0/verbs/-","value":"watch"}]';
    const args = ["patch", "role", role.name, "--namespace=applied", "--type=json", `--patch=${patch}`];
    assert.equal((await cluster().kubectl([...args, "--field-manager=somebody"])).code, 0);
    const refused = await applyRbac(admin, role, { dryRun: true });
    assert(!refused.ok);
    assert.deepEqual(
      [refused.code, refused.conflicts],
      ["conflict", [{ manager: "somebody", field: ".rules" }]],
    );
    const [forced] = await applied([role], { dryRun: false, force: true });
    assert.equal(forced?.change, "changed");
  });

  it("are refused for who lacks them, and say which", async () => {
    const { dev } = cluster().tokens;
    const text = kubeconfigText(cluster(), "dev", { kind: "token", token: dev.token });
    const client = await clientFor(text);
    const [role] = objects;
    assert(role);
    const noRight = await applyRbac(client, role, { dryRun: true });
    assert(!noRight.ok);
    assert.deepEqual(
      [noRight.code, noRight.reason.args],
      ["forbidden", ["token-dev", "get", "roles.rbac.authorization.k8s.io", "applied"]],
    );
    const maker = objectsOf({
      subjects: [{ kind: "User", name: "token-dev" }],
      scope: { type: "namespaces", namespaces: ["applied"] },
      grant: {
        type: "new-role",
        rules: [
          {
            apiGroups: ["rbac.authorization.k8s.io"],
            resources: ["roles"],
            verbs: ["get", "create", "patch"],
          },
        ],
      },
    });
    await applied(maker, { dryRun: false });
    await whatIsGranted(admin, maker, { patience: 5_000, wait: ms => sleep(ms) });
    const more = {
      ...role,
      name: "more",
      value: { ...role.value, metadata: { name: "more", namespace: "applied" } },
    };
    const escalation = await applyRbac(client, more, { dryRun: true });
    assert(!escalation.ok);
    assert.equal(
      render(escalation.reason),
      "The user token-dev may not give rights that it does not hold itself: get, list pods. Use a context whose user holds them, or that may escalate roles and bind them.",
    );
  });

  it("are applied and confirmed by who administers the namespace alone", async () => {
    const { ops } = cluster().tokens;
    const args = ["rolebinding", "ops-admin", "--clusterrole=admin", `--user=${ops.user}`];
    await cluster().kubectl(["create", ...args, "--namespace=applied"]);
    const client = await clientFor(kubeconfigText(cluster(), "ops", { kind: "token", token: ops.token }));
    const wish = objectsOf({ ...request, subjects: [{ kind: "User", name: "by-ops" }] });
    let tried = await dryRun(client, wish, {});
    // The server learns of the binding a moment later.
    for (let left = 50; !tried.ok && left > 0; left--) {
      await sleep(100);
      tried = await dryRun(client, wish, {});
    }
    assert(tried.ok, JSON.stringify(tried));
    assert.deepEqual(
      tried.value.map(({ change }) => change),
      ["created", "created"],
    );
    for (const object of wish) {
      const outcome = await applyRbac(client, object, { dryRun: false });
      assert(outcome.ok, JSON.stringify(outcome));
    }
    const [granted] = await whatIsGranted(client, wish, { patience: 5_000, wait: ms => sleep(ms) });
    assert.equal(granted?.allowed, true);
  });

  it("say what is wrong with the place or the role", async () => {
    const [, binding] = objects;
    assert(binding);
    const ref = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" };
    const other = await applyRbac(
      admin,
      { ...binding, value: { ...binding.value, roleRef: ref } },
      { dryRun: true },
    );
    const [elsewhere] = objectsOf({ ...request, scope: { type: "namespaces", namespaces: ["nowhere"] } });
    assert(elsewhere);
    const nowhere = await applyRbac(admin, elsewhere, { dryRun: true });
    const typo = { ...binding, value: { ...binding.value, subject: [] } };
    const unknown = await applyRbac(admin, typo, { dryRun: true });
    assert(!other.ok && !nowhere.ok && !unknown.ok);
    assert.match(
      render(other.reason),
      /^RoleBinding\S* "jill--group--oncall--role" binds another role already/,
    );
    assert.equal(
      render(nowhere.reason),
      "The namespace nowhere does not exist. Create it first: kubectl create namespace nowhere",
    );
    assert.equal(
      render(unknown.reason),
      "The API server does not take the manifest: .subject: field not declared in schema. Correct it.",
    );
  });

  it("can be taken back", async () => {
    const outcomes = await applied(objects, { dryRun: true });
    for (const each of outcomes) assert((await deleteApplied(admin, each)).ok);
    assert.equal(await isThere(), false);
  });
});
