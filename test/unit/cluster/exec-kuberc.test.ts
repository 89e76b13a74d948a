import { strict as assert } from "node:assert";
import { join } from "node:path";
import {
  type ExecPlugin,
  type PluginPolicy,
  readPluginPolicy,
  runExecPlugin,
} from "../../../src/cluster/exec/index.ts";
import { render } from "../../../src/core/message.ts";
import type { FileRead, Files } from "../../../src/core/ports.ts";
import { credential, failureOf, folder, options, scripted } from "./exec-support.ts";

const HEAD = "apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\n";
const DEFAULT = "/home/jane/.kube/kuberc";

function filesOf(texts: Readonly<Record<string, string | FileRead>>): Files {
  return {
    read: path => {
      const found = texts[path] ?? { kind: "missing" as const };
      return Promise.resolve(
        typeof found === "string" ? { kind: "file", bytes: Buffer.from(found, "utf8") } : found,
      );
    },
  };
}

function read(
  texts: Readonly<Record<string, string | FileRead>>,
  env: Readonly<Record<string, string>> = {},
) {
  return readPluginPolicy({
    files: filesOf(texts),
    env: { HOME: "/home/jane", KUBECONFIG: "/elsewhere/config", ...env },
    style: "posix",
  });
}

/** The policy in short, or why there is none. */
async function policyIn(text: string | FileRead): Promise<unknown> {
  const result = await read({ [DEFAULT]: text });
  if (!result.ok) return render(result.message);
  const { kind, allowlist, note } = result.value;
  return note === undefined ? [kind, ...allowlist] : [kind, render(note)];
}

describe("kuberc", () => {
  it("says which credential plugins may run, as kubectl reads it", async () => {
    const cases: readonly (readonly [text: string, expected: readonly string[]])[] = [
      ["", ["AllowAll"]],
      ["---\n", ["AllowAll"]],
      [HEAD, ["AllowAll"]],
      [`${HEAD}credentialPluginPolicy: ""\n`, ["AllowAll"]],
      [`${HEAD}credentialPluginPolicy: AllowAll\n`, ["AllowAll"]],
      [`${HEAD}credentialPluginPolicy: DenyAll\n`, ["DenyAll"]],
      [
        `${HEAD}credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist:\n- command: aws\n- name: /usr/bin/az\n- {name: tsh, command: tsh}\n`,
        ["Allowlist", "aws", "/usr/bin/az", "tsh"],
      ],
      // The first document that kubectl can read counts.
      [`kind: Other\n---\n${HEAD}credentialPluginPolicy: DenyAll\n`, ["DenyAll"]],
      [`a: [\n---\n${HEAD}credentialPluginPolicy: DenyAll\n`, ["DenyAll"]],
      [`${HEAD}---\n${HEAD}credentialPluginPolicy: DenyAll\n`, ["AllowAll"]],
      [
        '{"apiVersion": "kubectl.config.k8s.io/v1beta1", "kind": "Preference", "credentialPluginPolicy": "DenyAll"}',
        ["DenyAll"],
      ],
      ["apiVersion: kubectl.config.k8s.io/v1alpha1\nkind: Preference\noverrides: []\n", ["AllowAll"]],
    ];
    for (const [text, expected] of cases) assert.deepEqual(await policyIn(text), expected, text);
  });

  it("that contradicts itself stops everything", async () => {
    const cases: readonly (readonly [text: string, words: RegExp])[] = [
      ["credentialPluginPolicy: denyAll\n", /kuberc has the credentialPluginPolicy "denyAll"/],
      ["credentialPluginAllowlist: [{command: a}]\n", /counts only with credentialPluginPolicy: Allowlist/],
      ["credentialPluginPolicy: DenyAll\ncredentialPluginAllowlist: []\n", /counts only with/],
      ["credentialPluginPolicy: Allowlist\n", /no credentialPluginAllowlist with an entry/],
      ["credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: []\n", /with an entry/],
      ["credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{command: a}, {}]\n", /^Entry 2 of/],
      [
        "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{command: ./a//b}]\n",
        /"\.\/a\/\/b", .* write "a\/b"\.$/,
      ],
    ];
    for (const [text, words] of cases) assert.match(String(await policyIn(HEAD + text)), words);
  });

  it("that kubectl cannot use says nothing, which is said, unless KUBERC names it", async () => {
    const broken: readonly (string | FileRead)[] = [
      "# nothing\n",
      "kind: Preference\n",
      "a: [",
      "apiVersion: kubectl.config.k8s.io/v1\nkind: Preference\ncredentialPluginPolicy: DenyAll\n",
      `${HEAD}credentialPluginPolicy: [DenyAll]\n`,
      `${HEAD}credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{command: a, name: b}]\n`,
      { kind: "unreadable", reason: "permission denied" },
      { kind: "not-regular", what: "directory" },
    ];
    for (const text of broken) {
      const [kind, note] = (await policyIn(text)) as [string, string];
      assert.equal(kind, "AllowAll");
      assert.match(note, /^\/home\/jane\/\.kube\/kuberc cannot be used: .* goes on without it/);
      const named = await read({ "/my/kuberc": text }, { KUBERC: "/my/kuberc" });
      assert.equal(failureOf(named).code, "policy");
      assert.match(failureOf(named).text, /^\/my\/kuberc, which KUBERC names, cannot be used: /);
    }
    assert.match(failureOf(await read({}, { KUBERC: "/my/kuberc" })).text, /no such file/);
  });

  it("of v1alpha1 knows no policy, and says so to who wrote one", async () => {
    const text =
      "apiVersion: kubectl.config.k8s.io/v1alpha1\nkind: Preference\ncredentialPluginPolicy: DenyAll\n";
    const [kind, note] = (await policyIn(text)) as [string, string];
    assert.equal(kind, "AllowAll");
    assert.match(note, /Write apiVersion: kubectl\.config\.k8s\.io\/v1beta1/);
  });

  it("is where KUBERC says, and may be turned off", async () => {
    const deny = `${HEAD}credentialPluginPolicy: DenyAll\n`;
    const texts = { [DEFAULT]: deny, "/my/kuberc": HEAD };
    const kinds = [
      {},
      { KUBERC: "" },
      { KUBERC: "/my/kuberc" },
      { KUBERC: "off" },
      { KUBECTL_KUBERC: "false" },
    ];
    const results = await Promise.all(kinds.map(env => read(texts, env)));
    assert.deepEqual(
      results.map(result => result.ok && [result.value.kind, result.value.file]),
      [
        ["DenyAll", DEFAULT],
        ["DenyAll", DEFAULT],
        ["AllowAll", "/my/kuberc"],
        ["AllowAll", undefined],
        ["AllowAll", undefined],
      ],
    );
  });
});

describe("a credential plugin under a policy", () => {
  before(function () {
    if (process.platform === "win32") this.skip();
  });
  const files = folder();

  async function run(policy: PluginPolicy, command: string): Promise<string> {
    const script = `#!/bin/sh\nprintf '%s' '${credential({ token: "t" })}'\n`;
    for (const name of ["one", "other"]) files.write(name, script);
    const plugin: ExecPlugin = { ...scripted(""), command, args: [] };
    const result = await runExecPlugin(plugin, {
      ...options,
      policy: { file: DEFAULT, ...policy },
      env: { PATH: `${files.path}:/bin` },
    });
    return result.ok ? "ok" : failureOf(result).text;
  }

  it("runs where the list names it, or leads to it", async () => {
    const path = join(files.path, "one");
    const allow = (...allowlist: readonly string[]): PluginPolicy => ({ kind: "Allowlist", allowlist });
    const forbidden = `${DEFAULT} does not let the credential plugin`;
    const cases: readonly (readonly [PluginPolicy, command: string, expected: string])[] = [
      [{ kind: "AllowAll", allowlist: [] }, "one", "ok"],
      [allow("one"), "one", "ok"],
      [allow(path), "one", "ok"],
      [allow("one"), path, "ok"],
      [allow("other", path), path, "ok"],
      [allow("other"), "one", forbidden],
      [allow(`/bin/one`), "one", forbidden],
      [allow("one"), "other", forbidden],
    ];
    for (const [policy, command, expected] of cases) {
      const text = await run(policy, command);
      assert.ok(text.startsWith(expected), `${JSON.stringify([policy, command])}: ${text}`);
    }
  });

  it("is not run at all under DenyAll, and the file that says so is named", async () => {
    const text = await run({ kind: "DenyAll", allowlist: [] }, "one");
    assert.match(text, /^\/home\/jane\/\.kube\/kuberc forbids every credential plugin .*DenyAll/);
  });
});
