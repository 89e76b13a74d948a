import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ExecPlugin, runExecPlugin } from "../../../src/cluster/exec/index.ts";
import { render } from "../../../src/core/message.ts";
import { makeCertificate } from "../../support/certificates.ts";
import { patience } from "../../support/pace.ts";
import { makeJwt } from "../../support/tokens.ts";
import { credential, failureOf, folder, NOW, options, printing, scripted, V1BETA1 } from "./exec-support.ts";

const ANSWER = credential({ token: "t" });
const posixOnly = process.platform === "win32" ? it.skip : it;

describe("a credential plugin", () => {
  const files = folder();

  it("gives a token, and until when it is good", async () => {
    const expirationTimestamp = "2026-06-01T13:00:00Z";
    const result = await runExecPlugin(printing(credential({ token: "t", expirationTimestamp })), options);
    assert.deepEqual(result, {
      ok: true,
      value: { token: "t", expires: Date.parse(expirationTimestamp), notes: [] },
    });
  });

  it("gets its arguments as they are, its variables, and no input", async () => {
    const code = `
      let input = "";
      process.stdin.on("data", piece => { input += piece; });
      process.stdin.on("end", () => {
        const { A, B, KUBERNETES_EXEC_INFO } = process.env;
        const token = JSON.stringify([process.argv.slice(1), A, B, KUBERNETES_EXEC_INFO, input]);
        console.log(JSON.stringify({ apiVersion: "${V1BETA1}", status: { token } }));
      });`;
    const plugin = scripted(code, {
      args: ["-e", code, "--", "$HOME", "a b", '";x', "*"],
      env: [
        { name: "A", value: "one" },
        { name: "A", value: "two" },
        { name: "KUBERNETES_EXEC_INFO", value: "mine" },
      ],
      apiVersion: V1BETA1,
    });
    const result = await runExecPlugin(plugin, { ...options, env: { ...process.env, A: "zero", B: "b" } });
    const info = `{"kind":"ExecCredential","apiVersion":"${V1BETA1}","spec":{"interactive":false}}\n`;
    assert.ok(result.ok);
    assert.deepEqual(JSON.parse(result.value.token ?? ""), [
      ["$HOME", "a b", '";x', "*"],
      "two",
      "b",
      info,
      "",
    ]);
  });

  it("that gives what has expired is believed, and the reason is at hand", async () => {
    const certificate = await makeCertificate({
      cn: "jane",
      notBefore: new Date("2026-01-01T00:00:00Z"),
      notAfter: new Date("2026-05-01T00:00:00Z"),
    });
    const status = {
      token: makeJwt({ exp: NOW / 1000 - 60 }),
      clientCertificateData: certificate.pem,
      clientKeyData: certificate.keyPem,
      expirationTimestamp: "2026-06-01T11:00:00Z",
    };
    const result = await runExecPlugin(printing(credential(status)), options);
    assert.ok(result.ok);
    assert.deepEqual(
      result.value.notes.map(note => /expired at ([\d-]+ [\d:]+) UTC/.exec(render(note))?.[1]),
      ["2026-06-01 11:00", "2026-06-01 11:59", "2026-05-01 00:00"],
    );
  });

  posixOnly("that hangs is ended with all that it has started", async () => {
    const pids = join(files.path, "pids");
    const script = `#!/bin/sh
sleep 1000 &
echo "$$ $!" > ${pids}
echo "Waiting for the browser" >&2
wait
`;
    const plugin = { ...scripted(""), command: files.write("hangs", script), args: [] };
    const result = await runExecPlugin(plugin, { ...options, timeoutMs: patience(200) });
    const { code, text } = failureOf(result);
    assert.equal(code, "timeout");
    assert.match(text, /did not answer within [\d.]+ seconds .* "Waiting for the browser"/);
    await gone(pids);
  });

  it("ends when it is cancelled", async function () {
    this.timeout(patience(30_000));
    const pids = join(files.path, "pids");
    const code = `require("node:fs").writeFileSync(${JSON.stringify(pids)}, String(process.pid)); setInterval(() => {}, 1000)`;
    const stop = new AbortController();
    const running = runExecPlugin(scripted(code), { ...options, signal: stop.signal });
    while (!existsSync(pids)) await sleep(10);
    stop.abort();
    assert.equal(failureOf(await running).code, "cancelled");
    await gone(pids);
    const again = await runExecPlugin(scripted(code), { ...options, signal: stop.signal });
    assert.equal(failureOf(again).code, "cancelled");
  });

  it("that prints without end is ended", async function () {
    this.timeout(patience(30_000));
    const pids = join(files.path, "pids");
    const code = `
      require("node:fs").writeFileSync(${JSON.stringify(pids)}, String(process.pid));
      const piece = "x".repeat(65536);
      const more = () => { while (process.stdout.write(piece)); process.stdout.once("drain", more); };
      more();`;
    const { code: failed, text } = failureOf(await runExecPlugin(scripted(code), options));
    assert.equal(failed, "too-much-output");
    assert.match(text, /more than 1048576 bytes/);
    await gone(pids);
  });

  it("that fails says how, and tells no secret", async () => {
    const lines = [
      "Starting",
      "\u001b[31mCould not log in as prod-7: profile is sesame1, password sesame, --token sesame2",
      "",
    ];
    const code = `console.error(${JSON.stringify(lines.join("\n"))}); console.log("sesame"); process.exit(3)`;
    const plugin = scripted(code, { args: ["-e", code, "--", "--profile", "prod-7"] });
    const { code: failed, text } = failureOf(await runExecPlugin(plugin, { ...options, context: "my prod" }));
    assert.equal(failed, "exit");
    assert.match(text, /ended with exit code 3/);
    assert.match(text, /"Could not log in as prod-7: profile is …, password … --token …"/);
    assert.match(text, /Run kubectl --context='my prod' auth whoami in a terminal/);
    assert.doesNotMatch(text, /sesame/);
  });

  it("that fails does not repeat values of its environment", async () => {
    const code = `console.error("no such user: " + process.env.A + " of " + process.env.MY_TOKEN + " at " + process.env.PLACE); process.exit(1)`;
    const plugin = scripted(code, { env: [{ name: "A", value: "open sesame" }] });
    const env = { ...process.env, MY_TOKEN: "sesame", PLACE: "home" };
    const { text } = failureOf(await runExecPlugin(plugin, { ...options, env }));
    assert.match(text, /"no such user: … of … at home"/);
  });

  it("that is ended by somebody else says so", async function () {
    if (process.platform === "win32") return this.skip();
    const { code, text } = failureOf(
      await runExecPlugin(scripted(`process.kill(process.pid, "SIGTERM")`), options),
    );
    assert.equal(code, "exit");
    assert.match(text, /signal SIGTERM/);
  });

  it("is not run where its section is refused", async () => {
    const cases: readonly (readonly [Partial<ExecPlugin>, string, RegExp])[] = [
      [{ command: "" }, "no-command", /has no command/],
      [{ apiVersion: "client.authentication.k8s.io/v1alpha1" }, "api-version", /v1alpha1/],
      [{ interactiveMode: "" }, "interactive-mode", /write Never, IfAvailable or Always/],
      [{ interactiveMode: "always" }, "interactive-mode", /"always"/],
      [
        { interactiveMode: "Always" },
        "needs-terminal",
        /Run kubectl --context=prod auth whoami in a terminal/,
      ],
    ];
    const marker = join(files.path, "ran");
    const code = `require("node:fs").writeFileSync(${JSON.stringify(marker)}, "")`;
    for (const [over, expected, words] of cases) {
      const { code: failed, text } = failureOf(
        await runExecPlugin(scripted(code, over), { ...options, context: "prod" }),
      );
      assert.equal(failed, expected);
      assert.match(text, words);
    }
    assert.equal(existsSync(marker), false);
  });

  posixOnly("that is missing says where it was looked for, and how to get it", async () => {
    const env = { PATH: `/nowhere:${files.path}` };
    const installHint = "Install it:\n\u001b[31m  brew install nonesuch --token=sesame";
    const absent = { ...scripted(""), command: "nonesuch" };
    const { code, text } = failureOf(await runExecPlugin({ ...absent, installHint }, { ...options, env }));
    assert.equal(code, "missing");
    assert.ok(text.includes(`PATH is /nowhere:${files.path} here`), text);
    assert.match(text, /Install it: .*brew install nonesuch --token=…$/);
    const path = join(files.path, "nonesuch");
    const there = failureOf(await runExecPlugin({ ...absent, command: path }, options));
    assert.equal(there.code, "missing");
    assert.ok(there.text.includes(`${path} does not exist`), there.text);
  });

  posixOnly("that is no program says what it is", async () => {
    const cases: readonly (readonly [command: string, code: string, words: RegExp])[] = [
      [files.path, "not-a-program", /is a folder/],
      [files.write("plain", "x", 0o600), "not-a-program", /may not be executed/],
      [files.write("bare", "echo x\n"), "not-a-program", /does not begin with "#!"/],
      [files.write("lost", "#!/nowhere/sh\n"), "not-started", /its first line names/],
      ["./bare", "missing", /write its full path/],
    ];
    for (const [command, expected, words] of cases) {
      const { code, text } = failureOf(await runExecPlugin({ ...scripted(""), command }, options));
      assert.equal(code, expected);
      assert.match(text, words);
    }
    const odd = scripted("", { env: [{ name: "A", value: "sesame\u0000" }] });
    const { code, text } = failureOf(await runExecPlugin(odd, options));
    assert.equal(code, "not-started");
    assert.match(text, /U\+0000/);
    assert.doesNotMatch(text, /sesame/);
  });

  posixOnly("is found in PATH by its name, which it is told", async () => {
    files.write("my-plugin", `#!/bin/sh\nprintf '%s' '${ANSWER}'\n`);
    const plugin = { ...scripted(""), command: "my-plugin", args: [] };
    const env = { PATH: `:relative:/nowhere:${files.path}:${dirname(process.execPath)}:/bin` };
    const result = await runExecPlugin(plugin, { ...options, env });
    assert.deepEqual(result, { ok: true, value: { token: "t", notes: [] } });
  });
});

/** Waits until the processes whose ids stand in a file have ended. */
async function gone(path: string): Promise<void> {
  const pids = readFileSync(path, "utf8").split(" ").map(Number);
  const end = Date.now() + patience(5_000);
  while (pids.some(isRunning)) {
    assert.ok(Date.now() < end, `still running: ${pids.filter(isRunning).join(" ")}`);
    await sleep(10);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Who has ended stays a zombie where nobody waits for it.
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, "utf8"));
}
