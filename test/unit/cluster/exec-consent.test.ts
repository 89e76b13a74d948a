import { strict as assert } from "node:assert";
import { execInfo } from "../../../src/cluster/exec/exec-info.ts";
import { consentText, execConfigOf, execKey, execPluginOf } from "../../../src/cluster/exec/index.ts";
import { batchStart } from "../../../src/cluster/exec/start.ts";
import { readKubeconfig } from "../../../src/core/kubeconfig/read.ts";
import { failureOf, options, scripted, V1, V1BETA1 } from "./exec-support.ts";

const plugin = {
  ...scripted(""),
  command: "aws",
  args: ["eks", "get-token", "--token", "sesame", "a b\u202e"],
  env: [{ name: "AWS_PROFILE", value: "sesame" }],
};

describe("the question before a credential plugin is run", () => {
  it("shows command, arguments and names of variables, and no secret", () => {
    const { key, ...shown } = consentText(plugin);
    assert.deepEqual(shown, {
      commandLine: "aws eks get-token --token '…' $'a b\\u202e'",
      command: "aws",
      args: ["eks", "get-token", "--token", "'…'", "$'a b\\u202e'"],
      env: ["AWS_PROFILE"],
    });
    assert.match(key, /^[0-9a-f]{64}$/);
  });

  it("is remembered for exactly that command", () => {
    const { key } = consentText(plugin);
    assert.equal(consentText({ ...plugin, installHint: "other" }).key, key);
    const others = [
      { ...plugin, command: "/usr/bin/aws" },
      { ...plugin, args: plugin.args.slice(1) },
      { ...plugin, args: ["eks get-token", ...plugin.args.slice(2)] },
      { ...plugin, env: [] },
      { ...plugin, env: [{ name: "AWS_PROFILE", value: "other" }] },
    ];
    const keys = new Set(others.map(each => consentText(each).key));
    assert.equal(keys.size, others.length);
    assert.equal(keys.has(key), false);
  });
});

describe("the key of a credential in memory", () => {
  it("is of all that makes the answer another", () => {
    const cluster = { server: "https://192.0.2.10:6443" };
    const other = { server: "https://192.0.2.11:6443" };
    const key = execKey(plugin, cluster);
    assert.equal(execKey(plugin, other), key);
    const asks = { ...plugin, provideClusterInfo: true };
    const keys = [
      key,
      execKey(asks, cluster),
      execKey(asks, other),
      execKey(asks, { ...cluster, config: "{}" }),
      execKey({ ...plugin, apiVersion: V1BETA1 }, cluster),
      execKey({ ...plugin, interactiveMode: "Never" }, cluster),
      execKey({ ...plugin, command: "az" }, cluster),
      execKey({ ...plugin, args: [] }, cluster),
      execKey({ ...plugin, env: [] }, cluster),
    ];
    assert.equal(new Set(keys).size, keys.length);
  });
});

describe("what a credential plugin hears of the cluster", () => {
  it("is what client-go writes", () => {
    const head = `{"kind":"ExecCredential","apiVersion":"${V1}","spec":`;
    assert.equal(execInfo(V1, undefined), `${head}{"interactive":false}}\n`);
    // As kubectl 1.36.3 wrote it.
    assert.equal(
      execInfo(V1, { server: "https://127.0.0.1:1/p", insecureSkipTlsVerify: true, config: '"word"' }),
      `${head}{"cluster":{"server":"https://127.0.0.1:1/p","insecure-skip-tls-verify":true,"config":"word"},"interactive":false}}\n`,
    );
    const cluster = {
      server: "https://a/<&>",
      tlsServerName: "x",
      certificateAuthorityData: Buffer.from("foo"),
      proxyUrl: "http://p:1",
      disableCompression: true,
    };
    assert.deepEqual(JSON.parse(execInfo(V1, cluster)).spec.cluster, {
      server: "https://a/<&>",
      "tls-server-name": "x",
      "certificate-authority-data": "Zm9v",
      "proxy-url": "http://p:1",
      "disable-compression": true,
      config: null,
    });
    assert.match(execInfo(V1, cluster), /"https:\/\/a\/\\u003c\\u0026\\u003e"/);
  });
});

describe("the exec section of a kubeconfig", () => {
  const text = `
clusters:
- name: c
  cluster:
    server: https://192.0.2.10
    extensions:
    - name: client.authentication.k8s.io/exec
      extension: {b: 12345678901234567890, a: [x]}
users:
- name: u
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      command: ./bin/login
      args: [get-token, "1"]
      env: [{name: A, value: b}]
      provideClusterInfo: true
- {name: v, user: {exec: {command: login, apiVersion: client.authentication.k8s.io/v1}}}
- {name: w, user: {exec: {command: 'bin\\login.exe'}}}
`;
  const file = readKubeconfig({ id: "a", path: "/home/jane/.kube/config", text });
  const execs = file.users.flatMap(({ exec }) => (exec === undefined ? [] : [exec.value]));

  it("is what client-go makes of it", () => {
    assert.deepEqual(
      execs.slice(0, 1).map(exec => execPluginOf(exec, "/home/jane/.kube/config", "posix")),
      [
        {
          command: "/home/jane/.kube/bin/login",
          args: ["get-token", "1"],
          env: [{ name: "A", value: "b" }],
          apiVersion: V1BETA1,
          interactiveMode: "IfAvailable",
          provideClusterInfo: true,
          installHint: "",
        },
      ],
    );
    assert.equal(file.clusters[0] && execConfigOf(file.clusters[0]), '{"a":["x"],"b":12345678901234567890}');
  });

  it("names a path where the system's separator stands in it", () => {
    const commands = (base: string | undefined, style: "posix" | "windows") =>
      execs.map(exec => execPluginOf(exec, base, style).command);
    assert.deepEqual(commands("/k/config", "posix"), ["/k/bin/login", "login", "bin\\login.exe"]);
    assert.deepEqual(commands("C:\\k\\config", "windows"), ["./bin/login", "login", "C:\\k\\bin\\login.exe"]);
    assert.deepEqual(commands(undefined, "posix"), ["./bin/login", "login", "bin\\login.exe"]);
  });
});

describe("a batch file as a credential plugin", () => {
  const world = { ...options, env: { comspec: "C:\\Windows\\cmd.exe" }, style: "windows" as const };
  const path = "C:\\Program Files\\az & co\\az.cmd";

  it("is started by cmd.exe with arguments that mean nothing to it", () => {
    assert.deepEqual(batchStart({ ...plugin, args: ["account", "--name=a b"] }, path, world), {
      file: "C:\\Windows\\cmd.exe",
      args: ["/d", "/v:off", "/s", "/c", `""${path}" "account" "--name=a b""`],
      argv0: "C:\\Windows\\cmd.exe",
      verbatim: true,
    });
  });

  it("is refused where cmd.exe would take an argument or the path for more", () => {
    for (const arg of ["a&calc", '"', "%PATH%", "a|b", "^", "a\\", "!x!", "a\nb", "(", "<", ">"]) {
      const refused = batchStart({ ...plugin, args: ["x", arg] }, path, world);
      assert.ok("ok" in refused, arg);
      assert.equal(failureOf(refused).code, "batch-file");
      assert.match(failureOf(refused).text, /its argument 2 has/);
    }
    assert.ok("ok" in batchStart({ ...plugin, args: [] }, "C:\\%TEMP%\\a.cmd", world));
  });
});
