import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import * as vscode from "vscode";
import type { TestApi } from "../../src/vscode/activate.ts";
import type { OptionLine } from "../../src/vscode/wizard/ask.ts";
import type { Issued } from "../support/certificates.ts";
import { type Lab, lineChanges } from "./support/lab.ts";
import { JANE, MAKE, NO_RIGHTS, toEntries, toFiles } from "./support/minting.ts";
import { BACK, CANCEL, Script, type Step } from "./support/script.ts";
import { useLab } from "./support/use-lab.ts";

describe("minting a user", () => {
  let api: TestApi;
  let lab: Lab;
  let ca: Issued;
  let text: string;
  useLab({ worker: 90 }, opened => {
    ({ api, lab, ca, text } = opened);
  });

  it("makes files that only their owner can read and that openssl verifies", async () => {
    await lab.run("mintUser", [...JANE, ...toFiles(lab), MAKE]);
    assert.deepEqual(
      {
        modes: [lab.mode("jane.key"), lab.mode("jane.crt")],
        verdict: lab.verify("jane.crt"),
        subject: lab.openssl("x509", "-in", "jane.crt", "-noout", "-subject", "-nameopt", "RFC2253").trim(),
        isPair:
          lab.openssl("pkey", "-in", "jane.key", "-pubout") ===
          lab.openssl("x509", "-in", "jane.crt", "-noout", "-pubkey"),
      },
      {
        modes: ["600", "600"],
        verdict: "jane.crt: OK",
        subject: "subject=CN=jane,O=on-call,O=developers",
        isPair: true,
      },
    );
  });

  it("adds a user and a context on disk, and leaves every other line alone", async () => {
    await lab.run("mintUser", [...JANE, ...toEntries(lab), MAKE, ["apply", "apply"]]);
    const after = lab.read("lab.kubeconfig");
    const changes = lineChanges(text, after).map(line => line.replace(/(-data: ).*/, "$1…"));
    assert.deepEqual(changes, [
      "+   - name: jane@lab",
      "+     context: {cluster: lab, user: jane@lab}",
      "+   - name: jane@lab",
      "+       client-certificate-data: …",
      "+       client-key-data: …",
    ]);
  });

  it("closes a file that others can read before the new key goes into it, where that is wanted", async () => {
    const modes: string[] = [];
    for (const answer of ["keep", "restrict"]) {
      lab.write("lab.kubeconfig", text);
      chmodSync(lab.path("lab.kubeconfig"), 0o644);
      await lab.know("lab.kubeconfig");
      await api.sources.refresh();
      await lab.run("mintUser", [
        ...JANE,
        ...toEntries(lab),
        MAKE,
        ["apply", "apply"],
        ["permissions", answer],
      ]);
      modes.push(lab.mode("lab.kubeconfig"));
    }
    assert.deepEqual(modes, ["644", "600"]);
    assert.match(lab.read("lab.kubeconfig"), /jane@lab/);
  });

  it("changes nothing where the question about others is left", async () => {
    chmodSync(lab.path("lab.kubeconfig"), 0o640);
    await api.sources.refresh();
    const steps = [...JANE, ...toEntries(lab), MAKE, ["apply", "apply"], ["permissions", CANCEL]] as const;
    await assert.rejects(lab.run("mintUser", steps), { name: "Cancelled" });
    assert.deepEqual([lab.read("lab.kubeconfig") === text, lab.mode("lab.kubeconfig")], [true, "640"]);
  });

  it("is loaded by kubectl with nothing else changed", async function () {
    const kubectl = ["/usr/bin/kubectl", "/usr/local/bin/kubectl"].find(existsSync);
    if (kubectl === undefined) {
      console.log("      no kubectl in /usr/bin or /usr/local/bin");
      return this.skip();
    }
    interface View {
      readonly contexts: readonly { readonly name: string }[];
      readonly users: readonly { readonly name: string }[];
      readonly clusters: readonly unknown[];
    }
    const view = (): View =>
      JSON.parse(
        execFileSync(
          kubectl,
          ["config", "view", "--raw", "-o", "json", `--kubeconfig=${lab.path("lab.kubeconfig")}`],
          { encoding: "utf8" },
        ),
      );
    const before = view();
    await lab.run("mintUser", [...JANE, ...toEntries(lab), MAKE, ["apply", "apply"]]);
    const after = view();
    const isNew = ({ name }: { readonly name: string }) => name === "jane@lab";
    assert.deepEqual(
      {
        ...after,
        contexts: after.contexts.filter(each => !isNew(each)),
        users: after.users.filter(each => !isNew(each)),
      },
      before,
    );
    assert.deepEqual([after.contexts.filter(isNew).length, after.users.filter(isNew).length], [1, 1]);
  });

  it("changes an open file in its editor in one undo step, and saves it as it was clean", async () => {
    const document = await lab.open("lab.kubeconfig");
    await lab.run("mintUser", [...JANE, ...toEntries(lab), MAKE, ["apply", "apply"]]);
    const saved = lab.read("lab.kubeconfig");
    assert.equal(document.isDirty, false);
    assert.notEqual(saved, text);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text);
  });

  it("makes a kubeconfig of its own with the CA of the cluster in it", async () => {
    const steps: readonly Step[] = [
      ["to", "new"],
      ["to-cluster", /192\.0\.2\.77/],
      ["to-place", lab.address("jane.kubeconfig")],
    ];
    await lab.run("mintUser", [...JANE, ...steps, NO_RIGHTS, MAKE]);
    const made = lab.read("jane.kubeconfig");
    const data = /certificate-authority-data: (\S+)/.exec(made)?.[1] ?? "";
    assert.deepEqual(
      {
        mode: lab.mode("jane.kubeconfig"),
        names: made.match(/name: .*|current-context: .*|server: .*/g),
        ca: Buffer.from(data, "base64").toString().trim(),
      },
      {
        mode: "600",
        names: [
          "current-context: jane@lab",
          "name: lab",
          "server: https://192.0.2.77:6443",
          "name: jane@lab",
          "name: jane",
        ],
        ca: ca.pem.trim(),
      },
    );
  });

  it("makes a kubeconfig for an API server that nobody has one for yet", async () => {
    const steps: readonly Step[] = [
      ["to", "new"],
      ["to-cluster", "typed"],
      ["to-cluster-server", "https://198.51.100.4:6443"],
      ["to-place", lab.address("jane.kubeconfig")],
    ];
    await lab.run("mintUser", [...JANE, ...steps, NO_RIGHTS, MAKE]);
    assert.match(lab.read("jane.kubeconfig"), /server: https:\/\/198\.51\.100\.4:6443/);
  });

  it("asks for the passphrase of an encrypted key, tells a wrong one, and keeps none", async () => {
    const passphrase = "correct horse battery";
    lab.openssl(
      "pkey",
      "-in",
      "pki/ca.key",
      "-aes256",
      "-passout",
      `pass:${passphrase}`,
      "-out",
      "pki/sealed.key",
    );
    const [, ...who] = JANE;
    const opening: readonly Step[] = [
      ["ca", "files"],
      ["ca-certificate", lab.address("pki/ca.crt")],
      ["ca-key", lab.address("pki/sealed.key")],
    ];
    await assert.rejects(
      lab.run("mintUser", [...opening, ["passphrase", "wrong"]]),
      /passphrase does not take wrong: /,
    );
    const script = await lab.run("mintUser", [
      ...opening,
      ["passphrase", passphrase],
      ["user", BACK],
      ["passphrase", passphrase],
      ...who,
      ...toFiles(lab),
      MAKE,
    ]);
    assert.equal(lab.verify("jane.crt"), "jane.crt: OK");
    assert.ok(!JSON.stringify([script.asked, script.told]).includes(passphrase));
  });

  it("takes the CA of a node without asking for it", async () => {
    const nodes = [...(await api.trees.certificates.getChildren())];
    const argument = nodes.find(({ label }) => label === "lab-ca");
    assert.ok(argument);
    const [, ...who] = JANE;
    await lab.run("mintUser", [...who, ...toFiles(lab), MAKE], { argument });
    assert.equal(lab.verify("jane.crt"), "jane.crt: OK");
  });

  it("offers no CA of the workspace that is left over", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const at = (name: string) => vscode.Uri.joinPath(folder?.uri ?? lab.uri(""), "aside", name);
    const bytes = (text: string) => new TextEncoder().encode(text);
    for (const place of ["pki", "pki.bak-2026-01-01", "tls-1700000000", "tls"]) {
      await vscode.workspace.fs.writeFile(at(`${place}/ca.crt`), bytes(ca.pem));
      await vscode.workspace.fs.writeFile(at(`${place}/ca.key`), bytes(ca.keyPem));
    }
    try {
      const offered = (await askedAfter([], "ca")).map(({ detail = "" }) => detail);
      assert.deepEqual(offered.filter(each => each.startsWith("aside/")).sort(), [
        "aside/pki/ca.crt",
        "aside/tls/ca.crt",
      ]);
    } finally {
      await vscode.workspace.fs.delete(at(""), { recursive: true });
    }
  });

  it("says where the certificate is, and takes it back", async () => {
    const script = await lab.run("mintUser", [...JANE, ...toEntries(lab), MAKE, ["apply", "apply"]], {
      after: "Undo",
    });
    assert.deepEqual(
      [script.told[0]?.replace(/valid .*/, "valid …"), lab.read("lab.kubeconfig") === text],
      [`jane has a certificate in ${lab.path("lab.kubeconfig")}, valid …`, true],
    );
  });

  /** What is asked last when the answers are used up. */
  async function askedAfter(steps: readonly Step[], id: string): Promise<readonly OptionLine[]> {
    const script = new Script([...steps, [id, CANCEL]]);
    await api.runWith(script, "kubeconfigInspector.mintUser").catch(() => undefined);
    const question = script.asked.at(-1)?.question;
    return question?.kind === "choice" ? question.options : [];
  }

  it("proposes the clusters of the CA that signs first", async () => {
    const strange = text.replaceAll("name: lab", "name: other").replaceAll("cluster: lab", "cluster: other");
    await lab.list("a.kubeconfig", strange.replace(/ {6}certificate-authority: .*\n/, ""));
    const offered = await askedAfter([...JANE, ["to", "new"]], "to-cluster");
    const headings = offered.flatMap(({ heading }) => heading ?? []);
    const places = ["lab", "other"].map(name => offered.findIndex(({ label }) => label === name));
    const second = offered.findIndex(({ heading }) => heading === headings[1]);
    assert.deepEqual(
      [headings, places[0] === 0, (places[1] ?? 0) >= second],
      [["verified with the CA that signs", "not verified with the CA that signs"], true, true],
    );
  });

  it("names the new user where its name is taken", async () => {
    const taken = text.replace("- name: worker", "- name: jane@lab").replace('"worker"', "jane@lab");
    await lab.list("taken.kubeconfig", taken);
    const to = toEntries(lab).map(
      ([id, act]): Step => [id, id === "to-file" ? lab.address("taken.kubeconfig") : act],
    );
    const summary = await askedAfter([...JANE, ...to], "summary");
    assert.deepEqual(
      summary.slice(-3).map(({ label, description }) => `${label}: ${description}`),
      ["New context: jane@lab", "New user: jane@lab-2", "Rights: none"],
    );
  });

  it("leads back from a line of the summary to its question, with the answers kept", async () => {
    const script = await lab.run("mintUser", [
      ...JANE,
      ...toFiles(lab),
      ["summary", "2 groups"],
      ["groups", "ops"],
      MAKE,
    ]);
    const asked = script.asked.filter(({ question }) => question.id === "groups");
    assert.deepEqual(
      asked.map(({ position }) => position.previous),
      [undefined, "developers, on-call"],
    );
    assert.match(lab.openssl("x509", "-in", "jane.crt", "-noout", "-subject"), /O ?= ?ops/);
  });

  const viewInShop = (context: string): readonly Step[] => [
    ["rbac-role", "view"],
    ["rbac-subjects", '["User jane","Group developers"]'],
    ["rbac-scope", "namespaces"],
    ["rbac-scope-namespaces", '["typed"]'],
    ["rbac-scope-namespaces-typed", "shop"],
    ["rbac-context", context],
  ];

  it("proposes rights with the certificate, and gives their namespace to the new context", async () => {
    const script = await lab.run("mintUser", [
      ...JANE,
      ...toEntries(lab).slice(0, -1),
      ...viewInShop(`context ${lab.address("lab.kubeconfig")} lab`),
      MAKE,
      ["apply", "apply"],
    ]);
    const summary = script.asked.find(({ question }) => question.id === "summary")?.question;
    const facts = summary?.kind === "choice" ? summary.options : [];
    const shown = vscode.window.activeTextEditor?.document.getText() ?? "";
    const command = `kubectl apply --kubeconfig=${lab.path("lab.kubeconfig")} --context=lab --filename=jane--group--developers--view.yaml`;
    assert.deepEqual(
      {
        facts: facts.slice(-4).map(({ label, description }) => `${label}: ${description}`),
        context: lineChanges(text, lab.read("lab.kubeconfig")).slice(0, 2),
        line: shown.split("\n")[1],
        told: script.told.map(each => /The manifests .*/.exec(each)?.[0]),
      },
      {
        facts: [
          "Rights: view, as a document; nothing is applied",
          "Rights for: jane, developers",
          "Rights in: shop",
          "Namespace of the new context: shop",
        ],
        context: ["+   - name: jane@lab", "+     context: {cluster: lab, namespace: shop, user: jane@lab}"],
        line: `#   ${command}`,
        told: ["The manifests of the rights are in a document, not applied yet."],
      },
    );
  });

  it("gives the new context no namespace where the rights are in several or in the whole cluster", async () => {
    const places: readonly (readonly Step[])[] = [
      [["rbac-scope", "cluster"]],
      [
        ["rbac-scope", "namespaces"],
        ["rbac-scope-namespaces", '["namespace default","typed"]'],
        ["rbac-scope-namespaces-typed", "shop"],
      ],
    ];
    for (const [index, place] of places.entries()) {
      const file = `jane-${index}.kubeconfig`;
      await lab.run("mintUser", [
        ...JANE,
        ["to", "new"],
        ["to-cluster", /192\.0\.2\.77/],
        ["to-place", lab.address(file)],
        ["rbac-role", "view"],
        ["rbac-subjects", '["User jane"]'],
        ...place,
        ["rbac-context", "current"],
        MAKE,
      ]);
      assert.doesNotMatch(lab.read(file), /namespace/);
    }
  });

  it("offers the namespace of rights that are proposed later to the new context", async () => {
    const script = await lab.run(
      "mintUser",
      [...JANE, ...toEntries(lab), MAKE, ["apply", "apply"], ...viewInShop("current")],
      { after: ["RBAC...", "Set Namespace of jane@lab"] },
    );
    assert.match(lab.read("lab.kubeconfig"), /context: \{cluster: lab, user: jane@lab, namespace: shop\}/);
    assert.match(script.told.at(-1) ?? "", /^The namespace of jane@lab in \S+ is now shop\.$/);
  });

  it("proposes rights as a document, with the line that would apply it", async () => {
    await lab.run("mintUser", [...JANE, ...toFiles(lab), MAKE, ...viewInShop("current")], {
      after: "RBAC...",
    });
    const document = vscode.window.activeTextEditor?.document;
    const shown = document?.getText() ?? "";
    assert.deepEqual(
      {
        untitled: document?.isUntitled,
        language: document?.languageId,
        line: shown.split("\n")[1],
        kinds: shown.match(/kind: .*/g),
      },
      {
        untitled: true,
        language: "yaml",
        line: "#   kubectl apply --filename=jane--group--developers--view.yaml",
        kinds: ["kind: RoleBinding", "kind: ClusterRole", "kind: User", "kind: Group"],
      },
    );
  });
});
