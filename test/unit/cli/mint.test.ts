import { strict as assert } from "node:assert";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readKubeconfig } from "../../../src/core/kubeconfig/read.ts";
import { identityOf, lasting } from "../../../src/core/x509/assess.ts";
import { decodeCertificates } from "../../../src/core/x509/certificates.ts";
import { createCa } from "../../../src/core/x509/signing.ts";
import type { Certificate } from "../../../src/core/x509/types.ts";
import { runInWorld } from "../../support/cli-on-disk.ts";
import { made, mintingNow } from "../../support/minting.ts";

const CA = ["--ca-cert", "ca.crt", "--ca-key", "ca.key"];
const AT = ["--server", "https://10.0.0.1:6443"];
const PASSPHRASE = "open sesame";

/** The user of a kubeconfig, by name, and the certificate that it shows. */
function userIn(text: string, name: string): Certificate {
  const user = readKubeconfig({ id: "", text }).users.find(each => each.name === name);
  const pem = Buffer.from(user?.clientCertificateData?.value ?? "", "base64");
  const [entry] = decodeCertificates(pem).entries;
  assert(entry, `${name} has no certificate`);
  return made(entry.certificate);
}

describe("kubeconfig-inspector mint with a CA of files", () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  const textOf = (name: string) => readFileSync(at(name), "utf8");
  const mint = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    runInWorld({ cwd: folder, env: () => env }, ["mint", ...args]);

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "kubeconfig-inspector-mint-"));
    const ca = made(await createCa({ commonName: "kubernetes", lifetime: lasting(10, "y") }, mintingNow()));
    writeFileSync(at("ca.crt"), ca.certificatePem);
    writeFileSync(at("ca.key"), ca.keyPem);
    const encrypted = createPrivateKey(ca.keyPem).export({
      ...{ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: PASSPHRASE },
    });
    writeFileSync(at("encrypted.key"), encrypted);
    writeFileSync(at("passphrase"), `${PASSPHRASE}\n`);
    writeFileSync(at("wrong"), "sesame\n");
    const data = Buffer.from(ca.certificatePem).toString("base64");
    writeFileSync(
      at("config"),
      `# mine
apiVersion: v1
kind: Config
clusters:
- name: home
  cluster: {server: "https://10.0.0.2:6443", certificate-authority: ca.crt}
- name: other
  cluster: {server: "https://10.0.0.3:6443", certificate-authority-data: ${data}}
contexts:
- {name: me, context: {cluster: home, user: me}}
- {name: other, context: {cluster: other, user: me}}
current-context: me
users:
- {name: me, user: {token: abc}}
`,
    );
    chmodSync(at("config"), 0o644);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("makes a kubeconfig that only its owner can read, and never replaces one", async () => {
    const asked = ["--user", "jane", "--group=dev", "--group=ops", "--uid=42", "-o", "new/jane.kubeconfig"];
    const { code, out, err } = await mint([...asked, "-n", "team", ...AT, ...CA]);
    assert.deepEqual([code, err], [0, ""]);
    assert.match(
      out,
      /^jane has a certificate until .* UTC in new\/jane.kubeconfig, context jane@10.0.0.1\n$/,
    );
    if (process.platform !== "win32") {
      assert.equal(statSync(at("new/jane.kubeconfig")).mode & 0o777, 0o600);
    }
    const text = textOf("new/jane.kubeconfig");
    const { subject, notAfter = 0 } = userIn(text, "jane");
    assert.deepEqual(identityOf(subject), { user: "jane", groups: ["dev", "ops"], uid: "42" });
    assert.equal(Math.round((notAfter - Date.now()) / 86_400_000), 90);
    const { contexts, clusters } = readKubeconfig({ id: "", text });
    assert.deepEqual(
      [contexts[0]?.namespace?.value, clusters[0]?.server?.value],
      ["team", "https://10.0.0.1:6443"],
    );
    const again = await mint([...asked, ...AT, ...CA]);
    assert.equal(again.code, 2);
    assert.match(again.err, /new\/jane\.kubeconfig exists already, and is not overwritten/);
    assert.equal(textOf("new/jane.kubeconfig"), text);
  });

  it("gives the cluster of a context its CA, embedded", async () => {
    const { code } = await mint([...CA, "--user=jane", "--kubeconfig=config", "-o", "home.kubeconfig"]);
    const { clusters } = readKubeconfig({ id: "", text: textOf("home.kubeconfig") });
    const pem = Buffer.from(clusters[0]?.certificateAuthorityData?.value ?? "", "base64").toString();
    assert.deepEqual([code, clusters[0]?.name, pem], [0, "home", textOf("ca.crt")]);
  });

  it("prints the kubeconfig only where that is asked for, and no key elsewhere", async () => {
    const { out, err } = await mint([...CA, ...AT, "--user=jane", "-o", "-", "--print=json"]);
    assert.deepEqual(identityOf(userIn(out, "jane").subject).user, "jane");
    const told = JSON.parse(err);
    assert.deepEqual([told.user, told.kubeconfig, told.notes], ["jane", "-", []]);
    assert.doesNotMatch(err, /PRIVATE|key-data|LS0t/);
    const files = readdirSync(folder);
    const other = await mint([...CA, ...AT, "--user=jane", "-o", "told.kubeconfig", "--print=json"]);
    assert.deepEqual([JSON.parse(other.out).kubeconfig, other.err], [at("told.kubeconfig"), ""]);
    assert.doesNotMatch(other.text, /PRIVATE|key-data|LS0t/);
    assert.deepEqual(readdirSync(folder).length, files.length + 1);
  });

  it("adds a user and a context to a kubeconfig, as small as can be", async () => {
    writeFileSync(at("added"), textOf("config"), { mode: 0o600 });
    const wish = ["--user=jane", "--add-to=added"];
    assert.equal((await mint([...CA, ...wish, "--context=other", "--use"])).code, 0);
    assert.equal((await mint([...CA, ...wish, "--context=other"])).code, 0);
    assert.equal((await mint([...CA, ...wish, ...AT, "-n", "team"])).code, 0);
    const text = textOf("added");
    const { contexts, clusters, users, currentContext } = readKubeconfig({ id: "", text });
    assert.deepEqual(
      contexts
        .slice(2)
        .map(each => [each.name, each.cluster?.value, each.user?.value, each.namespace?.value]),
      [
        ["jane@other", "other", "jane@other", undefined],
        ["jane@other-2", "other", "jane@other-2", undefined],
        ["jane@10.0.0.1", "10.0.0.1", "jane@10.0.0.1", "team"],
      ],
    );
    assert.deepEqual(
      [clusters.map(each => each.name), users.length, currentContext?.value],
      [["home", "other", "10.0.0.1"], 4, "jane@other"],
    );
    assert.match(text, /^# mine\n/);
    const taken = await mint([...CA, ...wish, "--context-name=me"]);
    assert.match(taken.err, /has a context me already/);
  });

  it("makes a key and a certificate as files, both or none", async () => {
    const { code, out } = await mint([...CA, "--user=jane", "--files=pair", "--print=json"]);
    assert.deepEqual([code, JSON.parse(out).certificate], [0, at("pair.crt")]);
    assert.match(textOf("pair.key"), /^-----BEGIN EC PRIVATE KEY-----/);
    assert.match(textOf("pair.crt"), /^-----BEGIN CERTIFICATE-----/);
    rmSync(at("pair.key"));
    assert.match((await mint([...CA, "--user=jane", "--files=pair"])).err, /pair\.crt exists already/);
    assert.equal(readdirSync(folder).includes("pair.key"), false);
  });

  it("says that others can read the kubeconfig that a key was added to", async function () {
    if (process.platform === "win32") this.skip();
    writeFileSync(at("open"), textOf("config"));
    chmodSync(at("open"), 0o644);
    const { code, out } = await mint([...CA, "--user=jane", "--add-to=open"]);
    assert.equal(code, 1);
    assert.match(out, /Others than its owner can read .*open, which holds the key: chmod 600\.$/m);
  });

  it("does what is dangerous on a yes alone, and says what it is", async () => {
    const wish = [...CA, ...AT, "--user=root", "--group=system:masters", "--lifetime=5y", "-o", "root"];
    const no = await mint(wish);
    assert.deepEqual([no.code, no.out, readdirSync(folder).includes("root")], [2, "", false]);
    assert.match(no.err, /system:masters may do anything(.|\n)*1825 days(.|\n)*Say --yes/);
    const yes = await mint([...wish, "--yes"]);
    assert.equal(yes.code, 0);
    assert.match(yes.err, /system:masters may do anything/);
  });

  it("takes the passphrase of a key from a file or the environment", async () => {
    const encrypted = [...AT, "--user=jane", "--ca-cert=ca.crt", "--ca-key=encrypted.key"];
    const of = async (name: string, more: readonly string[], env = {}) => {
      const { code, text } = await mint([...encrypted, "-o", name, ...more], env);
      assert.doesNotMatch(text, /sesame/);
      return [code, text.split(".")[0]];
    };
    const variable = "KUBECONFIG_INSPECTOR_PASSPHRASE";
    const outcomes = [
      await of("none", []),
      await of("bad", ["--passphrase-file=wrong"]),
      await of("file", ["--passphrase-file=passphrase"]),
      await of("env", [], { [variable]: PASSPHRASE }),
    ];
    assert.deepEqual(
      outcomes.map(([code]) => code),
      [2, 2, 0, 0],
    );
    assert.equal(outcomes[0]?.[1], "The key of the CA is encrypted");
  });

  it("renews a user where it stands", async () => {
    const ca = [...CA, "--kubeconfig=renewed"];
    writeFileSync(at("renewed"), textOf("config"), { mode: 0o600 });
    assert.equal((await mint([...CA, "--user=jane", "--group=dev", "--add-to=renewed"])).code, 0);
    const before = textOf("renewed");
    const { code, out } = await mint([...ca, "--renew", "jane@home", "--lifetime=1d"]);
    const after = textOf("renewed");
    assert.equal(code, 0);
    assert.match(out, /^jane has a certificate until .* in renewed\n$/);
    const [old, renewed] = [userIn(before, "jane@home"), userIn(after, "jane@home")];
    assert.deepEqual(identityOf(renewed.subject), { user: "jane", groups: ["dev"] });
    assert.notEqual(renewed.serial, old.serial);
    const differing = after.split("\n").filter(line => !before.includes(line));
    assert.deepEqual(
      differing.map(line => line.trim().split(":")[0]),
      ["client-certificate-data", "client-key-data"],
    );
    const token = await mint([...ca, "--renew", "me"]);
    assert.match(token.err, /The user me has no client certificate/);
    const nobody = await mint([...ca, "--renew", "nobody"]);
    assert.match(nobody.err, /There is no user nobody/);
  });

  it("renews a certificate and a key in their files, and leaves the kubeconfig alone", async () => {
    assert.equal((await mint([...CA, "--user=ann", "--files=ann"])).code, 0);
    const text = "users: [{name: ann, user: {client-certificate: ann.crt, client-key: ann.key}}]\n";
    writeFileSync(at("by-files"), text);
    const before = [textOf("ann.crt"), textOf("ann.key")];
    const { code, out } = await mint([...CA, "--kubeconfig=by-files", "--renew=ann"]);
    assert.equal(code, 0, out);
    assert.match(out, /^ann has a certificate until .* in ann\.crt\n$/);
    const [certificate = "", key = ""] = [textOf("ann.crt"), textOf("ann.key")];
    assert.ok(!before.includes(certificate) && !before.includes(key));
    assert.equal(textOf("by-files"), text);
    assert.equal(new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key)), true);
    writeFileSync(at("ann.pem"), certificate + key, { mode: 0o600 });
    writeFileSync(at("by-file"), text.replaceAll(/ann\.(crt|key)/g, "ann.pem"));
    assert.equal((await mint([...CA, "--kubeconfig=by-file", "--renew=ann"])).code, 0);
    const pem = textOf("ann.pem");
    assert.equal(new X509Certificate(pem).checkPrivateKey(createPrivateKey(pem)), true);
    assert.notEqual(pem, certificate + key);
  });

  it("says what of a command line is of no use", async () => {
    const wish = [...CA, "--user=jane", "-o", "x"];
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [[...wish, "--server=http://a"], /^--server: Type the address/],
      [[...wish, ...AT, "--certificate-authority=config"], /^config: this is no file of CA certificates/],
      [[...wish, "--kubeconfig=config", "--context=nope"], /^There is no context nope/],
      [
        ["--user=jane", "-o", "x", ...AT, "--ca-cert=nope", "--ca-key=ca.key"],
        /^nope: the file does not exist/,
      ],
      [[...CA, ...AT, "--user=", "-o", "x"], /^The user name is empty/],
      [[...CA, ...AT, "--user=jane", "--add-to=ca.crt"], /^kubectl cannot read .*ca\.crt/],
      [[...CA, ...AT, "--user=jane", "--add-to=nope"], /\/nope: the file does not exist/],
    ];
    for (const [args, message] of cases) {
      const { code, out, err } = await mint(args);
      assert.deepEqual([code, out], [2, ""], err);
      assert.match(err, message);
    }
  });
});
