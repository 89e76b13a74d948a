import { strict as assert } from "node:assert";
import { type RightsInput, rightsDocument } from "../../../../src/core/features/rights/document.ts";
import { RIGHTS_QUESTIONS } from "../../../../src/core/features/rights/questions.ts";
import { render, say } from "../../../../src/core/message.ts";
import type { AccessRule } from "../../../../src/core/rbac/index.ts";
import { NOW } from "../../../support/analyze.ts";

const rule = (more: Partial<AccessRule>): AccessRule => ({
  verbs: ["get"],
  groups: [""],
  resources: [],
  names: [],
  paths: [],
  ...more,
});

const input: RightsInput = {
  who: "jane",
  groups: ["dev"],
  context: "lab",
  server: "https://192.0.2.1:6443",
  namespace: "shop",
  at: NOW,
  notes: [],
  rules: [],
  incomplete: false,
  answers: RIGHTS_QUESTIONS.map(question => ({ question, allowed: "no" })),
  answeredBy: "server",
};

/** The lines below a heading. */
function below(heading: string, given: Partial<RightsInput>): readonly string[] {
  const sections = rightsDocument({ ...input, ...given }).split(/^## /m);
  const section = sections.find(each => each.startsWith(`${heading}\n`)) ?? assert.fail(heading);
  return section
    .split("\n")
    .slice(2, -1)
    .map(each => each.replace(/ +/g, " "))
    .filter(Boolean);
}

/** The cells of the first row, of each rule by itself. */
function firstRow(given: Partial<AccessRule>): string {
  return below("Rules by resource", { rules: [rule(given)] })[2] ?? "";
}

const answering = (what: string, allowed: "everywhere" | "namespace") =>
  input.answers.map(each => (render(each.question.what) === what ? { ...each, allowed } : each));

describe("the document of somebody's rights", () => {
  it("says who, where, when and how first", () => {
    assert.equal(
      rightsDocument({ ...input, notes: [say("Found by impersonation.")] }).split("\n## ")[0],
      `# What \`jane\` may do in the namespace \`shop\`

Context \`lab\`, server \`https://192.0.2.1:6443\`, 2026-11-22 00:00 UTC.

Groups: \`dev\`.

Found by impersonation.
`,
    );
  });

  it("puts wildcards into words", () => {
    assert.deepEqual(
      [
        { verbs: ["*"], groups: ["*"], resources: ["*"] },
        { groups: [""], resources: ["*"] },
        { groups: ["apps"], resources: ["*"] },
        { groups: ["*"], resources: ["*/scale"] },
        { groups: ["apps"], resources: ["*/scale"] },
        { groups: ["*"], resources: ["pods"] },
        { groups: ["apps"], resources: ["deployments/scale"], verbs: ["watch", "use", "get"] },
      ].map(firstRow),
      [
        "| every resource of every API group | everything |",
        "| every resource of the core group | get |",
        "| every resource of `apps` | get |",
        "| `scale` of every resource of every API group | get |",
        "| `scale` of every resource of `apps` | get |",
        "| `pods` of every API group | get |",
        "| `deployments.apps/scale` | get, watch, `use` |",
      ],
    );
    assert.equal(
      below("Paths that are no resources", { rules: [rule({ paths: ["*"] })] })[2],
      "| every path | get |",
    );
  });

  it("gathers the verbs of a resource, and keeps apart what is for some objects alone", () => {
    const rules = [
      rule({ resources: ["secrets"], names: ["b", "a"] }),
      rule({ resources: ["pods", "secrets"], verbs: ["list"] }),
      rule({ resources: ["pods"] }),
      rule({ resources: ["secrets"], names: ["a", "b"], verbs: ["delete"] }),
    ];
    assert.deepEqual(below("Rules by resource", { rules }).slice(2), [
      "| `pods` | get, list | |",
      "| `secrets` | list | |",
      "| `secrets` | get, delete | `a`, `b` |",
    ]);
  });

  it("names the bindings where they are known", () => {
    const bound = {
      ...rule({ resources: ["pods"] }),
      role: { kind: "Role", name: "r" },
      binding: { kind: "RoleBinding", name: "b" },
      everywhere: false,
    } as const;
    assert.deepEqual(below("Rules by resource", { rules: [bound] }).slice(2), [
      "| `pods` | get | in `shop` | `RoleBinding b` |",
    ]);
  });

  it("calls out what is dangerous, and where", () => {
    assert.deepEqual(below("Look at these twice", {}), [
      "None of the dangerous rights that are asked for below.",
    ]);
    assert.deepEqual(below("Look at these twice", { answers: answering("list Secrets", "everywhere") }), [
      "- **List Secrets** in every namespace: reads every password, key and token that is kept in them.",
    ]);
    assert.deepEqual(below("Look at these twice", { answers: answering("list pods", "everywhere") }), [
      "None of the dangerous rights that are asked for below.",
    ]);
  });

  it("calls out what is dangerous for some objects alone", () => {
    const rules = [
      rule({
        verbs: ["bind"],
        groups: ["rbac.authorization.k8s.io"],
        resources: ["clusterroles"],
        names: ["admin"],
      }),
    ];
    assert.match(
      below("Look at these twice", { rules })[0] ?? "",
      /^- \*\*Bind ClusterRoles\*\* only for `admin`: /,
    );
    assert.ok(
      below("Asked one by one", { rules }).includes("| bind ClusterRoles | **yes**, only for `admin` |"),
    );
  });

  it("quotes what the server says of being incomplete, and does not interpret it", () => {
    const head = (given: Partial<RightsInput>) => rightsDocument({ ...input, ...given }).split("\n## ")[0];
    assert.match(
      head({ incomplete: true, error: "webhook `x`\n# does not support" }) ?? "",
      /> \*\*The rules below are not all\*\*: .*\n> The API server says: ``webhook `x`↵# does not support``\n> The answers .* are sure/,
    );
    assert.match(
      head({ incomplete: true, answeredBy: "rules" }) ?? "",
      /a right to which the answer is no may be there/,
    );
    assert.match(head({ error: "node" }) ?? "", /\*\*The rules below may not be all\.\*\*/);
    assert.doesNotMatch(head({}) ?? "", /^>/m);
  });

  it("has no rules where they are not known, and not more rows than can be read", () => {
    const { rules: _, ...without } = input;
    assert.doesNotMatch(rightsDocument(without), /Rules by resource/);
    const resources = Array.from({ length: 1_200 }, (_, index) => `r${index}`);
    assert.equal(below("Rules by resource", { rules: [rule({ resources })] }).at(-1), "And 200 more.");
  });
});
