import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ExecCredential, ExecCredentials, execKey } from "../../../src/cluster/exec/index.ts";
import { failureOf, folder, NOW, options, scripted, V1 } from "./exec-support.ts";

const MINUTE = 60_000;

describe("the credentials of plugins", () => {
  before(function () {
    if (process.platform === "win32") this.skip();
  });
  const files = folder();

  /** A plugin that counts how often it is run, and gives that as the token, good for a minute. */
  function counting(wait = ""): ReturnType<typeof scripted> {
    const runs = join(files.path, "runs");
    const expirationTimestamp = new Date(NOW + MINUTE).toISOString();
    const script = `#!/bin/sh
echo >> ${runs}
${wait}
n=$(wc -l < ${runs})
echo '{"apiVersion":"${V1}","status":{"token":"run-'$n'","expirationTimestamp":"${expirationTimestamp}"}}'
`;
    return { ...scripted(""), command: files.write("counts", script), args: [] };
  }

  const runs = () => readFileSync(join(files.path, "runs"), "utf8").length;
  const tokenOf = (given: { readonly ok: boolean; readonly value?: ExecCredential }) =>
    given.value?.token?.replace(/\s/g, "");

  it("are kept until after their end, per plugin and cluster", async () => {
    const credentials = new ExecCredentials();
    const plugin = counting();
    const at = async (now: number, over: Partial<typeof plugin> = {}) =>
      tokenOf(await credentials.get({ ...plugin, ...over }, { ...options, now: () => now }));
    assert.equal(await at(NOW), "run-1");
    assert.equal(await at(NOW + MINUTE), "run-1");
    assert.equal(await at(NOW + MINUTE + 1), "run-2");
    assert.equal(await at(NOW, { args: ["x"] }), "run-3");
    assert.equal(await at(NOW, { provideClusterInfo: true }), "run-4");
    assert.equal(await at(NOW, { installHint: "x" }), "run-2");
  });

  it("are forgotten once the server refused them, and not those that came meanwhile", async () => {
    const credentials = new ExecCredentials();
    const plugin = counting();
    const key = execKey(plugin, options.cluster);
    const first = await credentials.get(plugin, options);
    assert.ok(first.ok);
    credentials.forget(key, first.value);
    assert.equal(tokenOf(await credentials.get(plugin, options)), "run-2");
    credentials.forget(key, first.value);
    assert.equal(tokenOf(await credentials.get(plugin, options)), "run-2");
    credentials.forget(key);
    assert.equal(tokenOf(await credentials.get(plugin, options)), "run-3");
  });

  it("that many want at once come from one run", async () => {
    const credentials = new ExecCredentials();
    const plugin = counting("sleep 0.05");
    const given = await Promise.all(Array.from({ length: 50 }, () => credentials.get(plugin, options)));
    assert.deepEqual(new Set(given.map(tokenOf)), new Set(["run-1"]));
    assert.equal(runs(), 1);
  });

  it("are still waited for by those who did not cancel", async () => {
    const credentials = new ExecCredentials();
    const go = join(files.path, "go");
    const plugin = counting(`while [ ! -e ${go} ]; do sleep 0.01; done`);
    const stop = new AbortController();
    const first = credentials.get(plugin, { ...options, signal: stop.signal });
    while (!existsSync(join(files.path, "runs"))) await sleep(5);
    const { signal, listened } = watched();
    const second = credentials.get(plugin, { ...options, signal });
    await listened;
    stop.abort();
    assert.equal(failureOf(await first).code, "cancelled");
    files.write("go", "");
    assert.equal(tokenOf(await second), "run-1");
    assert.equal(runs(), 1);
  });

  it("come anew after everybody cancelled", async () => {
    const credentials = new ExecCredentials();
    const go = join(files.path, "go");
    const plugin = counting(`while [ ! -e ${go} ]; do sleep 0.01; done`);
    const stop = new AbortController();
    const waiting = [1, 2, 3].map(() => credentials.get(plugin, { ...options, signal: stop.signal }));
    while (!existsSync(join(files.path, "runs"))) await sleep(5);
    stop.abort();
    for (const each of waiting) assert.equal(failureOf(await each).code, "cancelled");
    files.write("go", "");
    assert.ok((await credentials.get(plugin, options)).ok);
  });

  it("are not given where kuberc forbids the plugin meanwhile", async () => {
    const credentials = new ExecCredentials();
    const plugin = counting();
    assert.ok((await credentials.get(plugin, options)).ok);
    const policy = { kind: "DenyAll" as const, allowlist: [] };
    assert.equal(failureOf(await credentials.get(plugin, { ...options, policy })).code, "forbidden");
  });

  it("are asked for once, and only where the plugin would be started", async () => {
    const credentials = new ExecCredentials();
    const plugin = counting();
    const asked: string[] = [];
    let yes = false;
    const asking = {
      ...options,
      consent: ({ commandLine }: { readonly commandLine: string }) => {
        asked.push(commandLine);
        return Promise.resolve(yes);
      },
    };
    const policy = { kind: "DenyAll" as const, allowlist: [] };
    assert.equal(failureOf(await credentials.get(plugin, { ...asking, policy })).code, "forbidden");
    assert.equal(failureOf(await credentials.get({ ...plugin, command: "/none" }, asking)).code, "missing");
    assert.deepEqual(asked, []);
    assert.equal(failureOf(await credentials.get(plugin, asking)).code, "declined");
    assert.equal(existsSync(join(files.path, "runs")), false);
    yes = true;
    await Promise.all([1, 2, 3].map(() => credentials.get(plugin, asking)));
    assert.ok((await credentials.get(plugin, asking)).ok);
    assert.deepEqual(asked, [plugin.command, plugin.command]);
  });

  it("are not kept where the plugin failed", async () => {
    const credentials = new ExecCredentials();
    const plugin = { ...counting("[ -e ok ] || exit 1"), env: [] };
    assert.equal(failureOf(await credentials.get(plugin, options)).code, "exit");
    assert.equal(failureOf(await credentials.get(plugin, options)).code, "exit");
    assert.equal(runs(), 2);
  });
});

/** A signal that never comes, and when somebody listens to it. */
function watched(): { readonly signal: AbortSignal; readonly listened: Promise<void> } {
  const { signal } = new AbortController();
  const listen = signal.addEventListener.bind(signal);
  const listened = new Promise<void>(resolve => {
    signal.addEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
      listen(type, listener);
      resolve();
    };
  });
  return { signal, listened };
}
