import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import type { FindingCode } from "../../src/core/rules/index.ts";
import type { ChainCode } from "../../src/core/x509/chain-verdict.ts";
import { analyzeText, type FoundText } from "../support/analyze.ts";
import { base64 } from "../support/certificates.ts";
import { defectiveChains, type KeyedCase } from "./support/chain-cases.ts";
import { clientVerdicts, limbo, limboCases } from "./support/client-verdicts.ts";
import { type AskGo, goOrSkip } from "./support/gox509.ts";

const NOW = Date.UTC(2026, 5, 1);

describe("findings on chains of client certificates against Go", function () {
  this.timeout(600_000);
  let ask: AskGo;
  let cases: readonly KeyedCase[];
  let theirs: readonly (ChainCode | "good")[];
  let ours: readonly (readonly FoundText[])[];

  before(async function () {
    ask = goOrSkip(this);
    cases = await defectiveChains("clientAuth");
    theirs = clientVerdicts(ask, cases, NOW);
    ours = cases.map(findings);
  });

  it("are there exactly where an API server with that CA refuses", () => {
    assert.deepEqual(
      cases.map(({ name }, i) => `${name}: ${ours[i]?.some(refuses) ? "refused" : "good"}`),
      cases.map(({ name }, i) => `${name}: ${theirs[i] === "good" ? "good" : "refused"}`),
    );
  });

  it("are there exactly where it refuses a chain of x509-limbo", function () {
    if (!existsSync(limbo)) {
      console.log(`      skipped: ${limbo} is not here`);
      return this.skip();
    }
    const given = limboCases().map(each => ({ ...each, key: "" }));
    const verdicts = clientVerdicts(ask, given, NOW);
    assert.equal(given.length > 20, true);
    assert.deepEqual(
      given.map(each => `${each.name}: ${findings(each).some(refuses) ? "refused" : "good"}`),
      given.map(({ name }, i) => `${name}: ${verdicts[i] === "good" ? "good" : "refused"}`),
    );
  });

  it("give the reason that Go gives", () => {
    const explained = cases.flatMap(({ name }, i) =>
      (ours[i] ?? [])
        .filter(({ code }) => code === "client-chain-refused")
        .map(({ message }) => ({ name, message, code: theirs[i] ?? "good" })),
    );
    assert.deepEqual(
      explained.filter(({ code, message }) => !WORDS[code]?.test(message)),
      [],
    );
    assert.deepEqual([...new Set(explained.map(({ code }) => code))].sort(), Object.keys(WORDS).sort());
  });
});

const WORDS: Readonly<Partial<Record<ChainCode | "good", RegExp>>> = {
  expired: / expired on /,
  "not-yet-valid": / is valid only from /,
  "critical-extension": / has a critical extension /,
  "path-length": / allows fewer CAs /,
  "may-not-sign": / may not sign certificates/,
  "weak-signature": / is signed with (ECDSA-SHA1|SHA1-RSA), /,
  "weak-key": / has an RSA key of less than 1024 bits/,
  "key-usage": / is not meant for client authentication but for serverAuth/,
  "name-constraints": / may not sign for it, as DNS name "jane.example.org" is not permitted/,
};

/** Findings that say that the API server refuses; an expired CA does not while another of the bundle is good. */
const REFUSALS: ReadonlySet<string> = new Set<FindingCode>([
  "ca-expired",
  "ca-not-yet-valid",
  "certificate-expired",
  "certificate-malformed",
  "certificate-not-yet-valid",
  "client-chain-refused",
  "no-client-auth-usage",
  "not-signed-by-cluster-ca",
  "unknown-critical-extension",
  "weak-signature",
]);

function refuses({ code, severity }: FoundText): boolean {
  return REFUSALS.has(code) && !(code === "ca-expired" && severity !== "error");
}

function findings({ sent, roots, key, now = NOW }: KeyedCase): readonly FoundText[] {
  const text = `
clusters: [{name: c, cluster: {server: "https://h", certificate-authority-data: ${base64(roots)}}}]
users: [{name: u, user: {client-certificate-data: ${base64(sent)}, client-key-data: ${base64(key)}}}]
contexts: [{name: x, context: {cluster: c, user: u}}]
current-context: x
`;
  return analyzeText(text, { now });
}
