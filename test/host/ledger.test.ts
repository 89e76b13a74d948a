import { strict as assert } from "node:assert";
import { mkdirSync } from "node:fs";
import * as vscode from "vscode";
import type { IssuedRecord } from "../../src/core/ledger/record.ts";
import type { TestApi } from "../../src/vscode/activate.ts";
import { type Lab, lineChanges } from "./support/lab.ts";
import { CA, JANE, MAKE, toEntries, toFiles } from "./support/minting.ts";
import { everyText, outline } from "./support/outline.ts";
import { CANCEL, Script, type Step } from "./support/script.ts";
import { useLab } from "./support/use-lab.ts";

const LEDGER = "pki/issued.jsonl";

describe("the ledger of what is issued", () => {
  let api: TestApi;
  let lab: Lab;
  useLab({ worker: 90, filer: 3 }, opened => {
    ({ api, lab } = opened);
  });

  const set = (value: string | undefined) =>
    vscode.workspace
      .getConfiguration("kubeconfigInspector")
      .update("ledger", value, vscode.ConfigurationTarget.Global);
  const records = (): readonly IssuedRecord[] =>
    lab
      .read(LEDGER)
      .trimEnd()
      .split("\n")
      .map(line => JSON.parse(line));
  const facts = () =>
    records().map(({ user, issuance, file, entry = "" }) => [user, issuance, file, entry].join(" | "));
  /** What the view says of the CA of this lab. */
  const shown = async () =>
    (await outline(api.issued.provider, 2)).map(line => line.replaceAll(lab.folder, "…"));

  /** The key of the certificate of a user among those that renewing all offers. */
  const targetOf = async (user: string): Promise<string | undefined> => {
    const script = new Script([["targets", CANCEL]]);
    await assert.rejects(api.runWith(script, "kubeconfigInspector.renewExpiring"), { name: "Cancelled" });
    const question = script.asked[0]?.question;
    const options = question?.kind === "choice" ? question.options : [];
    return options.find(({ label }) => label === user)?.key;
  };

  beforeEach(() => set("besideCa"));
  afterEach(async () => {
    await set(undefined);
  });

  it("records what is minted into files and into a kubeconfig, beside the CA and for its owner alone", async () => {
    await lab.run("mintUser", [...JANE, ...toFiles(lab), MAKE]);
    await lab.run("mintUser", [...JANE, ...toEntries(lab), MAKE, ["apply", "apply"]]);
    const serial = lab.openssl("x509", "-in", "jane.crt", "-noout", "-serial").trim();
    const [first] = records();
    assert.deepEqual(
      { mode: lab.mode(LEDGER), facts: facts(), serial: first?.serial, groups: first?.groups },
      {
        mode: "600",
        facts: [
          `jane | minted | ${lab.path("jane.crt")} | `,
          `jane | minted | ${lab.path("lab.kubeconfig")} | jane@lab`,
        ],
        serial: serial.replace(/^serial=0*/, "").toLowerCase(),
        groups: ["developers", "on-call"],
      },
    );
    assert.deepEqual(await shown(), [
      "lab-ca | 2 issued · 2 valid",
      "  jane | expires in 6d23h · developers, on-call · …/jane.crt",
      "  jane | expires in 6d23h · developers, on-call · …/lab.kubeconfig",
    ]);
    assert.doesNotMatch(
      lab.read(LEDGER) + (await everyText(api.issued.provider)),
      /PRIVATE KEY|LS0tLS1CRUdJTi/,
    );
  });

  it("leads to the user of the kubeconfig that a certificate went into, and says where a file is gone", async () => {
    await lab.run("mintUser", [...JANE, ...toEntries(lab), MAKE, ["apply", "apply"]]);
    const [authority] = await api.issued.provider.getChildren();
    const [node] = await api.issued.provider.getChildren(authority);
    const { source, span } = node?.place ?? { source: "", span: { start: 0, end: 0 } };
    const entry = lab.read("lab.kubeconfig").slice(span.start, span.end);
    assert.deepEqual([source, /^name: jane@lab\n/.test(entry)], [lab.address("lab.kubeconfig"), true]);
    const gone = { ...node, place: { source: lab.address("gone.kubeconfig"), span } };
    await assert.rejects(lab.run("open", [], { argument: gone }), {
      name: "HumanError",
      message: /gone\.kubeconfig cannot be opened: it is not there any more/,
    });
  });

  it("records what is renewed, one or all, and what is signed for a request", async () => {
    const renew: readonly Step[] = [
      ["ca", /lab-ca/],
      ["lifetime", "30d"],
      ["key", "ecdsa-p256"],
      ["summary", "make"],
    ];
    const argument = { source: lab.address("lab.kubeconfig"), user: "worker" };
    await lab.run("renew", [...renew, ["apply", "apply"]], { argument });
    await api.sources.refresh();
    const filer = await targetOf("filer");
    await lab.run("renewExpiring", [
      ["targets", JSON.stringify([filer])],
      ["CN=lab-ca ca", /lab-ca .*pki\/ca\.crt/],
      ["lifetimes", "same"],
      MAKE,
    ]);
    lab.openssl(
      "req",
      "-new",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      "r.key",
      "-out",
      "r.csr",
      "-subj",
      "/CN=req",
    );
    await lab.run(
      "signCsr",
      [CA, ["usages", "client"], ["lifetime", "1w"], ["to-place", lab.address("r.crt")], MAKE],
      {
        argument: lab.uri("r.csr"),
      },
    );
    assert.deepEqual(facts(), [
      `worker | renewed | ${lab.path("lab.kubeconfig")} | worker`,
      `filer | renewed | ${lab.path("certs/filer.crt")} | `,
      `req | signed | ${lab.path("r.crt")} | `,
    ]);
  });

  it("warns where it cannot be written, and the certificate is there all the same", async () => {
    mkdirSync(lab.path(LEDGER));
    const script = await lab.run("mintUser", [...JANE, ...toFiles(lab), MAKE]);
    assert.deepEqual(
      [
        lab.verify("jane.crt"),
        script.severities,
        script.told.map(text =>
          /jane has a certificate in .* It could not be recorded in the ledger .*issued\.jsonl: .*no regular file/.test(
            text,
          ),
        ),
      ],
      ["jane.crt: OK", ["warning"], [true]],
    );
  });

  it("writes nothing where it is off, and shows nothing", async () => {
    await set("off");
    await lab.run("mintUser", [...JANE, ...toFiles(lab), MAKE]);
    assert.deepEqual([lab.files.includes(LEDGER), await shown()], [false, []]);
    await assert.rejects(lab.run("exportIssued", []), {
      name: "HumanError",
      message: /is not recorded here/,
    });
  });

  it("leaves a broken line alone, names it, and goes on behind it", async () => {
    lab.write(LEDGER, "{broken");
    await lab.run("mintUser", [...JANE, ...toFiles(lab), MAKE]);
    assert.deepEqual(
      [
        lineChanges("{broken", lab.read(LEDGER)).length,
        lab.read(LEDGER).startsWith("{broken\n{"),
        await shown(),
      ],
      [
        2,
        true,
        [
          "Line 1 of …/pki/issued.jsonl | it is no JSON object",
          "lab-ca | 1 issued · 1 valid",
          "  jane | expires in 6d23h · developers, on-call · …/jane.crt",
        ],
      ],
    );
  });

  it("is exported as CSV, and composes what a removal needs", async () => {
    await lab.run("mintUser", [...JANE, ...toFiles(lab), MAKE]);
    await lab.run("exportIssued", [["target", "copy"]]);
    const csv = await vscode.env.clipboard.readText();
    assert.match(csv, /^issued,issuance,user,.*\r\n.*,minted,jane,developers;on-call,/);
    const [authority] = await api.issued.provider.getChildren();
    const [node] = await api.issued.provider.getChildren(authority);
    await lab.run("planRemoval", [], { argument: node });
    const document = vscode.window.activeTextEditor?.document;
    assert.deepEqual([document?.languageId, document?.isUntitled], ["markdown", true]);
    assert.match(document?.getText() ?? "", /# What the removal of `jane` needs[\s\S]*\.name == "on-call"/);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await lab.run("planRemoval", [["record", /jane until .* lab-ca, developers, on-call/]]);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("is one file in the storage of the user where that is wanted", async () => {
    await set("storage");
    await lab.run("mintUser", [...JANE, ...toFiles(lab), MAKE]);
    const lines = await shown();
    assert.deepEqual(
      [lab.files.includes(LEDGER), lines.filter(line => line.includes("…/jane.crt")).length],
      [false, 1],
    );
  });
});
