import { strict as assert } from "node:assert";
import {
  type AccessRule,
  type Attempt,
  allows,
  authenticated,
  effectiveRules,
  type RbacBinding,
  type RbacRole,
  ruleAllows,
} from "../../../src/core/rbac/index.ts";

const rule = (more: Partial<AccessRule>): AccessRule => ({
  verbs: ["get"],
  groups: [""],
  resources: [],
  names: [],
  paths: [],
  ...more,
});

describe("a rule of RBAC", () => {
  const cases: readonly (readonly [
    title: string,
    rule: Partial<AccessRule>,
    attempt: Attempt,
    allowed: boolean,
  ])[] = [
    ["a verb and a resource", { resources: ["pods"] }, { verb: "get", resource: "pods" }, true],
    ["another verb", { resources: ["pods"] }, { verb: "list", resource: "pods" }, false],
    ["another group", { resources: ["pods"] }, { verb: "get", resource: "pods", group: "apps" }, false],
    [
      "every group",
      { groups: ["*"], resources: ["pods"] },
      { verb: "get", resource: "pods", group: "x" },
      true,
    ],
    ["every verb", { verbs: ["*"], resources: ["pods"] }, { verb: "anything", resource: "pods" }, true],
    ["no subresource", { resources: ["pods"] }, { verb: "get", resource: "pods", subresource: "log" }, false],
    [
      "a subresource",
      { resources: ["pods/log"] },
      { verb: "get", resource: "pods", subresource: "log" },
      true,
    ],
    [
      "a subresource, not what it is of",
      { resources: ["pods/log"] },
      { verb: "get", resource: "pods" },
      false,
    ],
    ["of everything", { resources: ["*/scale"] }, { verb: "get", resource: "x", subresource: "scale" }, true],
    [
      "of everything, another",
      { resources: ["*/scale"] },
      { verb: "get", resource: "x", subresource: "log" },
      false,
    ],
    ["of everything, without one", { resources: ["*/scale"] }, { verb: "get", resource: "scale" }, false],
    ["every resource", { resources: ["*"] }, { verb: "get", resource: "x", subresource: "y" }, true],
    ["a name", { resources: ["pods"], names: ["a"] }, { verb: "get", resource: "pods", name: "a" }, true],
    ["no name", { resources: ["pods"], names: ["a"] }, { verb: "get", resource: "pods" }, false],
    ["a path", { paths: ["/healthz"] }, { verb: "get", path: "/healthz" }, true],
    ["a path below", { paths: ["/healthz/*"] }, { verb: "get", path: "/healthz/etcd" }, true],
    ["a path above", { paths: ["/healthz/*"] }, { verb: "get", path: "/healthz" }, false],
    ["every path", { paths: ["*"] }, { verb: "get", path: "/x" }, true],
    ["a resource for a path", { resources: ["*"] }, { verb: "get", path: "/x" }, false],
  ];
  for (const [title, given, attempt, allowed] of cases) {
    it(`${allowed ? "allows" : "does not allow"} ${title}`, () => {
      assert.equal(ruleAllows(rule(given), attempt), allowed);
    });
  }
});

describe("what RBAC gives to somebody", () => {
  const roles: readonly RbacRole[] = [
    {
      kind: "ClusterRole",
      name: "view",
      rules: [rule({ resources: ["pods"] }), rule({ paths: ["/metrics"] })],
    },
    { kind: "Role", name: "view", namespace: "shop", rules: [rule({ resources: ["secrets"] })] },
    { kind: "Role", name: "view", namespace: "billing", rules: [rule({ resources: ["configmaps"] })] },
  ];
  const binding = (more: Partial<RbacBinding>): RbacBinding => ({
    kind: "RoleBinding",
    name: "b",
    namespace: "shop",
    role: { kind: "Role", name: "view" },
    subjects: [{ kind: "User", name: "jane" }],
    ...more,
  });
  const everywhere = binding({ kind: "ClusterRoleBinding", role: { kind: "ClusterRole", name: "view" } });
  const jane = { user: "jane", groups: ["dev"] };
  const given = (bindings: readonly RbacBinding[], who = jane, namespace = "shop"): readonly string[] =>
    effectiveRules(who, namespace, { roles, bindings }).rules.map(each =>
      [...each.resources, ...each.paths, ...(each.everywhere ? ["everywhere"] : [])].join(" "),
    );

  it("is a Role of the namespace of the binding", () => {
    assert.deepEqual([given([binding({})]), given([binding({})], jane, "billing")], [["secrets"], []]);
  });

  it("is a ClusterRole in one namespace, without its paths", () => {
    assert.deepEqual(given([binding({ role: { kind: "ClusterRole", name: "view" } })]), ["pods"]);
  });

  it("is a ClusterRole everywhere", () => {
    assert.deepEqual(given([everywhere]), ["pods everywhere", "/metrics everywhere"]);
  });

  it("comes by the user, a group or the service account", () => {
    const bot = { user: "system:serviceaccount:shop:bot", groups: [] };
    const subjects = [
      { kind: "Group", name: "dev" },
      { kind: "Group", name: "jane" },
      { kind: "User", name: "dev" },
      { kind: "ServiceAccount", name: "bot" },
      { kind: "ServiceAccount", name: "bot", namespace: "billing" },
      { kind: "User", name: "system:serviceaccount:shop:bot" },
    ];
    assert.deepEqual(
      subjects.map(subject =>
        [jane, bot].map(who => given([binding({ subjects: [subject] })], who).length === 1),
      ),
      [
        [true, false],
        [false, false],
        [false, false],
        [false, true],
        [false, false],
        [false, true],
      ],
    );
  });

  it("is nothing where the role is not there", () => {
    const { rules, dangling } = effectiveRules(jane, "shop", {
      roles,
      bindings: [
        binding({ role: { kind: "Role", name: "gone" } }),
        { ...everywhere, role: { kind: "Role", name: "view" } },
      ],
    });
    assert.deepEqual([rules.length, dangling.length], [0, 2]);
  });

  it("allows in its namespace, and everywhere only what a ClusterRoleBinding gives", () => {
    const { rules } = effectiveRules(jane, "shop", { roles, bindings: [binding({}), everywhere] });
    const attempts: readonly Attempt[] = [
      { verb: "get", resource: "secrets", namespace: "shop" },
      { verb: "get", resource: "secrets" },
      { verb: "get", resource: "pods" },
      { verb: "get", path: "/metrics" },
    ];
    assert.deepEqual(
      attempts.map(each => allows(rules, each)),
      [true, false, true, true],
    );
  });

  it("counts the groups that the API server adds", () => {
    assert.deepEqual(
      ["jane", "system:serviceaccount:a:b", "system:anonymous"].map(
        user => authenticated({ user, groups: [] }).groups,
      ),
      [
        ["system:authenticated"],
        ["system:serviceaccounts", "system:serviceaccounts:a", "system:authenticated"],
        ["system:unauthenticated"],
      ],
    );
  });
});
