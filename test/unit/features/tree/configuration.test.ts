import { strict as assert } from "node:assert";
import { configurationNode, currentNode } from "../../../../src/core/features/tree/index.ts";
import { DAY, NOW } from "../../../support/analyze.ts";
import { base64, makeCa, makeCertificate } from "../../../support/certificates.ts";
import { analysisOf, type EditorOptions } from "../../../support/editor.ts";
import { treeLines, treeSourceOf } from "../../../support/tree.ts";

/** The lines below a configuration. */
function below(text: string, options: EditorOptions = {}): readonly string[] {
  return treeLines(configurationNode(treeSourceOf(analysisOf(text, options))).children());
}

const MINIMAL = `clusters:
- {name: c, cluster: {server: "https://c.example.com"}}
users:
- {name: u, user: {token: abc}}
contexts:
- {name: x, context: {cluster: c, user: u, namespace: apps}}
current-context: x
`;

describe("the tree of a configuration", () => {
  it("leads from a context to its cluster, user and namespace", () => {
    assert.deepEqual(below(MINIMAL), [
      "vm-active x | current · opaque token",
      "  server c | https://c.example.com",
      "  account u | opaque token",
      "  symbol-namespace apps | namespace",
    ]);
  });

  it("says whom the API server took the user of a context for, and when", () => {
    const source = treeSourceOf(analysisOf(MINIMAL));
    const seen = (at: number) => (context: string) =>
      context === "x" ? { identity: { username: "jane", groups: ["dev"], at } } : {};
    const lines = [NOW + 60_000, NOW - DAY].map(
      at => treeLines(configurationNode({ ...source, seen: seen(at) }).children())[0],
    );
    assert.deepEqual(lines, [
      "vm-active x | current · jane to the API server, 00:01 UTC · opaque token",
      "vm-active x | current · jane to the API server, 2026-11-21 00:00 UTC · opaque token",
    ]);
  });

  it("shows what is lost in a bundle, and why there is no certificate", async () => {
    const { pem } = await makeCa({ cn: "the CA", notAfter: new Date(NOW + 400 * DAY) });
    const text = `clusters:
- {name: c, cluster: {server: "https://c.example.com", certificate-authority-data: ${base64(pem.trimEnd() + pem + pem)}}}
users:
- {name: u, user: {client-certificate-data: ${base64(`\ufeff${pem}`)}, client-key-data: aa}}
contexts:
- {name: x, context: {cluster: c, user: u}}
`;
    assert.deepEqual(
      below(text).filter(line => line.includes("certificate") || line.includes("CA")),
      [
        "error x | unreadable client certificate",
        "    shield the CA | expires in 400d · CA",
        ...[1, 10].map(
          line =>
            `    warning CA certificate | what begins in line ${line} is no certificate to Kubernetes: a line break is missing in "-----END CERTIFICATE----------BEGIN CERTIFICATE-----"`,
        ),
        "  error u | unreadable client certificate",
        "    error Client certificate | a byte order mark (U+FEFF), which nobody sees, stands before -----BEGIN and must go",
      ],
    );
  });

  it("shows certificates below what they belong to, and the state of each", async () => {
    const ca = await makeCa({
      cn: "the CA",
      notBefore: new Date(NOW - DAY),
      notAfter: new Date(NOW + 400 * DAY),
    });
    const issue = (cn: string, days: number) =>
      makeCertificate({
        cn,
        orgs: ["dev", "ops"],
        eku: ["clientAuth"],
        issuer: ca,
        notBefore: new Date(NOW - 30 * DAY),
        notAfter: new Date(NOW + days * DAY),
      });
    const user = async (cn: string, days: number) => {
      const { pem, keyPem } = await issue(cn, days);
      return `{name: ${cn}, user: {client-certificate-data: ${base64(pem)}, client-key-data: ${base64(keyPem)}}}`;
    };
    const lines = below(`clusters:
- {name: c, cluster: {server: "https://c.example.com", certificate-authority-data: ${base64(ca.pem)}}}
users:
- ${await user("fine", 100)}
- ${await user("soon", 20)}
- ${await user("critical", 3)}
- ${await user("over", -3)}
contexts:
- {name: a, context: {cluster: c, user: fine}}
- {name: b, context: {cluster: c, user: soon}}
- {name: c, context: {cluster: c, user: critical}}
- {name: d, context: {cluster: c, user: over}}
current-context: a
`);
    assert.deepEqual(
      lines.filter(line => !line.includes("namespace")),
      [
        "vm-active a | current · expires in 100d · fine · dev, ops",
        "  server c | https://c.example.com",
        "    shield the CA | expires in 400d · CA",
        "  account fine | expires in 100d · fine · dev, ops",
        "    verified fine | expires in 100d",
        "warning b | expires in 20d · soon · dev, ops",
        "  server c | https://c.example.com",
        "    shield the CA | expires in 400d · CA",
        "  warning soon | expires in 20d · soon · dev, ops",
        "    warning soon | expires in 20d",
        "error c | expires in 3d · critical · dev, ops",
        "  server c | https://c.example.com",
        "    shield the CA | expires in 400d · CA",
        "  error critical | expires in 3d · critical · dev, ops",
        "    error critical | expires in 3d",
        "error d | expired 3d ago · over · dev, ops",
        "  server c | https://c.example.com",
        "    shield the CA | expires in 400d · CA",
        "  error over | expired 3d ago · over · dev, ops",
        "    error over | expired 3d ago",
      ],
    );
  });

  it("says what a context names in vain", () => {
    assert.deepEqual(below("contexts:\n- {name: x, context: {cluster: gone}}\ncurrent-context: away\n"), [
      "error Current context away is missing",
      "error x | cluster gone is missing · no user",
      "  error Cluster gone is missing",
      "  error No user",
      "  symbol-namespace default | namespace, by default",
    ]);
  });

  it("lists what no context uses", () => {
    assert.deepEqual(
      below(
        `${MINIMAL.replace("current-context: x", "")}`.replace(
          "users:",
          "users:\n- {name: idle, user: {token: b}}",
        ),
      ).slice(4),
      ["circle-slash Not used by any context | 1", "  account idle | opaque token"],
    );
  });

  it("shows what kubectl would use of several files, and apart from that what is shadowed", () => {
    assert.deepEqual(below(MINIMAL, { later: [MINIMAL.replaceAll("c.example", "other.example")] }), [
      "vm-active x | current · opaque token",
      "  server c | https://c.example.com · shadows the one in config-1",
      "  account u | opaque token · shadows the one in config-1",
      "  symbol-namespace apps | namespace",
      "layers Shadowed | 3",
      "  vm x | shadowed by the one in config · opaque token",
      "    server c | https://c.example.com · shadows the one in config-1",
      "    account u | opaque token · shadows the one in config-1",
      "    symbol-namespace apps | namespace",
      "  warning c | shadowed by the one in config · https://other.example.com",
      "  account u | shadowed by the one in config · opaque token",
      "files Files | 2",
      "  file config | 1 context",
      "  file config-1 | 1 context",
    ]);
  });

  it("shows a file that kubectl refuses with its content", () => {
    const [problem, ...rest] = below(`${MINIMAL}users2: [\n`);
    assert.match(problem ?? "", /^error kubectl refuses the file \| /);
    assert.deepEqual(rest.slice(0, 1), ["vm-active x | current · opaque token"]);
  });

  it("says why there is no text of a file", () => {
    const failures = [
      { id: "a", label: "a", path: "/a", added: true, failure: { kind: "not-regular", what: "directory" } },
      { id: "b", label: "b", path: "/b", added: false, failure: { kind: "missing" } },
      {
        id: "c",
        label: "c",
        path: "/c",
        added: false,
        failure: { kind: "too-large", bytes: 9e9, limit: 16 * 1024 * 1024 },
      },
    ] as const;
    assert.deepEqual(treeLines(configurationNode(treeSourceOf(analysisOf("{}"), failures)).children()), [
      "error a | is a directory, not a file",
      "error c | larger than 16 MB, not read",
      "files Files | 4",
      "  file config | no contexts",
      "  error a | is a directory, not a file",
      "  circle-slash b | does not exist",
      "  error c | larger than 16 MB, not read",
    ]);
  });

  it("gives every node an id of its own, whatever the names", () => {
    const ids = new Set<string>();
    let count = 0;
    const text = `users:
- {name: a, user: {token: t}}
- {name: a, user: {token: t}}
- {name: "__proto__", user: {token: t}}
contexts:
- {name: a, context: {user: a}}
- {name: a, context: {user: a}}
- {name: 'a"/"user', context: {user: a}}
- {name: "", context: {user: a}}
- {name: "\\ud800", context: {user: "__proto__"}}
`;
    const visit = (nodes: ReturnType<ReturnType<typeof configurationNode>["children"]>): void => {
      for (const node of nodes) {
        ids.add(node.id);
        count += 1;
        visit(node.children());
      }
    };
    visit([configurationNode(treeSourceOf(analysisOf(text)))]);
    assert.equal(ids.size, count);
  });
});

describe("the current context for the status bar", () => {
  it("is the context, that it is missing, or nothing", () => {
    const lines = [MINIMAL, MINIMAL.replace("current-context: x", "current-context: away"), "{}"].map(
      text => {
        const node = currentNode(treeSourceOf(analysisOf(text)));
        return node && treeLines([node])[0];
      },
    );
    assert.deepEqual(lines, [
      "vm-active x | current · opaque token",
      "error Current context away is missing",
      undefined,
    ]);
  });
});
