import { strict as assert } from "node:assert";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pendingText, readPending } from "../../../src/cli/mint/pending.ts";
import type { CliWorld } from "../../../src/cli/world.ts";
import { runInWorld } from "../../support/cli-on-disk.ts";
import { FakeSigner } from "../../support/fake-signer.ts";

const PENDING = "jane.kubeconfig.pending.pem";

describe("kubeconfig-inspector mint --csr", () => {
  let signer: FakeSigner;
  let folder: string;
  const at = (name: string) => join(folder, name);
  const ask = (args: readonly string[], more: Partial<CliWorld> = {}) =>
    runInWorld({ cwd: folder, env: () => ({}), ...more }, ["mint", ...args]);
  const jane = ["--user=jane", "--group=dev", "--csr", "--kubeconfig=config", "-o", "jane.kubeconfig"];
  const name = () => [...signer.requests.keys()][0] ?? "";

  beforeEach(async () => {
    signer = await FakeSigner.start();
    folder = mkdtempSync(join(tmpdir(), "kubeconfig-inspector-request-"));
    writeFileSync(at("config"), signer.kubeconfig());
  });
  afterEach(async () => {
    await signer.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("approves, waits, writes the kubeconfig and leaves nothing else behind", async () => {
    const { code, text, err, out } = await ask([
      ...jane,
      "--approve",
      "--lifetime=1d",
      "--print=json",
      "--wait=20s",
    ]);
    assert.equal(code, 0, text);
    assert.match(err, /^The request jane-\w+ is in the cluster of https:\/\/127/);
    const told = JSON.parse(out);
    assert.deepEqual([told.groups, told.request.deleted, told.notes], [["dev"], true, []]);
    assert.equal(signer.requests.size, 0);
    assert.deepEqual(readdirSync(folder), ["config", "jane.kubeconfig"]);
    assert.doesNotMatch(text, /PRIVATE|t0ken|key-data/);
  });

  it("says that the signer made it good for less, and leaves the request where that is wished", async () => {
    const { code, out } = await ask([...jane, "--approve", "--keep-request", "--wait=20s"]);
    assert.equal(code, 1);
    assert.match(out, /The cluster made it good until .* only/);
    assert.equal(signer.requests.size, 1);
  });

  it("keeps the key while nobody approves, and goes on once somebody has", async () => {
    signer.mayApprove = false;
    const first = await ask([...jane, "--approve", "--wait=0s", "--lifetime=1d"]);
    assert.equal(first.code, 2);
    assert.match(
      first.err,
      /You may not approve it\. .*: kubectl --kubeconfig=\S+ --context=fake certificate approve jane-/,
    );
    assert.match(
      first.err,
      /Nobody has approved .*\nThe key is kept in jane\.kubeconfig\.pending\.pem\. To go on: /,
    );
    if (process.platform !== "win32") assert.equal(statSync(at(PENDING)).mode & 0o777, 0o600);
    const again = await ask([...jane, "--wait=0s"]);
    assert.match(again.err, /pending\.pem exists already/);
    await signer.decide(name(), "Approved");
    const second = await ask(["--resume", PENDING, "--wait=20s"]);
    assert.equal(second.code, 0, second.text);
    assert.equal(signer.requests.size, 0);
    assert.deepEqual(readdirSync(folder), ["config", "jane.kubeconfig"]);
  });

  it("keeps the key when a person interrupts it", async () => {
    const interrupted = new AbortController();
    const err = (text: string) => {
      if (text.includes("pending")) interrupted.abort();
    };
    const { code, text } = await ask(jane, { interruption: () => interrupted.signal, err });
    assert.equal(code, 2);
    assert.match(text, /It was cancelled\.\nThe key is kept in /);
    assert.equal(existsSync(at(PENDING)), true);
    assert.equal((await ask(["--resume", PENDING, "--approve", "--wait=20s"])).code, 1);
  });

  it("asks again with the same key where the request was never made, or is gone", async () => {
    await ask([...jane, "--wait=0s"]);
    const asked = [...signer.requests.values()][0]?.spec.request;
    signer.requests.clear();
    const { code, err } = await ask(["--resume", PENDING, "--wait=0s"]);
    assert.equal(code, 2);
    assert.match(err, /^The request jane-\w+ is in the cluster/);
    assert.equal([...signer.requests.values()][0]?.spec.request, asked);
    const other = [...signer.requests.values()][0];
    assert(other);
    signer.requests.set(name(), { ...other, spec: { request: "b3RoZXI=" } });
    const replaced = await ask(["--resume", PENDING, "--wait=20s"]);
    assert.match(replaced.err, /Somebody deleted the request .* and made another of that name/);
  });

  it("drops the key of a request that was denied, or that the server never took", async () => {
    await ask([...jane, "--wait=0s"]);
    await signer.decide(name(), "Denied");
    const denied = await ask(["--resume", PENDING, "--wait=20s"]);
    assert.equal(denied.code, 2);
    assert.match(
      denied.err,
      /was denied: .*\nThe key is deleted\. The request stays in the cluster\. .*delete csr jane-/,
    );
    assert.deepEqual(readdirSync(folder), ["config"]);
    signer.refusal = 403;
    assert.equal((await ask(jane)).code, 2);
    assert.deepEqual(readdirSync(folder), ["config"]);
    signer.refusal = 500;
    const unknown = await ask([...jane, "--print=json"]);
    assert.deepEqual([unknown.code, JSON.parse(unknown.out).pending], [2, at(PENDING)]);
    assert.deepEqual(readdirSync(folder), ["config", PENDING]);
  });

  it("keeps the key where the kubeconfig cannot be written, and writes another", async () => {
    await ask([...jane, "--wait=0s"]);
    writeFileSync(at("jane.kubeconfig"), "mine");
    const { code, err } = await ask(["--resume", PENDING, "--approve", "--wait=20s"]);
    assert.equal(code, 2);
    assert.match(err, /jane\.kubeconfig exists already[^\n]*\nThe key is kept/);
    assert.equal((await ask(["--resume", PENDING, "-o", "other", "--wait=20s"])).code, 1);
    assert.deepEqual(readdirSync(folder), ["config", "jane.kubeconfig", "other"]);
    assert.equal(readFileSync(at("jane.kubeconfig"), "utf8"), "mine");
  });

  for (const goal of [["-o", "jane.kubeconfig"], ["--add-to=added"], ["--files=jane"]]) {
    it(`takes what is written already for done, where it ended before all was: ${goal[0]}`, async () => {
      writeFileSync(at("added"), signer.kubeconfig(), { mode: 0o600 });
      const wish = ["--user=jane", "--csr", "--kubeconfig=config", "--lifetime=1d", ...goal];
      const asked = await ask([...wish, "--wait=0s", "--print=json"]);
      const { pending } = JSON.parse(asked.out);
      const kept = readFileSync(pending);
      signer.mayDelete = false;
      const first = await ask(["--resume", pending, "--approve", "--wait=20s"]);
      assert.equal(first.code, 1, first.text);
      assert.match(first.out, /The request stays in the cluster\. /);
      // As if it had been killed before it came to that.
      writeFileSync(pending, kept);
      signer.mayDelete = true;
      const files = readdirSync(folder);
      const second = await ask(["--resume", pending, "--wait=20s"]);
      assert.equal(second.code, 0, second.text);
      assert.equal(signer.requests.size, 0);
      assert.deepEqual(
        readdirSync(folder),
        files.filter(each => at(each) !== pending),
      );
    });
  }

  it("makes the certificate that is missing beside a key that it has made", async () => {
    const wish = ["--user=jane", "--csr", "--kubeconfig=config", "--lifetime=1d", "--files=jane"];
    await ask([...wish, "--wait=0s"]);
    const key =
      /-----BEGIN EC PRIVATE KEY-----[^-]+-----END EC PRIVATE KEY-----\n/.exec(
        readFileSync(at("jane.pending.pem"), "utf8"),
      )?.[0] ?? "";
    writeFileSync(at("jane.key"), key, { mode: 0o600 });
    const { code, text } = await ask(["--resume=jane.pending.pem", "--approve", "--wait=20s"]);
    assert.equal(code, 0, text);
    assert.deepEqual(readdirSync(folder), ["config", "jane.crt", "jane.key"]);
  });

  it("keeps the key where nobody reads the kubeconfig on stdout", async () => {
    const wish = ["--user=jane", "--csr", "--kubeconfig=config", "--approve", "--wait=20s", "-o", "-"];
    const { code, err } = await ask(wish, { out: () => false });
    assert.equal(code, 2);
    assert.match(err, /Nobody reads what goes to stdout\.\nThe key is kept in jane-\w+\.pending\.pem/);
    assert.equal(signer.requests.size, 1);
  });

  it("asks no other cluster for it", async () => {
    await ask([...jane, "--wait=0s"]);
    const other = await FakeSigner.start();
    writeFileSync(at("config"), other.kubeconfig());
    const { code, err } = await ask(["--resume", PENDING, "--wait=20s"]);
    await other.close();
    assert.deepEqual([code, other.requests.size], [2, 0]);
    assert.match(err, /^The context fake leads to .* now\. The request was made at /);
  });

  it("asks nothing that the cluster will refuse anyway", async () => {
    const { code, err } = await ask([...jane, "--group=system:masters", "--yes"]);
    assert.equal(code, 2);
    assert.match(err, /system:masters/);
    assert.equal(signer.requests.size, 0);
  });
});

describe("the file of a request that waits", () => {
  it("is read as it was written, and nothing else is", () => {
    const pending = {
      request: {
        name: "a",
        signer: "s",
        usages: ["u"],
        pem: "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n",
      },
      keyPem: "-----BEGIN EC PRIVATE KEY-----\nBBBB\n-----END EC PRIVATE KEY-----\n",
      ...{ until: 1, context: "c", server: "https://a", keep: false },
      goal: { kind: "renew", path: "/a", user: { kind: "user", name: "j" }, old: "x" },
    } as const;
    const text = pendingText(pending);
    const read = readPending(text);
    assert(read.ok);
    assert.deepEqual(JSON.parse(JSON.stringify(read.value)), { ...pending, version: 1 });
    for (const bad of [
      "",
      "x",
      text.replace("renew", "x"),
      text.replaceAll("EC PRIVATE KEY", "X"),
      text.slice(0, -9),
      text.slice(2),
    ]) {
      assert.equal(readPending(bad).ok, false, bad);
    }
  });
});
