import { strict as assert } from "node:assert";
import type { TestApi } from "../../src/vscode/activate.ts";
import { extensionUnderTest } from "./support/extension.ts";
import { outline } from "./support/outline.ts";

/** The sample sets KUBECONFIG to two files that share a user, and one that is missing. */
describe("the views on the sample workspace", () => {
  let api: TestApi;

  before(async () => {
    api = await extensionUnderTest();
  });

  it("show what kubectl uses first, then the files of the workspace", async () => {
    const [first, ...others] = await outline(api.trees.kubeconfigs, 1);
    assert.equal(first, "kubectl configuration | KUBECONFIG · 10 contexts");
    assert.ok(others.includes("broken.kubeconfig | lab · kubectl refuses it"), others.join("\n"));
  });

  it("show who each context is, in which groups, and until when", async () => {
    const [root] = await api.trees.kubeconfigs.getChildren();
    const lines = await outline(api.trees.kubeconfigs, 1, root);
    assert.deepEqual(
      lines.map(line => line.replace(/in 5\dm/, "in 57m")),
      [
        "production | current · expires in 283d · jane · developers, on-call",
        "staging | expires in 12d · deployer · ci",
        "edge | expires in 2d14h · operator · operators",
        "legacy | expired 18d ago · retired · system:masters",
        "ci | expires in 57m · system:serviceaccount:ci:build-bot · system:serviceaccounts, system:serviceaccounts:ci",
        "sso | expired 12h ago · jane@example.com · developers",
        "eks | credential plugin",
        "local | anonymous over http",
        "forgotten | cluster decommissioned is missing · user nobody is missing",
        "analytics | expires in 283d · jane · developers, on-call",
        "Shadowed | 1",
        "Files | 3",
      ],
    );
  });

  it("say which file's user kubectl takes when two have one of the same name", async () => {
    const [root] = await api.trees.kubeconfigs.getChildren();
    const lines = await outline(api.trees.kubeconfigs, 3, root);
    const start = lines.indexOf("Shadowed | 1");
    assert.deepEqual(
      [
        lines.find(line => line.startsWith("  jane@production")),
        ...lines.slice(start, start + 3),
        ...lines.slice(lines.indexOf("Files | 3")),
      ],
      [
        "  jane@production | expires in 283d · jane · developers, on-call · shadows the one in team.kubeconfig",
        "Shadowed | 1",
        "  jane@production | shadowed by the one in fleet.kubeconfig · expires in 39d · jane-from-the-team-file · shadowed",
        "    jane-from-the-team-file | expires in 39d",
        "Files | 3",
        "  fleet.kubeconfig | 9 contexts",
        "  team.kubeconfig | 1 context",
        "  missing.kubeconfig | does not exist",
      ],
    );
  });

  it("show a file with one bad certificate, why kubectl refuses it, and its other contexts", async () => {
    const roots = await api.trees.kubeconfigs.getChildren();
    const broken = roots.find(({ label }) => label === "broken.kubeconfig");
    const lines = await outline(api.trees.kubeconfigs, 1, broken);
    assert.match(lines[0] ?? "", /^kubectl refuses the file \| /);
    assert.deepEqual(
      lines.slice(1).map(line => line.split(" · ")[0]),
      ["healthy | current", "broken | unreadable client certificate"],
    );
  });

  it("list certificates once, the one that ends first on top, and count on the badge what has to be renewed", async () => {
    const lines = await outline(api.trees.certificates, 1);
    assert.deepEqual(lines.slice(0, 3), [
      "retired | expired 18d ago · system:masters · user retired@legacy · fleet.kubeconfig",
      "operator | expires in 2d14h · operators · user operator@edge · fleet.kubeconfig",
      "deployer | expires in 12d · ci · user deployer@staging · fleet.kubeconfig",
    ]);
    const names = lines.map(line => line.split(" |")[0]);
    assert.equal(names.filter(name => name === "example root").length, 1);
    assert.equal(api.trees.badge?.value, 3);
  });
});
