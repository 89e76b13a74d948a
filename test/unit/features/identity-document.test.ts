import { strict as assert } from "node:assert";
import { type AskedIdentity, identityDocument } from "../../../src/core/features/identity-document.ts";
import { NOW } from "../../support/analyze.ts";

const asked: AskedIdentity = {
  context: "lab",
  server: "https://192.0.2.1:6443",
  at: NOW,
  seen: {
    username: "jane",
    groups: ["dev", "system:authenticated"],
    extra: new Map([["authentication.kubernetes.io/credential-id", ["X509SHA256=ab"]]]),
  },
  expected: [{ user: "jane", groups: ["dev"], source: "client-certificate" }],
  sends: true,
  plugin: false,
};

describe("the document that says who one is", () => {
  it("sets the server's word beside the kubeconfig's", () => {
    assert.equal(
      identityDocument(asked),
      `# Who you are in \`lab\`

\`https://192.0.2.1:6443\`, asked on 2026-11-22 00:00 UTC.

|        | The API server says           | The kubeconfig says             |
| ------ | ----------------------------- | ------------------------------- |
| User   | \`jane\`                        | \`jane\` (the client certificate) |
| Groups | \`dev\`, \`system:authenticated\` | \`dev\`                           |

## Differences

None: both say the same.

## What the API server knows besides

- \`authentication.kubernetes.io/credential-id\`: \`X509SHA256=ab\`
`,
    );
  });

  it("does not end a cell or a span of code by what stands in it", () => {
    const text = identityDocument({
      ...asked,
      seen: { ...asked.seen, username: "a|b`c\n# d", groups: [] },
    });
    assert.match(text, /\| User +\| ``a\\\|b`c↵# d`` +\|/);
    assert.match(
      text,
      /- By the client certificate you are jane, but the API server takes you for a\\\|b\\`c�\\# d\./,
    );
  });

  it("says why nothing can be compared", () => {
    const lines = [{ plugin: true }, { sends: true }, { sends: false }].map(each =>
      identityDocument({ ...asked, seen: { ...asked.seen, extra: new Map() }, expected: [], ...each })
        .trimEnd()
        .split("\n")
        .at(-1),
    );
    assert.deepEqual(
      lines.map(line => line?.slice(0, 60)),
      [
        "None are known: a program gives the credential, and the kube",
        "None are known: the kubeconfig does not say whose credential",
        "None are known: the context sends no credential.",
      ],
    );
  });
});
