import { strict as assert } from "node:assert";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { TreeNode } from "../../src/core/features/tree/index.ts";
import type { TestApi } from "../../src/vscode/activate.ts";
import type { OptionLine, Question } from "../../src/vscode/wizard/ask.ts";
import type { Issued } from "../support/certificates.ts";
import { base64 } from "../support/certificates.ts";
import { until } from "./support/extension.ts";
import { issue, type Lab, labText, lineChanges } from "./support/lab.ts";
import { nodeCalled } from "./support/outline.ts";
import { BACK, CANCEL, Script, type Step } from "./support/script.ts";
import { useLab } from "./support/use-lab.ts";

describe("changing the entries of a kubeconfig", () => {
  let api: TestApi;
  let lab: Lab;
  let ca: Issued;
  let text: string;
  useLab({ worker: 100, filer: 100 }, opened => {
    ({ api, lab, ca, text } = opened);
  });

  const context = (name: string): Step => ["context", `${lab.address("lab.kubeconfig")} ${name}`];
  const changes = () => lineChanges(text, lab.read("lab.kubeconfig"));

  const node = (label: string, kind: TreeNode["kind"]) => nodeCalled(api.trees.kubeconfigs, label, kind);

  it("uses a context, and takes that back", async () => {
    await lab.run("useContext", [context("files")]);
    assert.deepEqual(changes(), ["- current-context: 'lab'", "+ current-context: 'files'"]);
    await until(api, () =>
      api.sources.groups.some(({ analysis }) =>
        analysis.contexts.some(each => each.entry.name === "files" && each.current),
      ),
    );
    await lab.run("useContext", [context("lab")]);
    assert.deepEqual(changes(), []);
  });

  it("uses a context of the files of KUBECONFIG where the current one stands, and takes that back", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const read = () => readFileSync(join(folder?.uri.fsPath ?? "", "fleet.kubeconfig"), "utf8");
    const before = read();
    const used = await lab.run("useContext", [["context", "effective analytics"]]);
    const between = lineChanges(before, read());
    await lab.run("useContext", [["context", "effective production"]]);
    assert.deepEqual(
      [used.told, between, read() === before],
      [
        ["kubectl now uses the context analytics."],
        ["- current-context: production", "+ current-context: analytics"],
        true,
      ],
    );
  });

  it("renames the one of two users that is meant, with the contexts that a person says", async () => {
    const twins = `users:
- name: minikube
  user: {token: first}
- name: minikube
  user: {token: second}
contexts:
- name: a
  context: {cluster: c, user: minikube}
- name: b
  context: {cluster: c, user: minikube}
`;
    await lab.list("twins.kubeconfig", twins);
    const group = api.sources.groups.find(({ id }) => id === lab.address("twins.kubeconfig"));
    const second = group?.analysis.files[0]?.users[1];
    assert.ok(second);
    const place = { source: second.source, span: second.span };
    const argument = { ...(await node("files", "context")), label: "minikube", kind: "user", place };
    const follow = JSON.stringify([`${second.source} 1`]);
    await lab.run(
      "renameEntry",
      [
        ["name", "other"],
        ["follow", follow],
        ["apply", "apply"],
      ],
      { argument },
    );
    assert.equal(
      lab.read("twins.kubeconfig"),
      twins
        .replace("minikube\n  user: {token: second}", "other\n  user: {token: second}")
        .replace(/minikube\}\n$/, "other}\n"),
    );
  });

  it("proposes rights for whom a context is", async () => {
    await lab.run(
      "proposeRbac",
      [
        ["rbac-role", "new"],
        ["rbac-subjects", '["User worker","Group lab"]'],
        ["rbac-scope", "cluster"],
        ["rbac-context", `context ${lab.address("lab.kubeconfig")} lab`],
      ],
      { argument: await node("lab", "context") },
    );
    const shown = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.deepEqual(
      [shown.match(/^kind: .*/gm), shown.split("\n")[1]],
      [
        ["kind: ClusterRole", "kind: ClusterRoleBinding"],
        `#   kubectl apply --kubeconfig=${lab.path("lab.kubeconfig")} --context=lab --filename=worker--group--lab--role.yaml`,
      ],
    );
  });

  it("offers the namespace of the rights to a context that has none, and to no other", async () => {
    const shop: readonly Step[] = [
      ["rbac-role", "view"],
      ["rbac-subjects", '["Group lab"]'],
      ["rbac-scope", "namespaces"],
      ["rbac-scope-namespaces", '["typed"]'],
      ["rbac-scope-namespaces-typed", "shop"],
      ["rbac-context", "current"],
    ];
    const after = ["Set Namespace of lab", "Set Namespace of files"];
    await lab.run("proposeRbac", [context("lab"), ...shop], { after });
    assert.deepEqual(changes(), []);
    await lab.run("proposeRbac", [context("files"), ...shop], { after });
    assert.deepEqual(changes(), [
      "-     context: {cluster: lab, user: filer}",
      "+     context: {cluster: lab, user: filer, namespace: shop}",
    ]);
  });

  it("proposes rights for the user and its group in namespaces that contexts name and others", async () => {
    const script = await lab.run(
      "proposeRbac",
      [
        context("lab"),
        ["rbac-role", "view"],
        ["rbac-subjects", "[]"],
        ["rbac-subjects", '["Group lab"]'],
        ["rbac-scope", "namespaces"],
        ["rbac-scope-namespaces", '["namespace default","typed"]'],
        ["rbac-scope-namespaces-typed", "shop, billing"],
        ["rbac-context", "current"],
      ],
      { after: "Copy kubectl Command" },
    );
    const asked = (id: string) =>
      script.asked.map(({ question }) => question).find(each => each.id === id && each.kind === "choice");
    const shown = vscode.window.activeTextEditor?.document.getText() ?? "";
    const line = "kubectl apply --filename=group--lab--view.yaml";
    assert.deepEqual(
      {
        ticked: ["rbac-subjects", "rbac-scope-namespaces"].map(id => Reflect.get(asked(id) ?? {}, "ticked")),
        first: optionsOf(asked("rbac-scope-namespaces"))[0]?.description?.split(",")[0],
        headings: optionsOf(asked("rbac-context")).flatMap(({ heading }) => heading ?? []),
        bound: shown.match(/^(?:kind|\s+namespace): .*/gm),
        told: script.told,
        copied: await vscode.env.clipboard.readText(),
        line: shown.split("\n")[1],
      },
      {
        ticked: [["User worker"], ["namespace default"]],
        first: "of the contexts lab",
        headings: ["of the same API server", "of other API servers", "another machine or kubeconfig"],
        bound: ["default", "shop", "billing"].flatMap(name => ["kind: RoleBinding", `  namespace: ${name}`]),
        told: [
          "Choose the user or a group.",
          "The manifests are in a document. Save it as group--lab--view.yaml and run the command at its top; nothing has been applied yet.",
        ],
        copied: line,
        line: `#   ${line}`,
      },
    );
  });

  it("sets the namespace of the context of a node", async () => {
    await lab.run("setNamespace", [["namespace", "shop"]], { argument: await node("lab", "context") });
    assert.deepEqual(changes(), [
      '-     context: {cluster: lab, user: "worker", namespace: default}',
      '+     context: {cluster: lab, user: "worker", namespace: shop}',
    ]);
    await assert.rejects(
      lab.run("setNamespace", [context("lab"), ["namespace", "No Such"]]),
      /is not the name of a namespace/,
    );
  });

  it("renames a user with the contexts that use it", async () => {
    await lab.run(
      "renameEntry",
      [
        ["name", "clerk"],
        ["apply", "apply"],
      ],
      { argument: await node("worker", "user") },
    );
    assert.deepEqual(changes(), [
      '-     context: {cluster: lab, user: "worker", namespace: default}',
      "-   - name: worker",
      '+     context: {cluster: lab, user: "clerk", namespace: default}',
      "+   - name: clerk",
    ]);
    await assert.rejects(lab.run("renameEntry", [context("lab"), ["name", "files"]]), /Choose another name/);
  });

  it("says that the only copy of a key goes with what is deleted, and is silent where there is another", async () => {
    const offered = async (id: string, steps: readonly Step[]) => {
      const script = new Script([...steps, [id, CANCEL]]);
      const command = id === "delete" ? "deleteEntry" : "mergeKubeconfig";
      await assert.rejects(api.runWith(script, `kubeconfigInspector.${command}`), { name: "Cancelled" });
      return optionsOf(script.asked.at(-1)?.question).map(({ key, detail }) => `${key}: ${detail ?? ""}`);
    };
    const lost = 'Removes the only copy of the client-key-data of "worker".';
    const deleting = await offered("delete", [context("lab")]);
    lab.write("other.yaml", labText(await issue(ca, "worker", 50)));
    const merging = await offered("collision user worker", [
      ["file", lab.address("lab.kubeconfig")],
      ["other", lab.address("other.yaml")],
      ["collisions", "each"],
    ]);
    await lab.list("copy.kubeconfig", text);
    const withCopy = await offered("delete", [context("lab")]);
    assert.deepEqual(
      [deleting, merging, withCopy],
      [
        [`orphans: ${lost}`, "alone: "],
        ["keep: ", "rename: ", `replace: ${lost}`],
        ["orphans: ", "alone: "],
      ],
    );
  });

  it("deletes a context with the user that only it used", async () => {
    await lab.run("deleteEntry", [context("files"), ["delete", "orphans"], ["apply", "apply"]]);
    assert.deepEqual(changes(), [
      "-   - name: files",
      "-     context: {cluster: lab, user: filer}",
      "-   - name: filer",
      "-       client-certificate: certs/filer.crt",
      "-       client-key: certs/filer.key",
    ]);
  });

  it("embeds the files it names, and extracts a context into a file of its own", async () => {
    await lab.run("embedFiles", [
      ["file", lab.address("lab.kubeconfig")],
      ["apply", "apply"],
    ]);
    const keys = changes().map(line => line.replace(/(-data: )\S+/, "$1…"));
    assert.deepEqual(keys, [
      "-       certificate-authority: pki/ca.crt  # beside this file",
      "-       client-certificate: certs/filer.crt",
      "-       client-key: certs/filer.key",
      "+       certificate-authority-data: …  # beside this file",
      "+       client-certificate-data: …",
      "+       client-key-data: …",
    ]);
    await lab.run("extractContext", [context("files"), ["to-place", lab.address("one.kubeconfig")]]);
    assert.deepEqual(
      [lab.mode("one.kubeconfig"), lab.read("one.kubeconfig").match(/name: .*|current-context: .*/g)],
      ["600", ["current-context: files", "name: lab", "name: files", "name: filer"]],
    );
  });

  it("makes a file of a kubeconfig that stands in a Secret", async () => {
    const text = labText(await issue(ca, "worker", 50)).replace(/ {6}certificate-authority: .*\n/, "");
    const content = `apiVersion: v1\nkind: Secret\nmetadata: {name: c1-kubeconfig}\ndata:\n  value: ${base64(text)}\n`;
    const document = await vscode.workspace.openTextDocument({ language: "yaml", content });
    await vscode.window.showTextDocument(document);
    await lab.run("extractFromManifest", [["to-place", lab.address("c1.kubeconfig")]]);
    assert.deepEqual([lab.mode("c1.kubeconfig"), lab.read("c1.kubeconfig")], ["600", text]);
  });

  it("merges another file, each collision as it was decided", async () => {
    const other = await issue(ca, "worker", 50);
    lab.write("other.yaml", labText(other).replaceAll("192.0.2.77", "192.0.2.78"));
    const merged = await lab.run("mergeKubeconfig", [
      ["file", lab.address("lab.kubeconfig")],
      ["other", lab.address("other.yaml")],
      ["collisions", "each"],
      ["collision cluster lab", "rename"],
      ["collision user worker", "replace"],
      ["collision context lab", "rename"],
      ["summary", "make"],
      ["apply", "apply"],
    ]);
    const after = lab.read("lab.kubeconfig");
    assert.deepEqual(
      [
        /server: https:\/\/192\.0\.2\.78:6443/.test(after),
        after.includes(base64(other.pem)),
        /name: lab-2/.test(after),
      ],
      [true, true, true],
    );
    assert.ok(after.startsWith("# The lab. Do not lose these notes."));
    const summary = merged.asked.find(({ question }) => question.id === "summary")?.question;
    const lines = summary?.kind === "choice" ? summary.options : [];
    assert.deepEqual(
      lines.slice(-3).map(({ label, description }) => `${label}: ${description}`),
      [
        "context lab: comes in as lab-2",
        "cluster lab: comes in as lab-2",
        "user worker: replaces the one that is there",
      ],
    );
  });

  it("merges a file of equal names whole, under names of its own", async () => {
    const other = await issue(ca, "worker", 50);
    lab.write("east.yaml", labText(other).replaceAll("192.0.2.77", "192.0.2.79"));
    await lab.run("mergeKubeconfig", [
      ["file", lab.address("lab.kubeconfig")],
      ["other", lab.address("east.yaml")],
      ["collisions", "suffix"],
      ["collisions-suffix", BACK],
      ["collisions", "suffix"],
      ["collisions-suffix", "far"],
      ["summary", BACK],
      ["collisions-suffix", BACK],
      ["collisions", "all"],
      ["summary", "make"],
      ["apply", "apply"],
    ]);
    const after = lab.read("lab.kubeconfig");
    assert.ok(after.includes("lab-east"));
    assert.match(after, /cluster: lab-east/);
    assert.match(after, /user: "?worker-east/);
  });

  it("offers to embed only where a file is named", async () => {
    const plain = labText(await issue(ca, "plain", 50));
    await lab.list("plain.kubeconfig", plain.replace(/ {6}certificate-authority: .*\n/, ""));
    const script = new Script([["file", CANCEL]]);
    await api.runWith(script, "kubeconfigInspector.embedFiles").catch(() => undefined);
    const question = script.asked[0]?.question;
    const offered = question?.kind === "choice" ? question.options.map(({ key }) => key) : [];
    assert.deepEqual(
      ["lab.kubeconfig", "plain.kubeconfig"].map(name => offered.includes(lab.address(name))),
      [true, false],
    );
  });

  it("shows a change in the diff editor without the secrets in it", async () => {
    const settings = vscode.workspace.getConfiguration("kubeconfigInspector");
    await settings.update("preview", "always", vscode.ConfigurationTarget.Global);
    const secret = /client-key-data: (\S+)/.exec(text)?.[1] ?? "";
    let shown: readonly string[] = [];
    const look: Step = ["preview", CANCEL];
    const previews = () =>
      vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === "kubeconfig-inspector-preview");
    // What was shown before stays known for minutes.
    const old = new Set(previews());
    const timer = setInterval(() => {
      const texts = previews().filter(document => !old.has(document));
      if (texts.length > 0) shown = texts.map(document => document.getText());
    }, 20);
    await assert.rejects(lab.run("renameEntry", [context("files"), ["name", "papers"], look]), {
      name: "Cancelled",
    });
    clearInterval(timer);
    assert.deepEqual(
      [
        shown.length,
        shown.some(each => each.includes(secret)),
        shown.every(each => /client-key-data: <hidden \d+> {3}# <hidden \d+>/.test(each)),
      ],
      [2, false, true],
    );
    assert.deepEqual(lineChanges(shown[0] ?? "", shown[1] ?? ""), [
      "-   - name: files",
      "+   - name: papers",
    ]);
    assert.equal(lab.read("lab.kubeconfig"), text);
    const diffs = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputTextDiff);
    assert.deepEqual(diffs, []);
  });

  it("goes back from what is shown to the question before it, and changes nothing until then", async () => {
    const seen: string[] = [];
    const unchanged = (answer: string) => () => {
      seen.push(lab.read("lab.kubeconfig") === text ? "as before" : "changed");
      return answer;
    };
    await lab.run("renameEntry", [
      context("files"),
      ["name", "papers"],
      ["apply", "show"],
      ["preview", BACK],
      ["apply", BACK],
      ["name", unchanged("sheets")],
      ["apply", "show"],
      ["preview", unchanged("apply")],
    ]);
    assert.deepEqual(
      [seen, changes()],
      [
        ["as before", "as before"],
        ["-   - name: files", "+   - name: sheets"],
      ],
    );
  });

  it("changes all files of KUBECONFIG or none", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
    const read = () =>
      ["fleet", "team"].map(name => readFileSync(join(folder, `${name}.kubeconfig`), "utf8"));
    const before = read();
    const lock = join(folder, "team.kubeconfig.lock");
    writeFileSync(lock, "");
    try {
      const argument = await node("jane@production", "user");
      await assert.rejects(
        lab.run(
          "renameEntry",
          [
            ["name", "renamed"],
            ["apply", "apply"],
            ["lock", CANCEL],
          ],
          { argument },
        ),
        /holds .*team\.kubeconfig\.lock/,
      );
      assert.deepEqual(read(), before);
    } finally {
      rmSync(lock);
    }
  });

  it("says that a lock is held, and removes it only on a person's word", async () => {
    lab.write("lab.kubeconfig.lock", "");
    await assert.rejects(
      lab.run("useContext", [context("files"), ["lock", CANCEL]]),
      /holds .*lab\.kubeconfig\.lock/,
    );
    assert.equal(lab.read("lab.kubeconfig"), text);
    await lab.run("useContext", [context("files"), ["lock", "yes"]]);
    assert.deepEqual(changes(), ["- current-context: 'lab'", "+ current-context: 'files'"]);
  });
});

function optionsOf(question: Question | undefined): readonly OptionLine[] {
  return question?.kind === "choice" ? question.options : [];
}
