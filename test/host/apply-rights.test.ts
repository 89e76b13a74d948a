import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { type FakeAnswer, FakeApiServer, type FakeRequest } from "../support/fake-api-server.ts";
import { issue } from "./support/lab.ts";
import { CANCEL, type Step } from "./support/script.ts";
import { serverKubeconfig } from "./support/server-kubeconfig.ts";
import { type OpenLab, useLab } from "./support/use-lab.ts";

const PROPOSED: readonly Step[] = [
  ["context", /here/],
  ["rbac-role", "new"],
  ["rbac-subjects", '["User jane"]'],
  ["rbac-scope", "namespaces"],
  ["rbac-scope-namespaces", '["namespace shop"]'],
  ["rbac-context", /here/],
];

/** As much of an API server as rights need. */
class Rights {
  readonly stored = new Map<string, object>();
  conflict = false;

  readonly answer = ({ method, path, body }: FakeRequest): FakeAnswer => {
    const { pathname, searchParams } = new URL(path, "https://host");
    if (pathname.endsWith("/subjectaccessreviews")) {
      return { object: { status: { allowed: this.stored.size > 1 } } };
    }
    if (!pathname.startsWith("/apis/rbac.authorization.k8s.io/v1/namespaces/shop/")) return undefined;
    const found = this.stored.get(pathname);
    if (method === "GET") return found && { object: found };
    if (method === "DELETE") this.stored.delete(pathname);
    if (method !== "PATCH") return { object: {} };
    if (this.conflict && searchParams.get("force") === null) {
      const message = 'conflict with "argocd" using rbac.authorization.k8s.io/v1';
      const causes = [{ reason: "FieldManagerConflict", message, field: ".rules" }];
      return { status: 409, object: { kind: "Status", reason: "Conflict", message, details: { causes } } };
    }
    const { metadata, ...rest } = body as { metadata: object };
    const object = { ...rest, metadata: { ...metadata, uid: "1" } };
    if (searchParams.get("dryRun") === null) this.stored.set(pathname, object);
    return { object };
  };
}

describe("rights that are applied from the editor", () => {
  let open: OpenLab;
  let server: FakeApiServer;
  let rights: Rights;
  useLab({ worker: 100 }, lab => {
    open = lab;
  });
  beforeEach(async () => {
    rights = new Rights();
    server = await FakeApiServer.start(rights.answer);
    await open.lab.list("server.kubeconfig", serverKubeconfig(server, await issue(open.ca, "jane", 100)));
  });
  afterEach(() => server.close());

  const writes = () =>
    server.requests
      .filter(({ method, path }) => method !== "GET" && !path.endsWith("reviews"))
      .map(({ method, path }) => {
        const { pathname, searchParams } = new URL(path, "https://host");
        const flags = ["dryRun", "force"].filter(each => searchParams.has(each));
        return [method, pathname.split("/").at(-2), ...flags].join(" ");
      });

  it("are tried, shown, applied on a yes, and confirmed", async () => {
    const script = await open.lab.run("proposeRbac", [...PROPOSED, ["rbac-apply", "apply"]], {
      after: "Apply...",
    });
    assert.deepEqual(writes(), [
      "PATCH roles dryRun",
      "PATCH rolebindings dryRun",
      "PATCH roles",
      "PATCH rolebindings",
    ]);
    assert.equal(
      script.told.at(-1),
      "The rights are applied to the cluster of here. The API server confirms that jane may get pods in shop.",
    );
    const [question] = script.asked.filter(each => each.question.id === "rbac-apply");
    assert.match(JSON.stringify(question), /new: Role \S+ in shop, new: RoleBinding \S+ in shop/);
    assert.equal(
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(({ input }) => input instanceof vscode.TabInputTextDiff),
      false,
    );
  });

  it("are what the document says by then, and nothing without a yes", async () => {
    const steps: readonly Step[] = [
      ...PROPOSED,
      [
        "rbac-apply",
        () => {
          assert.equal(rights.stored.size, 0);
          return "discard";
        },
      ],
    ];
    await open.lab.run("proposeRbac", steps, { after: "Apply..." });
    assert.equal(rights.stored.size, 0);
    await open.lab.run("applyRbac", [
      ["context", /here/],
      ["rbac-apply", "apply"],
    ]);
    assert.equal(rights.stored.size, 2);
    const script = await open.lab.run("applyRbac", [["context", /here/]]);
    assert.match(script.told.at(-1) ?? "", /^The cluster of here has exactly these rights already\./);
  });

  it("take over what another tool has set on a second yes alone", async () => {
    rights.conflict = true;
    await assert.rejects(
      open.lab.run("proposeRbac", [...PROPOSED, ["rbac-force", CANCEL]], { after: "Apply..." }),
    );
    assert.equal(rights.stored.size, 0);
    const script = await open.lab.run("applyRbac", [
      ["context", /here/],
      ["rbac-force", "yes"],
      ["rbac-apply", "apply"],
    ]);
    const [question] = script.asked.filter(each => each.question.id === "rbac-force");
    assert.match(JSON.stringify(question), /Role jane--role \.rules, set by argocd/);
    assert.deepEqual(writes().slice(-2), ["PATCH roles force", "PATCH rolebindings force"]);
  });

  it("can be taken back where they were new", async () => {
    await open.lab.run("proposeRbac", [...PROPOSED, ["rbac-apply", "apply"]], {
      after: ["Apply...", "Undo"],
    });
    assert.equal(rights.stored.size, 0);
  });
});
