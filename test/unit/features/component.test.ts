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
});
