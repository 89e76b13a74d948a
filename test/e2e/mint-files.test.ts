import { strict as assert } from "node:assert";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { useWorkbench } from "./hooks.ts";
import { identitySteps, Wizard } from "./wizard.ts";

const PASSPHRASE = "correct horse battery";

describe("a wizard with files, as a person sees it", () => {
  const workbench = useWorkbench();
  const wizard = new Wizard(workbench);
  const at = (path: string) => join(workbench().session.sample.folder, path);

  before(() => {
    const key = createPrivateKey(readFileSync(at("kubernetes/pki/ca.key")));
    mkdirSync(at("sealed"));
    writeFileSync(at("sealed/root.crt"), readFileSync(at("kubernetes/pki/ca.crt")));
    writeFileSync(
      at("sealed/root.key"),
      key.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: PASSPHRASE }),
    );
  });

  for (const theme of ["dark", "light"] as const) {
    it(`shows what will be made in a ${theme} theme, and leaves nothing behind`, async () => {
      const { page } = workbench();
      await workbench().openFile("kubernetes/admin.conf", 1);
      await workbench().setTheme(theme);
      const before = snapshot(workbench().session.sample.folder);
      await workbench().runCommand("Kubeconfig: Mint User Certificate...");
      await wizard.walk(1, [
        ...identitySteps("jane", "developers, on-call", "1 week", "ECDSA P-256"),
        ["Where do the certificate and its key go", "pick", "A new user and context in a kubeconfig"],
        ["Which kubeconfig", "pick", "kubernetes/admin.conf"],
        ["Which cluster", "pick", "verified with the CA that signs"],
        ["Name of the new context", "answer", "jane@kubernetes"],
        ["Should kubectl use the new context", "pick", "Keep the current context"],
        ["Which rights (RBAC) too?", "pick", "None"],
      ]);
      await wizard.asked("Nothing has been made yet", 13);
      await workbench().restMouse();
      await workbench().screenshot(`wizard-${theme}`);
      await page.keyboard.press("Escape");
      await wizard.widget.waitFor({ state: "detached" });
      assert.deepEqual(snapshot(workbench().session.sample.folder), before);
    });
  }

  it("opens a sealed CA with its passphrase, and puts key and certificate into a folder", async () => {
    const { page } = workbench();
    const choose = "Mint User Certificate: Choose the CA";
    await workbench().runCommand("Kubeconfig: Mint User Certificate...");
    await wizard.asked("Which CA signs the certificate?", 1);
    await wizard.pick("Choose Files...");
    await wizard.choosePath(`${choose} certificate`, at("sealed/root.crt"), "root.crt");
    await wizard.dialog(`${choose}'s private key`);
    await page.keyboard.press("Escape");
    await wizard.dialog(`${choose} certificate`);
    await wizard.choosePath(`${choose} certificate`, at("sealed/root.crt"), "root.crt");
    await wizard.choosePath(`${choose}'s private key`, at("sealed/root.key"), "root.key");
    await wizard.asked("Its passphrase is not kept", 2);
    assert.equal(await wizard.input.getAttribute("type"), "password");
    await wizard.answer("wrong");
    await wizard.widget.getByText("The passphrase does not open this private key.").waitFor();
    await wizard.answer(PASSPHRASE);
    await wizard.asked("User name", 3);
    await wizard.answer("root");
    await wizard.asked("Groups", 4);
    await wizard.answer("system:masters");
    await wizard.modal("Do you really want this certificate for root?", "Cancel");
    await wizard.asked("may do anything", 4);
    assert.equal(await wizard.input.inputValue(), "system:masters");
    await page.keyboard.press("Enter");
    await wizard.modal("Do you really want this certificate for root?", "Continue");
    await wizard.asked("UID", 5);
    await wizard.answer("");
    await wizard.asked("How long", 6);
    await wizard.pick("Other...");
    await wizard.asked("A duration such as", 7);
    await wizard.input.fill("soon");
    await wizard.widget.getByText("Type a duration like").waitFor();
    await wizard.answer("36h");
    await wizard.walk(8, [
      ["Which kind of key", "pick", "Ed25519"],
      ["Where do the certificate and its key go", "pick", "Files: .key and .crt"],
    ]);
    await wizard.choosePath("Mint User Certificate: Choose the folder for .key, .crt", at("sealed/"), "..");
    await wizard.asked("root.key is there already", 10);
    await wizard.answer("admin");
    await wizard.walk(11, [["Which rights (RBAC) too?", "pick", "None"]]);
    await wizard.asked("Nothing has been made yet", 12);
    await wizard.pick("Mint the certificate");
    await wizard.widget.waitFor({ state: "detached" });
    await workbench().runCommand("Notifications: Show Notifications");
    await page.locator(".notification-list-item", { hasText: "in sealed/admin.crt, valid until" }).waitFor();
    const certificate = new X509Certificate(readFileSync(at("sealed/admin.crt")));
    const key = createPrivateKey(readFileSync(at("sealed/admin.key")));
    assert.deepEqual(
      [
        certificate.verify(new X509Certificate(readFileSync(at("sealed/root.crt"))).publicKey),
        certificate.checkPrivateKey(key),
        statSync(at("sealed/admin.key")).mode & 0o777,
      ],
      [true, true, 0o600],
    );
  });

  it("leaves neither the new key nor the passphrase in what VS Code keeps", () => {
    const [, line = ""] = readFileSync(at("sealed/admin.key"), "utf8").split("\n");
    const { folder } = workbench().session.sample;
    const kept = filesIn(dirname(folder)).filter(path => !path.startsWith(folder));
    const telling = kept.filter(path => {
      const text = readFileSync(path, "latin1");
      return text.includes(line) || text.includes(PASSPHRASE);
    });
    assert.deepEqual([telling, kept.length > 0, line.length > 40], [[], true, true]);
  });

  it("logs no error", () => assert.deepEqual(workbench().errors, []));
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
}

/** Every file with when it was written and how large it is. */
function snapshot(folder: string): readonly string[] {
  return filesIn(folder).map(path => {
    const { mtimeMs, size } = statSync(path);
    return `${path} ${mtimeMs} ${size}`;
  });
}
