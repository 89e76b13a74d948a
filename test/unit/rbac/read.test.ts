import { strict as assert } from "node:assert";
import { render } from "../../../src/core/message.ts";
import { rbacManifests, readRbacObjects } from "../../../src/core/rbac/index.ts";

const HEAD = "apiVersion: rbac.authorization.k8s.io/v1\n";

function read(text: string): unknown {
  const objects = readRbacObjects(text, "shop");
  return objects.ok ? objects.value : render(objects.message);
}

describe("roles and bindings in a document", () => {
  it("are those that were proposed", () => {
    const made = rbacManifests({
      subjects: [{ kind: "User", name: "yes: no" }],
      scope: { type: "namespaces", namespaces: ["one", "two"] },
      grant: { type: "new-role", rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }] },
    });
    assert(made.ok);
    const objects = readRbacObjects(`# apply me\n${made.value.text}`, "shop");
    assert(objects.ok);
    assert.deepEqual(
      objects.value.map(({ kind, namespace }) => [kind, namespace]),
      [
        ["Role", "one"],
        ["RoleBinding", "one"],
        ["Role", "two"],
        ["RoleBinding", "two"],
      ],
    );
    assert.deepEqual(objects.value[1]?.value["subjects"], [
      { apiGroup: "rbac.authorization.k8s.io", kind: "User", name: "yes: no" },
    ]);
  });

  it("get the namespace of the context where they name none, as kubectl has it", () => {
    const metadata = { name: "a" };
    const value = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", metadata };
    assert.deepEqual(read(`${HEAD}kind: Role\nmetadata: {name: a}\n`), [
      {
        kind: "Role",
        name: "a",
        namespace: "shop",
        value: { ...value, metadata: { name: "a", namespace: "shop" } },
      },
    ]);
    assert.deepEqual(read(`${HEAD}kind: ClusterRole\nmetadata: {name: a}\n`), [
      { kind: "ClusterRole", name: "a", value: { ...value, kind: "ClusterRole" } },
    ]);
  });

  it("are all that is applied", () => {
    const cases: readonly (readonly [text: string, reason: string])[] = [
      ["", "There is no role and no binding in this document."],
      [
        "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n",
        "Secret s is neither a role nor a binding, and nothing else is applied here. Use kubectl apply.",
      ],
      [
        "apiVersion: rbac.authorization.k8s.io/v1beta1\nkind: Role\nmetadata: {name: s}\n",
        "Role s is neither a role nor a binding, and nothing else is applied here. Use kubectl apply.",
      ],
      [`${HEAD}kind: Role\nmetadata: {}\n`, "A Role has no name."],
    ];
    assert.deepEqual(
      cases.map(([text]) => [text, read(text)]),
      cases,
    );
  });

  it("are refused where kubectl cannot read them", () => {
    assert.match(String(read(`${HEAD}kind: Role\nmetadata: {name: a\n`)), /./);
    assert.equal(Array.isArray(read(`${HEAD}kind: Role\nmetadata: {name: a\n`)), false);
  });
});
