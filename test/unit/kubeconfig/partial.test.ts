import { strict as assert } from "node:assert";
import { readKubeconfig } from "../../../src/core/kubeconfig/read.ts";
import { analyzeText } from "../../support/analyze.ts";

const lines = [
  "apiVersion: v1",
  "kind: Config",
  "clusters:",
  "- cluster:",
  "    server: https://10.0.0.1:6443",
  "  name: prod",
  "contexts:",
  "- context:",
  "    cluster: prod",
  "    user: jane",
  "  name: dev",
  "current-context: dev",
  "users:",
  "- name: jane",
  "  user:",
  "    token: t0ken",
  "- name: joe",
  "  user:",
  "    exec:",
  "      apiVersion: client.authentication.k8s.io/v1",
  "      command: login",
  "      interactiveMode: Never",
  "- name: jim",
  "  user:",
  "    token: t0ken",
];

/** Values that YAML stumbles over. */
const MISTAKES = [
  '"C:\\Users\\jane"',
  '"C:\\minikube"',
  "'not closed",
  '"not closed',
  "@reserved",
  "`reserved",
  "*anchor",
  "a: b: c",
  "[open",
  "{open",
  "%percent",
];

/** What may not be said of what could not be read. */
const ABSENCE =
  /^(no-credential|server-missing|.*-missing|empty-name|exec-no-.*|current-context-.*|unreferenced-(cluster|user))$/;

describe("a part that cannot be read", () => {
  for (const mistake of MISTAKES) {
    it(`${mistake} in any place: nothing is said to be absent but what is`, () => {
      for (const [index, line] of lines.entries()) {
        const value = /^(.*: )\S+$/.exec(line);
        if (value === null) continue;
        const text = `${lines.with(index, `${value[1]}${mistake}`).join("\n")}\n`;
        const found = analyzeText(text);
        assert.ok(
          found.some(({ code }) => code === "yaml-refused"),
          text,
        );
        const absent = found.filter(
          ({ code, text: at }) => ABSENCE.test(code) && at !== "joe" && at !== "jim",
        );
        assert.deepEqual(
          absent.map(({ code, text: at }) => `${code} ${at}`),
          [],
          text,
        );
      }
    });
  }

  it("what is absent elsewhere is still said to be", () => {
    const text = lines
      .join("\n")
      .replace("t0ken", '"C:\\Users"')
      .replace("  server: https://10.0.0.1:6443", "  proxy-url: x");
    assert.deepEqual(
      analyzeText(text)
        .map(({ code }) => code)
        .filter(code => ABSENCE.test(code)),
      ["server-missing", "unreferenced-user", "unreferenced-user"],
    );
  });

  const base64 = Buffer.from(`-----BEGIN CERTIFICATE-----\n${"A".repeat(300)}\n`).toString("base64");
  const wrapped = base64.replace(/.{76}/g, "$&\n");
  for (const [name, indent] of [
    ["column 1", ""],
    ["the column of its key", "    "],
    ["the column of the list", "  "],
  ] as const) {
    it(`base64 wrapped into ${name}: the entries stay, and one message says to join the lines`, () => {
      const value = `certificate-authority-data: ${wrapped.replaceAll("\n", `\n${indent}`)}`;
      for (const eol of ["\n", "\r\n"]) {
        const text = lines.toSpliced(4, 0, `    ${value}`).join("\n").replaceAll("\n", eol);
        const file = readKubeconfig({ id: "x", text });
        assert.deepEqual(
          [file.clusters, file.contexts, file.users].map(list => list.map(entry => entry.name)),
          [["prod"], ["dev"], ["jane", "joe", "jim"]],
        );
        assert.equal(file.clusters[0]?.server?.value, "https://10.0.0.1:6443");
        const found = analyzeText(text).filter(({ severity }) => severity === "error");
        assert.deepEqual(
          found.map(({ code }) => code),
          ["yaml-refused"],
        );
        assert.match(found[0]?.message ?? "", /join the lines .* Indenting them is no way out/);
      }
    });
  }
});
