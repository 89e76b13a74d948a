import { strict as assert } from "node:assert";
import fc from "fast-check";
import { parseAllDocuments } from "yaml";
import { objectName } from "../../../src/core/manifests/names.ts";
import { render } from "../../../src/core/message.ts";
import {
  applyCommand,
  isCommandText,
  type RbacRequest,
  type RbacSubject,
  READ_RULES,
  rbacManifests,
  subjectMeaning,
} from "../../../src/core/rbac/index.ts";
import { anyCharacter } from "../../support/characters.ts";

const GROUP = "rbac.authorization.k8s.io";

describe("manifests for rights", () => {
  it("bind an existing role in a namespace", () => {
    const result = rbacManifests({
      subjects: [{ kind: "User", name: "jane" }],
      scope: { type: "namespaces", namespaces: ["dev"] },
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
    const request = {
      subjects: [{ kind: "Group", name: "dev" }],
      grant: { type: "new-role", rules },
    } as const;
    const role = { metadata: { name: "group--dev--role" }, rules };
    const binding = {
      metadata: { name: "group--dev--role" },
      subjects: [{ apiGroup: GROUP, kind: "Group", name: "dev" }],
    };
    const inNamespace = { name: "group--dev--role", namespace: "no" };
    assert.deepEqual(
      [
        documents({ ...request, scope: { type: "cluster" } }),
        documents({ ...request, scope: { type: "namespaces", namespaces: ["no"] } }),
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

  it("name the user and its groups in one binding for each namespace", () => {
    const request = {
      subjects: [
        { kind: "User", name: "jane" },
        { kind: "Group", name: "dev" },
        { kind: "Group", name: "on-call" },
        { kind: "Group", name: "dev" },
      ],
      scope: { type: "namespaces", namespaces: ["shop", "billing", "shop"] },
      grant: { type: "cluster-role", name: "view" },
    } as const;
    const binding = (namespace: string) => ({
      apiVersion: `${GROUP}/v1`,
      kind: "RoleBinding",
      metadata: { name: "jane--group--dev--group--on-call--view", namespace },
      roleRef: { apiGroup: GROUP, kind: "ClusterRole", name: "view" },
      subjects: [
        { apiGroup: GROUP, kind: "User", name: "jane" },
        { apiGroup: GROUP, kind: "Group", name: "dev" },
        { apiGroup: GROUP, kind: "Group", name: "on-call" },
      ],
    });
    const ownRole = { ...request, grant: { type: "new-role", rules: READ_RULES } } as const;
    assert.deepEqual(
      [documents(request), documents(ownRole).map(placeOf)],
      [
        [binding("shop"), binding("billing")],
        ["Role shop", "RoleBinding shop", "Role billing", "RoleBinding billing"],
      ],
    );
  });

  it("have names that fit a file and tell sets of subjects apart", () => {
    const nameFor = (...subjects: readonly RbacSubject[]) => {
      const result = rbacManifests({
        subjects,
        scope: { type: "cluster" },
        grant: { type: "cluster-role", name: "view" },
      });
      return result.ok ? result.value.fileName : result.code;
    };
    const user = (name: string) => ({ kind: "User", name }) as const;
    const group = (name: string) => ({ kind: "Group", name }) as const;
    const many = Array.from({ length: 20 }, (_, index) => group(`team-${index}`));
    const names = [
      nameFor(user("group")),
      nameFor(group("group")),
      nameFor(user("group"), group("a")),
      nameFor(group("group"), group("a")),
      nameFor(user("a"), group("b")),
      nameFor(user("b"), group("a")),
      nameFor(user("jane"), ...many),
      nameFor(user("jane"), ...many.slice(1)),
      nameFor(user("a".repeat(250))),
    ];
    assert.equal(new Set(names).size, names.length);
    assert.ok(
      names.every(name => /^[a-z0-9][-a-z0-9.]{1,110}\.yaml$/.test(name)),
      names.join("\n"),
    );
  });

  it("say of each subject who gets the rights with it", () => {
    const meaning = (kind: RbacSubject["kind"], name: string) => render(subjectMeaning({ kind, name }));
    assert.deepEqual(
      [
        meaning("User", "jane"),
        meaning("User", "system:kube-scheduler"),
        meaning("Group", "dev"),
        meaning("Group", "system:masters"),
        meaning("Group", "system:serviceaccounts:shop"),
        meaning("Group", "system:bootstrappers:kubeadm:default-node-token"),
        meaning("Group", "system:monitoring"),
      ],
      [
        "this user",
        "this user, a name that Kubernetes keeps for its own components",
        "everybody in this group",
        "may do anything already, past every RBAC rule",
        "every service account of the namespace shop",
        "every machine that joins with a bootstrap token",
        "everybody in this group, a name that Kubernetes keeps for its own components",
      ],
    );
  });

  it("are refused where kubectl would refuse them", () => {
    const subjects = [{ kind: "User", name: "jane" }] as const;
    const view = { type: "cluster-role", name: "view" } as const;
    const cluster = { type: "cluster" } as const;
    const cases: readonly (readonly [code: string, request: RbacRequest])[] = [
      [
        "subject-empty",
        { subjects: [...subjects, { kind: "Group", name: "" }], scope: cluster, grant: view },
      ],
      ["subjects-missing", { subjects: [], scope: cluster, grant: view }],
      ["namespaces-missing", { subjects, scope: { type: "namespaces", namespaces: [] }, grant: view }],
      ["namespace-invalid", { subjects, scope: { type: "namespaces", namespaces: [""] }, grant: view }],
      [
        "namespace-invalid",
        { subjects, scope: { type: "namespaces", namespaces: ["dev", "Dev"] }, grant: view },
      ],
      ["role-invalid", { subjects, scope: cluster, grant: { type: "cluster-role", name: "a/b" } }],
      ["role-invalid", { subjects, scope: cluster, grant: { type: "cluster-role", name: "" } }],
      ["rules-empty", { subjects, scope: cluster, grant: { type: "new-role", rules: [] } }],
      ["", { subjects, scope: cluster, grant: { type: "cluster-role", name: "system:node-reader" } }],
      ["", { subjects, scope: cluster, grant: { type: "new-role", rules: READ_RULES } }],
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
          subjects: [{ kind: "User", name: user }],
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
        applyCommand("my role.yaml", { context: "kubernetes-admin@kubernetes" }),
        applyCommand("x.yaml", { context: "admin", kubeconfig: "/home/jane/my configs/lab" }),
        applyCommand("-x.yaml", { context: "it's; rm -rf $HOME" }),
        applyCommand("a b's.yaml", { context: "admin@x", kubeconfig: "C:\\lab (1)" }, "powershell"),
      ],
      [
        "kubectl apply --filename=jane--view.yaml",
        "kubectl apply --context=kubernetes-admin@kubernetes --filename='my role.yaml'",
        "kubectl apply --kubeconfig='/home/jane/my configs/lab' --context=admin --filename=x.yaml",
        "kubectl apply --context='it'\\''s; rm -rf $HOME' --filename=-x.yaml",
        "kubectl apply --kubeconfig='C:\\lab (1)' --context='admin@x' --filename='a b''s.yaml'",
      ],
    );
  });

  it("come with a line that is one line", () => {
    const texts = ["admin@lab", "日本 🎉", "a\nb", "a\u2028b", "a\u202eb", "a\u0085b", "a\ud83d"];
    assert.deepEqual(texts.map(isCommandText), [true, true, false, false, false, false, false]);
  });
});

function placeOf(document: object): string {
  const { kind, metadata } = document as {
    readonly kind: string;
    readonly metadata: { readonly namespace?: string };
  };
  return `${kind} ${metadata.namespace ?? ""}`.trim();
}

function documents(request: RbacRequest, version: "1.1" | "1.2" = "1.2"): readonly object[] {
  const result = rbacManifests(request);
  assert(result.ok);
  return [...parseAllDocuments(result.value.text, { version })].map(each => each.toJS());
}
