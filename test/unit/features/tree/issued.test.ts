import { strict as assert } from "node:assert";
import { markdownOf, visible } from "../../../../src/core/features/markdown.ts";
import { issuedNodes } from "../../../../src/core/features/tree/issued.ts";
import type { TreeNode } from "../../../../src/core/features/tree/node.ts";
import { english, type Message, render, say } from "../../../../src/core/message.ts";
import { DAY, NOW, record } from "../../ledger/support.ts";

const timing = { now: NOW, thresholds: { warning: 30 * DAY, critical: 7 * DAY } };
const place = { source: "file:///home/jane/.kube/config", span: { start: 0, end: 0 } };
const text = (part: Message | string) => visible(typeof part === "string" ? part : render(part, english));
const line = ({ label, description, tone }: TreeNode) =>
  `${text(label)} | ${description.map(text).join(" · ")} | ${tone}`;

function outline(nodes: readonly TreeNode[]): readonly string[] {
  return nodes.flatMap(node => [line(node), ...outline([...node.children()]).map(each => `  ${each}`)]);
}

const source = { id: "ledger", label: "pki/issued.jsonl", source: "file:///pki/issued.jsonl", broken: [] };

describe("the tree of what was issued", () => {
  it("has a node for each CA, what is valid before what is over, coloured as certificates are", () => {
    const records = [
      record("over", { notBefore: NOW - 9 * DAY, notAfter: NOW - DAY, groups: [] }),
      record("year", { notAfter: NOW + 365 * DAY, notBefore: NOW }),
      record("soon", { notAfter: NOW + 20 * DAY, notBefore: NOW - 300 * DAY }),
      record("late", { notBefore: NOW + DAY }),
      record("serving", { ca: { name: "front\u202e", fingerprint: "ee" }, usages: ["serverAuth"], user: "" }),
    ];
    const nodes = issuedNodes([{ ...source, records }], timing, () => ({ label: "~/.kube/config", place }));
    assert.deepEqual(outline(nodes), [
      "kubernetes | 4 issued · 2 valid | plain",
      "  late | not valid before 2026-11-28 12:00 UTC · dev · ~/.kube/config | error",
      "  soon | expires in 20d · dev · ~/.kube/config | warning",
      "  year | expires in 365d · dev · ~/.kube/config | fine",
      "  over | expired 24h ago · ~/.kube/config | error",
      "front\\u{202e} | 1 issued · 1 valid | plain",
      "  CN=serving,O=dev | expires in 7d · dev · ~/.kube/config | fine",
    ]);
    const ids = nodes.flatMap(node => [node.id, ...[...node.children()].map(({ id }) => id)]);
    assert.equal(new Set(ids).size, ids.length);
  });

  it("names in a tooltip who it is, when it came about, its numbers and its file", () => {
    const [authority] = issuedNodes(
      [{ ...source, records: [record("jane", { entry: "jane@lab" })] }],
      timing,
      () => undefined,
    );
    const [node] = [...(authority?.children() ?? [])];
    const markdown = markdownOf(node?.details() ?? []).replace(/&#(\d+);/g, (_, code) =>
      String.fromCharCode(code),
    );
    for (const part of [
      "jane",
      "minted",
      "2026-12-04 12:00 UTC",
      "1f00",
      "ab".repeat(32),
      "/home/jane/.kube/config",
      "jane@lab",
    ])
      assert.ok(markdown.includes(part), part);
    assert.equal(node?.place, undefined);
  });

  it("says what of a ledger cannot be read, at its place", () => {
    const broken = [{ line: 3, span: { start: 10, end: 20 }, reason: say("it is no JSON object") }];
    const nodes = issuedNodes(
      [{ ...source, records: [], broken, failure: say("too large") }],
      timing,
      () => undefined,
    );
    assert.deepEqual(
      [outline(nodes), nodes.map(each => each.place?.span.start)],
      [
        [
          "pki/issued.jsonl | too large | warning",
          "Line 3 of pki/issued.jsonl | it is no JSON object | warning",
        ],
        [0, 10],
      ],
    );
  });
});
