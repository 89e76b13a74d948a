import { strict as assert } from "node:assert";
import fc from "fast-check";
import { parseAllDocuments } from "yaml";
import { applyCommand, type RbacRequest, READ_RULES, rbacManifests } from "../../../src/core/rbac/index.ts";
import { objectName } from "../../../src/core/rbac/names.ts";
import { anyCharacter } from "../../support/characters.ts";

const GROUP = "rbac.authorization.k8s.io";

describe("manifests for rights", () => {
  it("bind an existing role in a namespace", () => {
    const result = rbacManifests({
      subject: { kind: "User", name: "jane" },
      scope: { type: "namespace", namespace: "dev" },
      grant: { type: "cluster-role", name: "view" },
    });
    assert.deepEqual(result, {
      ok: true,
      value: {
        fileName: "jane--view.yaml",
        text: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: jane--view
  namespace: dev
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: User
    name: jane
`,
      },
    });
  });

  it("make a role of one's own, for the cluster or a namespace", () => {
    const rules = [{ apiGroups: [""], resources: ["pods", "pods/log"], verbs: ["get", "*"] }];
    const request = { subject: { kind: "Group", name: "dev" }, grant: { type: "new-role", rules } } as const;
    const role = { metadata: { name: "group--dev--role" }, rules };
    const binding = {
      metadata: { name: "group--dev--role" },
      subjects: [{ apiGroup: GROUP, kind: "Group", name: "dev" }],
    };
    const inNamespace = { name: "group--dev--role", namespace: "no" };
    assert.deepEqual(
      [
        documents({ ...request, scope: { type: "cluster" } }),
        documents({ ...request, scope: { type: "namespace", namespace: "no" } }),
      ],
      [
        [
          { apiVersion: `${GROUP}/v1`, kind: "ClusterRole", ...role },
          {
            apiVersion: `${GROUP}/v1`,
            kind: "ClusterRoleBinding",
            ...binding,
            roleRef: { apiGroup: GROUP, kind: "ClusterRole", name: "group--dev--role" },
          },
        ],
        [
          { apiVersion: `${GROUP}/v1`, kind: "Role", ...role, metadata: inNamespace },
          {
            apiVersion: `${GROUP}/v1`,
            kind: "RoleBinding",
            ...binding,
            metadata: inNamespace,
            roleRef: { apiGroup: GROUP, kind: "Role", name: "group--dev--role" },
          },
        ],
      ],
    );
  });

  it("are refused where kubectl would refuse them", () => {
    const subject = { kind: "User", name: "jane" } as const;
    const view = { type: "cluster-role", name: "view" } as const;
    const cluster = { type: "cluster" } as const;
    const cases: readonly (readonly [code: string, request: RbacRequest])[] = [
      ["subject-empty", { subject: { kind: "User", name: "" }, scope: cluster, grant: view }],
      ["namespace-invalid", { subject, scope: { type: "namespace", namespace: "" }, grant: view }],
      ["namespace-invalid", { subject, scope: { type: "namespace", namespace: "Dev" }, grant: view }],
      ["role-invalid", { subject, scope: cluster, grant: { type: "cluster-role", name: "a/b" } }],
      ["role-invalid", { subject, scope: cluster, grant: { type: "cluster-role", name: "" } }],
      ["rules-empty", { subject, scope: cluster, grant: { type: "new-role", rules: [] } }],
      ["", { subject, scope: cluster, grant: { type: "cluster-role", name: "system:node-reader" } }],
      ["", { subject, scope: cluster, grant: { type: "new-role", rules: READ_RULES } }],
    ];
    const codes = cases.map(([, request]) => {
      const result = rbacManifests(request);
      return result.ok ? "" : result.code;
    });
    assert.deepEqual(
      codes,
      cases.map(([code]) => code),
    );
  });

  it("name the subject exactly, in YAML 1.1 and 1.2, under a name that Kubernetes takes", () => {
    const name = fc.oneof(
      fc.string({ unit: anyCharacter, minLength: 1, maxLength: 20 }),
      fc.constantFrom(
        "__proto__",
        "yes",
        "no",
        "null",
        "123",
        "1e3",
        "0x1f",
        "- a",
        "a: b",
        "#x",
        "system:masters",
        "\u0085\u2028\ufeff",
      ),
    );
    fc.assert(
      fc.property(name, user => {
        const request: RbacRequest = {
          subject: { kind: "User", name: user },
          scope: { type: "cluster" },
          grant: { type: "cluster-role", name: "view" },
        };
        for (const version of ["1.1", "1.2"] as const) {
          const [binding] = documents(request, version);
          assert.deepEqual(Reflect.get(binding ?? {}, "subjects"), [
            { apiGroup: GROUP, kind: "User", name: user },
          ]);
        }
        assert.match(
          objectName(user, "view"),
          /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
        );
      }),
    );
  });

  it("have names that differ where the users do", () => {
    assert.deepEqual(
      ["jane", "jane.doe", "Jane Doe", "jane-doe", "日本", "jane@example.com"].map(user =>
        objectName(user, "view"),
      ),
      [
        "jane--view",
        "jane.doe--view",
        "jane-doe-view-144b8898",
        "jane-doe--view",
        "view-4e06cc77",
        "jane-example-com-view-fbba8377",
      ],
    );
  });

  it("come with the line that applies them", () => {
    assert.deepEqual(
      [
        applyCommand("jane--view.yaml"),
        applyCommand("my role.yaml", "kubernetes-admin@kubernetes"),
        applyCommand("-x.yaml", "it's; rm -rf $HOME"),
        applyCommand("a b's.yaml", "admin@x", "powershell"),
      ],
      [
        "kubectl apply --filename=jane--view.yaml",
        "kubectl apply --context=kubernetes-admin@kubernetes --filename='my role.yaml'",
        "kubectl apply --context='it'\\''s; rm -rf $HOME' --filename=-x.yaml",
        "kubectl apply --context='admin@x' --filename='a b''s.yaml'",
      ],
    );
  });
});

function documents(request: RbacRequest, version: "1.1" | "1.2" = "1.2"): readonly object[] {
  const result = rbacManifests(request);
  assert(result.ok);
  return [...parseAllDocuments(result.value.text, { version })].map(each => each.toJS());
}
