import { strict as assert } from "node:assert";
import { componentBlocks } from "../../../src/core/features/component.ts";
import { markdownOf } from "../../../src/core/features/markdown.ts";
import { readComponents } from "../../../src/core/pki/components/read.ts";
import type { FileRead } from "../../../src/core/ports.ts";
import { makeCa } from "../../support/certificates.ts";

const manifest = `apiVersion: v1
kind: Pod
spec:
  containers:
  - command:
    - kube-apiserver
    - --client-ca-file=/etc/kubernetes/pki/ca.crt
    - --requestheader-client-ca-file=/etc/kubernetes/pki/front-proxy-ca.crt
    - --requestheader-allowed-names=front-proxy-client
`;
const timing = { now: Date.parse("2026-06-01T00:00:00Z"), thresholds: { warning: 1, critical: 1 } };

function hover(flag: string, read: FileRead | undefined, text = manifest): string {
  const [component] = readComponents(text);
  const reference = component?.references.find(({ name }) => name === flag);
  if (component === undefined || reference === undefined) throw new Error(`No ${flag}`);
  return markdownOf(componentBlocks(component, reference, read, timing)).replace(/&#(\d+);/g, (_, code) =>
    String.fromCharCode(Number(code)),
  );
}

describe("hovering over a flag that names a file", () => {
  it("says what the file is for, and what it holds", async () => {
    const { pem } = await makeCa({ cn: "kubernetes", seed: "ca" });
    const read: FileRead = { kind: "file", bytes: new TextEncoder().encode(pem) };
    const text = hover("client-ca-file", read);
    assert.match(text, /^\*\*client-ca-file\*\* · kube-apiserver\n\nWhoever presents a client certificate/);
    assert.match(text, /Subject(&nbsp;)* \| CN=kubernetes/);
  });

  it("says who may be an authenticating proxy", () => {
    const open = manifest.replace("=front-proxy-client", "=");
    assert.match(hover("requestheader-client-ca-file", undefined), /Allowed names: front-proxy-client\./);
    assert.match(
      hover("requestheader-client-ca-file", undefined, open),
      /\$\(warning\) No names are listed, so any certificate of this CA will do\./,
    );
  });

  it("says when the file is not there, and nothing where nobody looked", () => {
    assert.match(
      hover("client-ca-file", { kind: "missing" }),
      /\/etc\/kubernetes\/pki\/ca\.crt does not exist here\.$/,
    );
    assert.doesNotMatch(hover("client-ca-file", undefined), /does not exist/);
  });

  describe("of a static token file", () => {
    const tokens = manifest.replace("client-ca-file=", "token-auth-file=");
    const file = (text: string): FileRead => ({ kind: "file", bytes: new TextEncoder().encode(text) });
    const about = (read: FileRead) => hover("token-auth-file", read, tokens).replaceAll("&nbsp;", "");

    it("says whom it admits, each once, and no token", () => {
      const csv =
        's3cret,jane,u1,"dev,ops"\ns4cret,jane,u1,"dev,ops"\ns5cret,joe,u2\ns6cret,root,u3,system:masters\n';
      assert.deepEqual(about(file(csv)).split("\n").slice(2), [
        "Whoever presents a token of this file is authenticated as the user and groups of its line. The tokens never expire, and the API server must be started again to read a change of the file.",
        "",
        "| | |",
        "|:--|:--|",
        "| Tokens | 4 |",
        "| User jane | dev, ops |",
        "| User joe | no groups |",
        "| User root | $(warning) system:masters, may do anything, past every RBAC rule |",
      ]);
      const many = Array.from({ length: 20 }, (_, index) => `t${index},user-${index},${index}`).join("\n");
      assert.match(about(file(many)), /Tokens \| 20 \|[\s\S]*User user-11 .*\n\nand 8 more$/);
    });

    it("says why the API server does not start with it, and what it takes otherwise", () => {
      const last = (read: FileRead) => about(read).split("\n").at(-1);
      assert.deepEqual(
        [
          file('s3cret,jane,"u1'),
          file("s3cret,jane,u1,dev,ops"),
          { kind: "not-regular", what: "directory" } as const,
          { kind: "too-large", bytes: 10, limit: 9 } as const,
          file("x".repeat(600_000)),
          { kind: "missing" } as const,
        ].map(last),
        [
          "$(error) /etc/kubernetes/pki/ca.crt, line 1: a quote is not closed, or stands within a value without being doubled. kube-apiserver does not start with this file.",
          "$(warning) /etc/kubernetes/pki/ca.crt, line 1: kube-apiserver ignores the columns after the fourth. Put several groups in one pair of quotes.",
          "$(error) /etc/kubernetes/pki/ca.crt is a folder. kube-apiserver does not start with it.",
          "$(error) the file is larger than 9 bytes and was not read",
          "$(error) the file is larger than 500000 bytes and was not read",
          "$(error) /etc/kubernetes/pki/ca.crt does not exist here.",
        ],
      );
    });
  });
});
