import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { lstatSync, symlinkSync } from "node:fs";
import type { TestApi } from "../../src/vscode/activate.ts";
import type { Issued } from "../support/certificates.ts";
import { issue, type Lab } from "./support/lab.ts";
import { CA, JANE, MAKE, NO_RIGHTS, toEntries, toFiles } from "./support/minting.ts";
import { BACK, type Step } from "./support/script.ts";
import { useLab } from "./support/use-lab.ts";

describe("minting a user when something is in the way", () => {
  let api: TestApi;
  let lab: Lab;
  let ca: Issued;
  let text: string;
  useLab({ worker: 90 }, opened => {
    ({ api, lab, ca, text } = opened);
  });

  it("refuses a CA whose key does not belong to it, and asks again", async () => {
    const other = await issue(ca, "other", 10);
    lab.write("pki/other.key", other.keyPem);
    const script = await lab.run("mintUser", [
      ["ca", "files"],
      ["ca-certificate", lab.address("pki/ca.crt")],
      ["ca-key", lab.address("pki/other.key")],
      ...JANE,
      ...toFiles(lab),
      MAKE,
    ]);
    assert.deepEqual(script.told.slice(0, 1), ["The private key does not belong to the CA certificate."]);
  });

  it("keeps what somebody else wrote while the wizard was open", async () => {
    const before: Step = [
      "apply",
      () => {
        lab.write("lab.kubeconfig", `${text}# added meanwhile\n`);
        return "apply";
      },
    ];
    await lab.run("mintUser", [...JANE, ...toEntries(lab), MAKE, before]);
    const after = lab.read("lab.kubeconfig");
    assert.deepEqual(
      [after.includes("# added meanwhile"), after.includes("name: jane@lab"), lab.mode("lab.kubeconfig")],
      [true, true, "600"],
    );
  });

  it("refuses when somebody else took the name meanwhile", async () => {
    const taken = text.replace("  - name: lab   # the only one", "  - {name: jane@lab, context: {}}\n$&");
    const before: Step = [
      "apply",
      () => {
        lab.write("lab.kubeconfig", taken);
        return "apply";
      },
    ];
    await assert.rejects(
      lab.run("mintUser", [...JANE, ...toEntries(lab), MAKE, before]),
      /There is a context "jane@lab" already/,
    );
    assert.equal(lab.read("lab.kubeconfig"), taken);
  });

  it("follows a link to the file, and leaves the link", async () => {
    symlinkSync("lab.kubeconfig", lab.path("link.kubeconfig"));
    await lab.know("link.kubeconfig");
    const link = lab.address("link.kubeconfig");
    const steps = toEntries(lab).map((step): Step => (step[0] === "to-file" ? ["to-file", link] : step));
    await lab.run("mintUser", [...JANE, ...steps, MAKE, ["apply", "apply"]]);
    assert.deepEqual(
      [
        lstatSync(lab.path("link.kubeconfig")).isSymbolicLink(),
        lab.read("lab.kubeconfig").includes("name: jane@lab"),
      ],
      [true, true],
    );
  });

  it("has what cannot be revoked confirmed, and goes back from there to the groups", async () => {
    const masters: Step = ["groups", "system:masters"];
    const [, , , ...rest] = JANE;
    const script = await lab.run("mintUser", [
      CA,
      ["user", "jane"],
      masters,
      ["confirm-system-masters-0", BACK],
      masters,
      ["confirm-system-masters-0", "yes"],
      ...rest.filter(([id]) => id === "uid"),
      ["lifetime", "typed"],
      ["lifetime-typed", "399d"],
      ["confirm-lifetime-long-0", "yes"],
      ["key", "ed25519"],
      ...toFiles(lab),
      MAKE,
    ]);
    assert.match(script.remarks.join("\n"), /warning: The group system:masters may do anything/);
    assert.equal(lab.verify("jane.crt"), "jane.crt: OK");
  });

  it("ends with the CA at the latest, and says so", async () => {
    const [, user, groups, uid] = JANE;
    assert.ok(user && groups && uid);
    const script = await lab.run("mintUser", [
      CA,
      user,
      groups,
      uid,
      ["lifetime", "typed"],
      ["lifetime-typed", "9999d"],
      ["confirm-lifetime-long-0", "yes"],
      ["key", "rsa-2048"],
      ...toFiles(lab),
      MAKE,
    ]);
    const summary = script.asked.find(({ question }) => question.id === "summary")?.question;
    const lines = summary?.kind === "choice" ? summary.options : [];
    assert.match(lines.find(({ label }) => label === "Valid")?.description ?? "", /when the CA ends$/);
    const confirmed = script.asked.find(({ question }) => question.kind === "confirm")?.question;
    assert.match(JSON.stringify(confirmed), /would be good for 400 days/);
    assert.match(
      script.remarks[0] ?? "",
      /^warning: Good until \S+ \S+ UTC, when the CA ends\. The certificate/,
    );
    const end = (file: string) => lab.openssl("x509", "-in", file, "-noout", "-enddate");
    assert.equal(end("jane.crt"), end("pki/ca.crt"));
  });

  it("proposes no kubeconfig without a cluster", async () => {
    await lab.list("empty.kubeconfig", "apiVersion: v1\nkind: Config\nclusters: []\n");
    const steps: readonly Step[] = [
      ["to", "kubeconfig"],
      ["to-file", lab.address("empty.kubeconfig")],
    ];
    await assert.rejects(lab.run("mintUser", [...JANE, ...steps]), /to-file/);
  });

  it("takes no name that is taken, whatever takes it", async () => {
    const entries = toEntries(lab).slice(0, 3);
    await assert.rejects(
      lab.run("mintUser", [...JANE, ...entries, ["to-context", "lab"]]),
      /to-context does not take lab: This name is taken/,
    );
    lab.write("jane.key", "mine");
    await assert.rejects(lab.run("mintUser", [...JANE, ...toFiles(lab)]), /jane\.key is there already/);
    const script = await lab.run("mintUser", [
      ...JANE,
      ["to", "new"],
      ["to-cluster", /192\.0\.2\.77/],
      ["to-place", lab.address("jane.key")],
      ["to-place", lab.address("other.kubeconfig")],
      NO_RIGHTS,
      MAKE,
    ]);
    assert.match(script.told[0] ?? "", /is there already, and nothing is replaced/);
    assert.equal(lab.read("jane.key"), "mine");
  });

  it("takes no password in an address, and no role without a name; warns of one that may do anything", async () => {
    const address = "https://jane:secret@198.51.100.4:6443";
    const typed: readonly Step[] = [
      ["to", "new"],
      ["to-cluster", "typed"],
      ["to-cluster-server", address],
    ];
    await assert.rejects(lab.run("mintUser", [...JANE, ...typed]), /Only the address belongs here/);
    const role = (name: string): readonly Step[] => [
      ["rbac-role", "typed"],
      ["rbac-role-name", name],
    ];
    const made = [...JANE, ...toFiles(lab), MAKE];
    await assert.rejects(
      lab.run("mintUser", [...made, ...role("")], { after: "RBAC..." }),
      /A name is missing/,
    );
    const again = made.map(([id, act]): Step => [id, id === "to-name" ? "jane-2" : act]);
    const rest: readonly Step[] = [
      ["rbac-subjects", '["User jane"]'],
      ["rbac-scope", "cluster"],
      ["rbac-context", "current"],
    ];
    const script = await lab.run("mintUser", [...again, ...role("cluster-admin"), ...rest], {
      after: "RBAC...",
    });
    assert.deepEqual(script.remarks, [
      "warning: cluster-admin may do anything: in the namespace, or in the whole cluster.",
    ]);
  });

  it("writes the key nowhere but where it shall be", async () => {
    const script = await lab.run("mintUser", [...JANE, ...toFiles(lab), MAKE]);
    const secret = lab.read("jane.key").split("\n")[1] ?? "";
    assert.ok(secret.length > 20);
    const session = /^.*?[/\\]run-[^/\\]+/.exec(api.logFolder.fsPath)?.[0] ?? api.logFolder.fsPath;
    const logs = execFileSync("grep", ["-rlF", secret, session, lab.folder], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    assert.deepEqual(logs.trim().split("\n"), [lab.path("jane.key")]);
    assert.ok(!JSON.stringify([script.asked, script.told]).includes(secret));
  });
});
