import { strict as assert } from "node:assert";
import { nextChange } from "../../../../src/core/features/clock.ts";
import { endings } from "../../../../src/core/features/endings.ts";
import { contextParts, userParts } from "../../../../src/core/features/summary.ts";
import { certificateNodes, countEnding, pathTo } from "../../../../src/core/features/tree/index.ts";
import { render } from "../../../../src/core/message.ts";
import { DAY, NOW, THRESHOLDS } from "../../../support/analyze.ts";
import { base64, makeCertificate } from "../../../support/certificates.ts";
import { analysisOf } from "../../../support/editor.ts";
import { makeJwt } from "../../../support/tokens.ts";
import { treeLines, treeSourceOf } from "../../../support/tree.ts";

async function user(name: string, days: number, from = -40): Promise<string> {
  const { pem, keyPem } = await makeCertificate({
    cn: name,
    orgs: ["dev"],
    seed: name,
    eku: ["clientAuth"],
    notBefore: new Date(NOW + from * DAY),
    notAfter: new Date(NOW + days * DAY),
  });
  return `{name: ${name}, user: {client-certificate-data: ${base64(pem)}, client-key-data: ${base64(keyPem)}}}`;
}

function token(seconds: { readonly iat: number; readonly exp: number }): string {
  return makeJwt({ iss: "https://i.example.com", sub: "someone", ...seconds });
}

describe("the Certificates view", () => {
  it("lists every certificate once, what ends first on top", async () => {
    const late = await user("late", 100);
    const text = `users:\n- ${late}\n- ${late.replace("name: late", "name: twin")}\n- ${await user("over", -1)}\n- ${await user("soon", 9)}\n`;
    const nodes = certificateNodes([treeSourceOf(analysisOf(text))]);
    assert.deepEqual(
      { lines: treeLines(nodes), ending: countEnding(nodes) },
      {
        lines: [
          "error over | expired 24h ago · dev · user over · config",
          "warning soon | expires in 9d · dev · user soon · config",
          "verified late | expires in 100d · dev · 2 places",
          "  account late | config",
          "  account twin | config",
        ],
        ending: 2,
      },
    );
  });
});

describe("a certificate that ends before it begins", () => {
  it("is never valid in whatever is said of its user, its context and itself", async () => {
    const text = `users:\n- ${await user("odd", 50, 60)}\ncontexts:\n- {name: x, context: {cluster: c, user: odd}}\nclusters:\n- {name: c, cluster: {server: "https://c"}}\n`;
    const analysis = analysisOf(text);
    const [context] = analysis.contexts;
    const [facts] = analysis.users.values();
    assert.ok(context && facts);
    assert.deepEqual(
      [
        ...treeLines(certificateNodes([treeSourceOf(analysis)])),
        [...userParts(facts, NOW), ...contextParts(context, facts, NOW)].map(part =>
          typeof part === "string" ? part : render(part),
        ),
      ],
      [
        "error odd | never valid · dev · user odd · config",
        ["odd", "dev", "never valid", "odd @ https://c", "never valid"],
      ],
    );
  });
});

describe("endings", () => {
  it("are the credentials that a context uses and that somebody has to renew", async () => {
    const seconds = NOW / 1000;
    const day = DAY / 1000;
    const text = `users:
- ${await user("idle", 1)}
- ${await user("over", -2)}
- ${await user("soon", 5)}
- ${await user("fine", 50)}
- ${await user("never", 50, 60)}
- {name: hourly, user: {token: ${token({ iat: seconds - 60, exp: seconds + 3600 })}}}
- {name: yearly, user: {token: ${token({ iat: seconds - 360 * day, exp: seconds + 5 * day })}}}
contexts:
- {name: a, context: {user: over}}
- {name: b, context: {user: soon}}
- {name: c, context: {user: fine}}
- {name: d, context: {user: hourly}}
- {name: e, context: {user: yearly}}
- {name: f, context: {user: never}}
`;
    assert.deepEqual(endings(analysisOf(text), THRESHOLDS), [
      { user: "over", expires: NOW - 2 * DAY },
      { user: "soon", expires: NOW + 5 * DAY },
      { user: "yearly", expires: NOW + 5 * DAY },
      { user: "never", expires: NOW + 50 * DAY, neverValid: true },
    ]);
  });
});

describe("nextChange", () => {
  it("is the first threshold or end to come", async () => {
    const at = async (days: number) => {
      const analysis = analysisOf(`users:\n- ${await user("u", days)}\n`);
      return (nextChange([analysis], { now: NOW, thresholds: THRESHOLDS }) - NOW) / DAY;
    };
    assert.deepEqual(
      [await at(40), await at(20), await at(5), await at(-1)],
      [10, 13, 5, Number.POSITIVE_INFINITY],
    );
  });
});

describe("pathTo", () => {
  const text = `clusters:
- {name: c, cluster: {server: "https://c"}}
users:
- {name: u, user: {token: t}}
- {name: idle, user: {token: t}}
contexts:
- {name: x, context: {cluster: c, user: u}}
`;
  const source = treeSourceOf(analysisOf(text));
  const at = (mark: string) => pathTo(source, "config", text.indexOf(mark));

  it("leads to a context, or to the cluster or user below one", () => {
    const [context = ""] = at("name: x");
    assert.deepEqual(
      [at("name: x").length, at("name: c,"), at("name: u,"), at("name: idle"), at("contexts:")],
      [1, [context, `${context}/"cluster"`], [context, `${context}/"user"`], [], []],
    );
  });
});
