import { strict as assert } from "node:assert";
import { markdownOf } from "../../../../src/core/features/markdown.ts";
import { serversDocument } from "../../../../src/core/features/server-check/document.ts";
import {
  type SeenServer,
  serverParts,
  stateOfServer,
} from "../../../../src/core/features/server-check/seen.ts";
import { configurationNode } from "../../../../src/core/features/tree/index.ts";
import { render, say } from "../../../../src/core/message.ts";
import { makeCa } from "../../../support/certificates.ts";
import { analysisOf } from "../../../support/editor.ts";
import { treeLines, treeSourceOf } from "../../../support/tree.ts";
import { makeLab, NOT_TOLD } from "./judging.ts";

const AT = Date.UTC(2026, 5, 1, 23, 40);
const MINUTE = 60_000;

describe("what was seen of servers", () => {
  let good: SeenServer;
  let rotated: SeenServer;
  const refused: SeenServer = {
    context: "gone",
    server: "https://192.0.2.1:6443",
    at: AT,
    failure: { code: "refused", reason: say("{0} refuses connections.", "192.0.2.1:6443") },
  };

  before(async () => {
    const { good: leaf, ca, judge } = await makeLab();
    const probe = { chain: [leaf.der], protocol: "TLSv1.3", clientCas: NOT_TOLD, dialMs: 5, tlsMs: 7.4 };
    const base = { server: "https://10.0.0.1:6443", at: AT, probe };
    good = { ...base, context: "dev", version: "v1.36.3", judgement: await judge({ sent: [leaf] }) };
    const other = await makeCa({ cn: "kubernetes" });
    const judgement = await judge({ sent: [leaf, ca], ca: [other] });
    rotated = { ...base, context: "old | [x](command:y)", judgement };
  });

  it("are told by state, version, certificate, latency and time", () => {
    const told = (seen: SeenServer, now: number) =>
      serverParts(seen, { now }).map(part => (typeof part === "string" ? part : render(part)));
    assert.deepEqual(told(good, AT + MINUTE), [
      "reachable",
      "v1.36.3",
      "certificate expires in 213d",
      "12 ms",
      "seen at 23:40 UTC",
    ]);
    assert.deepEqual(told(refused, AT + 60 * MINUTE), ["not reachable", "seen at 2026-06-01 23:40 UTC"]);
    const unanswering = { ...good, failure: { code: "not-json", reason: say("No API server.") } };
    assert.deepEqual([good, rotated, refused, unanswering].map(stateOfServer), [
      "reachable",
      "not-accepted",
      "unreachable",
      "unanswering",
    ]);
  });

  it("stand below their contexts, which they colour", () => {
    const analysis = analysisOf(`contexts:
- {name: dev, context: {cluster: c, user: u}}
- {name: gone, context: {cluster: c, user: u}}
- {name: unseen, context: {cluster: c, user: u}}
clusters: [{name: c, cluster: {server: "https://10.0.0.1:6443"}}]
users: [{name: u, user: {token: t}}]
`);
    const seen = (context: string) => {
      const server = [good, refused].find(each => each.context === context);
      return server === undefined ? {} : { server };
    };
    const node = configurationNode({ ...treeSourceOf(analysis), seen });
    const lines = treeLines(node.children()).filter(
      line => !/cluster|account|namespace|symbol|shield/.test(line),
    );
    assert.deepEqual(lines, [
      "vm dev | opaque token · server reachable",
      "  pass Server | reachable · v1.36.3 · certificate expires in 40d · 12 ms · seen at 2026-06-01 23:40 UTC",
      "  server c | https://10.0.0.1:6443",
      "error gone | opaque token · server not reachable",
      "  error Server | not reachable · seen at 2026-06-01 23:40 UTC",
      "  server c | https://10.0.0.1:6443",
      "vm unseen | opaque token",
      "  server c | https://10.0.0.1:6443",
    ]);
  });

  it("are a document in which no text of a file means anything", () => {
    const text = serversDocument([good, refused, rotated], AT);
    assert.deepEqual(
      text.split("\n").filter(line => !/^$|^- /.test(line)),
      [
        "# Servers",
        "1 not accepted, 1 not reachable, 1 reachable",
        "| Context                     | Server                  | State         | Version | Certificate     | Latency | Seen                 |",
        "| --------------------------- | ----------------------- | ------------- | ------- | --------------- | ------- | -------------------- |",
        "| old \\\\| \\[x\\]\\(command\\:y\\) | https\\://10.0.0.1:6443  | not accepted  |         | expires in 213d | 12 ms   | 2026-06-01 23:40 UTC |",
        "| gone                        | https\\://192.0.2.1:6443 | not reachable |         |                 |         | 2026-06-01 23:40 UTC |",
        "| dev                         | https\\://10.0.0.1:6443  | reachable     | v1.36.3 | expires in 213d | 12 ms   | 2026-06-01 23:40 UTC |",
        "## old \\| \\[x\\]\\(command\\:y\\)",
        'kubectl says: `Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority (possibly because of "x509: ECDSA verification failure" while trying to verify candidate authority certificate "kubernetes")`',
        "Certificates:",
        "## gone",
        "192.0.2.1:6443 refuses connections.",
      ],
    );
    assert.match(
      text,
      /^- The CA of the server, "kubernetes", is of .* before you take it into the kubeconfig\.$/m,
    );
    assert.match(text, /^- CN=apiserver · expires in 213d · SHA-256 `[0-9A-F:]{95}`$/m);
  });

  it("are explained with what kubectl says", () => {
    const analysis = analysisOf("contexts: [{name: dev, context: {}}]");
    const seen = () => ({ server: rotated });
    const [context] = [...configurationNode({ ...treeSourceOf(analysis), seen }).children()];
    const [server] = context?.children() ?? [];
    assert.match(
      markdownOf(server?.details() ?? []),
      /kubectl says&#58;\n\n```text\n.*x509: certificate signed by unknown authority/,
    );
  });
});
