import { strict as assert } from "node:assert";
import { chmodSync } from "node:fs";
import * as vscode from "vscode";
import { daysFrom } from "../../sample/dates.ts";
import type { TestApi } from "../../src/vscode/activate.ts";
import { type Issued, makeCa } from "../support/certificates.ts";
import { until } from "./support/extension.ts";
import { issue, type Lab, labText, lineChanges } from "./support/lab.ts";
import { BACK, CANCEL, Script, type Step } from "./support/script.ts";
import { useLab } from "./support/use-lab.ts";

const RENEW: readonly Step[] = [
  ["ca", /lab-ca/],
  ["lifetime", "30d"],
  ["key", "ecdsa-p256"],
  ["summary", "make"],
];

describe("renewing", () => {
  let api: TestApi;
  let lab: Lab;
  let ca: Issued;
  let text: string;
  useLab({ worker: -2, filer: 3 }, opened => {
    ({ api, lab, ca, text } = opened);
  });

  const place = (user: string) => ({ source: lab.address("lab.kubeconfig"), user });
  const subject = (file: string) =>
    lab.openssl("x509", "-in", file, "-noout", "-subject", "-nameopt", "RFC2253").trim();
  const embedded = () => {
    const data = /client-certificate-data: (\S+)/.exec(lab.read("lab.kubeconfig"))?.[1] ?? "";
    lab.write("embedded.crt", Buffer.from(data, "base64").toString());
    return "embedded.crt";
  };

  it("replaces an embedded certificate and its key where they stand, and takes them back", async () => {
    await lab.run("renew", [...RENEW, ["apply", "apply"]], { argument: place("worker") });
    const keys = lineChanges(text, lab.read("lab.kubeconfig")).map(line =>
      line.replace(/(-data: )\S+/, "$1…"),
    );
    assert.deepEqual(
      {
        keys,
        verdict: lab.verify(embedded()),
        subject: subject("embedded.crt"),
      },
      {
        keys: [
          "-       client-certificate-data: …",
          "-       client-key-data: …   # secret",
          "+       client-certificate-data: …",
          "+       client-key-data: …   # secret",
        ],
        verdict: "embedded.crt: OK",
        subject: "subject=CN=worker,O=lab",
      },
    );
  });

  it("offers to close a key file that others can read, before a new key goes into it", async () => {
    chmodSync(lab.path("certs/filer.key"), 0o644);
    const steps = [...RENEW, ["permissions", "restrict"]] as const;
    await lab.run("renew", steps, { argument: place("filer") });
    assert.equal(lab.mode("certs/filer.key"), "600");
  });

  it("gives back what was there", async () => {
    await lab.run("renew", [...RENEW, ["apply", "apply"]], { argument: place("worker"), after: "Undo" });
    assert.equal(lab.read("lab.kubeconfig"), text);
  });

  it("replaces certificate and key in their files, and leaves the kubeconfig alone", async () => {
    const old = lab.read("certs/filer.crt");
    await lab.run("renew", RENEW, { argument: place("filer") });
    assert.notEqual(lab.read("certs/filer.crt"), old);
    assert.deepEqual(
      {
        verdict: lab.verify("certs/filer.crt"),
        isPair:
          lab.openssl("pkey", "-in", "certs/filer.key", "-pubout") ===
          lab.openssl("x509", "-in", "certs/filer.crt", "-noout", "-pubkey"),
        modes: [lab.mode("certs/filer.crt"), lab.mode("certs/filer.key")],
        kubeconfig: lab.read("lab.kubeconfig"),
      },
      { verdict: "certs/filer.crt: OK", isPair: true, modes: ["644", "600"], kubeconfig: text },
    );
  });

  it("goes back and leaves at each step, and changes nothing", async () => {
    for (const [index, [id]] of RENEW.entries()) {
      const steps: readonly Step[] = [...RENEW.slice(0, index), [id, CANCEL]];
      await assert.rejects(lab.run("renew", steps, { argument: place("worker") }), { name: "Cancelled" });
    }
    const zigzag = RENEW.flatMap((step, index): readonly Step[] => {
      const previous = RENEW[index - 1];
      return previous === undefined ? [step] : [[step[0], BACK], previous, step];
    });
    await assert.rejects(lab.run("renew", [...zigzag, ["apply", CANCEL]], { argument: place("worker") }));
    assert.equal(lab.read("lab.kubeconfig"), text);
  });

  it("renews all that end within 30 days, each as long as before", async () => {
    const mine = (lines: readonly { readonly key: string; readonly label: string }[]) =>
      JSON.stringify(
        lines.filter(({ label }) => label === "worker" || label === "filer").map(({ key }) => key),
      );
    const offered = await offeredTargets();
    await lab.run("renewExpiring", [
      ["targets", mine(offered)],
      ["CN=lab-ca ca", /lab-ca/],
      ["lifetimes", "same"],
      ["summary", "make"],
      ["apply", "apply"],
    ]);
    const days = (file: string) =>
      lab.openssl("x509", "-in", file, "-noout", "-checkend", String(27 * 86_400)).trim();
    assert.deepEqual(
      [subject(embedded()), subject("certs/filer.crt"), days("embedded.crt")],
      ["subject=CN=worker,O=lab", "subject=CN=filer,O=lab", "Certificate will not expire"],
    );
  });

  describe("several of which the third cannot be", () => {
    let two: string;
    let steps: readonly Step[];
    const files = ["lab.kubeconfig", "two.kubeconfig", "certs/filer.crt", "certs/filer.key"];

    beforeEach(async () => {
      two = labText(await issue(ca, "tess", 5));
      await lab.list("two.kubeconfig", two);
      chmodSync(lab.path("certs/filer.crt"), 0o444);
      const offered = await offeredTargets();
      const chosen = offered.filter(({ label }) => ["worker", "tess", "filer"].includes(label));
      steps = [
        ["targets", JSON.stringify(chosen.map(({ key }) => key))],
        ["CN=lab-ca ca", /lab-ca/],
        ["lifetimes", "same"],
        ["summary", "make"],
        ["apply", "apply"],
      ];
    });

    it("renews none, and says which are as they were", async () => {
      const before = files.map(name => lab.read(name));
      await assert.rejects(
        lab.run("renewExpiring", steps),
        /filer\.crt is read-only.* What was changed before that was taken back: \S*lab\.kubeconfig, \S*two\.kubeconfig\.$/,
      );
      assert.deepEqual(
        files.map(name => lab.read(name)),
        before,
      );
    });

    it("says which could not be taken back", async () => {
      lab.write("two.kubeconfig.lock", "");
      const touch = () => {
        lab.write("lab.kubeconfig", `${lab.read("lab.kubeconfig")}# mine\n`);
        return "yes";
      };
      await assert.rejects(
        lab.run("renewExpiring", [...steps, ["lock", touch]]),
        /read-only.* that was taken back: \S*two\.kubeconfig\. This could not be .*: \S*lab\.kubeconfig \(The file has changed since/,
      );
      assert.deepEqual(
        [lab.read("two.kubeconfig"), lab.read("lab.kubeconfig").endsWith("# mine\n")],
        [two, true],
      );
    });
  });

  it("leaves a certificate alone that somebody else has renewed meanwhile", async () => {
    const fresh = (await issue(ca, "filer", 90)).pem;
    const replace = () => {
      lab.write("certs/filer.crt", fresh, 0o644);
      return "make";
    };
    const steps: readonly Step[] = [...RENEW.slice(0, -1), ["summary", replace]];
    await assert.rejects(
      lab.run("renew", steps, { argument: place("filer") }),
      /filer\.crt has changed meanwhile/,
    );
    assert.equal(lab.read("certs/filer.crt"), fresh);
  });

  it("asks for the CA of each certificate, though the CAs have one name", async () => {
    const now = new Date();
    const validity = { notBefore: daysFrom(now, -100), notAfter: daysFrom(now, 400) };
    const twin = await makeCa({ cn: "lab-ca", ...validity });
    lab.write("twin/ca.crt", twin.pem);
    lab.write("twin/ca.key", twin.keyPem);
    const twinText = labText(await issue(twin, "tess", 5)).replace("pki/ca.crt", "twin/ca.crt");
    await lab.list("twin.kubeconfig", twinText);
    const chosen = (await offeredTargets()).filter(({ label }) => label === "worker" || label === "tess");
    await lab.run("renewExpiring", [
      ["targets", JSON.stringify(chosen.map(({ key }) => key))],
      ["CN=lab-ca ca", /pki\/ca.crt/],
      ["CN=lab-ca 2 ca", /twin\/ca.crt/],
      ["lifetimes", "same"],
      ["summary", "make"],
      ["apply", "apply"],
    ]);
    const data = /client-certificate-data: (\S+)/.exec(lab.read("twin.kubeconfig"))?.[1] ?? "";
    lab.write("tess.crt", Buffer.from(data, "base64").toString());
    assert.deepEqual(
      [
        lab.verify(embedded()),
        lab.verify("tess.crt", "twin/ca.crt"),
        lab.read("twin.kubeconfig") === twinText,
      ],
      ["embedded.crt: OK", "tess.crt: OK", false],
    );
  });

  it("shows for each CA when it ends", async () => {
    const now = new Date();
    const short = await makeCa({
      cn: "short-ca",
      notBefore: daysFrom(now, -100),
      notAfter: daysFrom(now, 20),
    });
    lab.write("short/ca.crt", short.pem);
    lab.write("short/ca.key", short.keyPem);
    await lab.list("short.kubeconfig", labText(await issue(short, "tess", 5)).replace("pki/ca", "short/ca"));
    const chosen = (await offeredTargets()).filter(({ label }) => label === "worker" || label === "tess");
    const script = new Script([
      ["targets", JSON.stringify(chosen.map(({ key }) => key))],
      ["CN=lab-ca ca", /pki\/ca.crt/],
      ["CN=short-ca ca", /short\/ca.crt/],
      ["lifetimes", "other"],
      ["lifetime", "typed"],
      ["lifetime-typed", "30d"],
      ["summary", CANCEL],
    ]);
    await assert.rejects(api.runWith(script, "kubeconfigInspector.renewExpiring"), { name: "Cancelled" });
    const question = script.asked.find(each => each.question.id === "lifetime")?.question;
    const shown = (question?.kind === "choice" ? question.options : []).map(
      ({ key, description = "" }) => `${key}: ${description.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, "T")}`,
    );
    const each = "until T (lab-ca); until T, when the CA ends (short-ca)";
    assert.deepEqual(
      [shown.slice(0, 4), script.remarks.map(text => text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, "T"))],
      [["1h: until T", "1d: until T", "1w: until T", `30d: ${each}`], [`information: Good ${each}.`]],
    );
  });

  async function offeredTargets() {
    const script = new Script([["targets", CANCEL]]);
    await api.runWith(script, "kubeconfigInspector.renewExpiring").catch(() => undefined);
    const question = script.asked[0]?.question;
    return question?.kind === "choice" ? question.options : [];
  }

  it("replaces the CA of the cluster where that is wanted", async () => {
    const now = new Date();
    const fresh = await makeCa({
      cn: "fresh-ca",
      notBefore: daysFrom(now, -1),
      notAfter: daysFrom(now, 900),
    });
    lab.write("fresh/ca.crt", fresh.pem);
    lab.write("fresh/ca.key", fresh.keyPem);
    await lab.run(
      "renew",
      [
        ["ca", "files"],
        ["ca-certificate", lab.address("fresh/ca.crt")],
        ["ca-key", lab.address("fresh/ca.key")],
        ["confirm-issuer CN=fresh-ca", "yes"],
        ["lifetime", "1w"],
        ["key", "rsa-2048"],
        ["renew-ca", "replace"],
        ["summary", "make"],
        ["apply", "apply"],
      ],
      { argument: place("worker") },
    );
    const data =
      /certificate-authority-data: (\S+) {2}# beside this file/.exec(lab.read("lab.kubeconfig"))?.[1] ?? "";
    assert.equal(Buffer.from(data, "base64").toString().trim(), fresh.pem.trim());
    assert.equal(lab.verify(embedded(), "fresh/ca.crt"), "embedded.crt: OK");
  });

  it("is offered by a fix and by a lens of what has ended", async () => {
    const document = await lab.open("lab.kubeconfig");
    const titles = async () => {
      const range = new vscode.Range(0, 0, document.lineCount, 0);
      const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        range,
      );
      const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        document.uri,
      );
      return [...actions.map(({ title }) => title), ...lenses.flatMap(({ command }) => command?.title ?? [])];
    };
    await until(api, () => vscode.languages.getDiagnostics(document.uri).length > 0);
    const found = await titles();
    assert.deepEqual(
      [
        found.filter(title => title === "Renew the certificate...").length,
        found.filter(title => title === "Renew...").length,
      ],
      [2, 2],
    );
  });

  it("takes the CA of a node, but renews no CA", async () => {
    const tree = api.trees.certificates;
    const nodes = [...(await tree.getChildren())];
    const node = nodes.find(({ label }) => label === "lab-ca");
    assert.ok(node);
    await assert.rejects(lab.run("renew", [], { argument: node }), /The CA of a cluster is not renewed/);
  });
});
