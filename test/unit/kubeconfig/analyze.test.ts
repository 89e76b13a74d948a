import { strict as assert } from "node:assert";
import type { Analysis } from "../../../src/core/analysis.ts";
import {
  type AnalyzeOptions,
  analyze,
  createAnalysisCache,
  loadFiles,
  referencedPaths,
  verifySignatures,
} from "../../../src/core/index.ts";
import { readKubeconfig } from "../../../src/core/kubeconfig/read.ts";
import { render } from "../../../src/core/message.ts";
import { THRESHOLDS } from "../../support/analyze.ts";
import { base64, type Issued, makeCa, makeCertificate } from "../../support/certificates.ts";
import { memoryWorld } from "../../support/memory-folder.ts";
import { yaml } from "./support.ts";

const options: AnalyzeOptions = {
  now: Date.UTC(2026, 5, 1),
  thresholds: THRESHOLDS,
  files: { get: () => undefined },
  style: "posix",
};

describe("analyze", () => {
  let ca: Issued;
  let other: Issued;
  let jane: Issued;

  before(async () => {
    ca = await makeCa({ seed: "ca" });
    other = await makeCa({ seed: "other" });
    jane = await makeCertificate({
      cn: "jane",
      orgs: ["dev", "ops"],
      issuer: ca,
      seed: "jane",
      eku: ["clientAuth"],
    });
  });

  /** One context, with the CA of the cluster and the certificate and key of the user. */
  function text(cluster: string, user: string): string {
    return yaml`
      current-context: x
      clusters: [{name: c, cluster: {server: "https://h", ${cluster}}}]
      users: [{name: u, user: {${user}}}]
      contexts: [{name: x, context: {cluster: c, user: u}}]
    `;
  }
  const data = (field: string, pem: string) => `${field}-data: ${base64(pem)}`;
  const janes = () => `${data("client-certificate", jane.pem)}, ${data("client-key", jane.keyPem)}`;

  it("knows who a certificate is, until when, and whose", () => {
    const source = { id: "a", text: text(data("certificate-authority", ca.pem), janes()) };
    const analysis = analyze([source], options);
    const [context] = analysis.contexts;
    const [user] = analysis.users.values();
    assert.deepEqual(
      {
        identities: user?.identities,
        keyPair: user?.keyPair,
        key: user?.key?.content?.algorithm,
        expires: context?.expires,
        relation: context?.issuedByClusterCa?.kind.startsWith("by-"),
        current: context?.current,
        onUse: context?.onUse,
        certificates: analysis.certificates.map(({ role, index, from, entry }) => [
          role,
          index,
          from,
          entry.name,
        ]),
      },
      {
        identities: [{ user: "jane", groups: ["dev", "ops"], source: "client-certificate" }],
        keyPair: { ok: true },
        key: { type: "ECDSA", curve: "P-256" },
        expires: Date.UTC(2027, 0, 1),
        relation: true,
        current: true,
        onUse: "requests",
        certificates: [
          ["ca", 0, "data", "c"],
          ["client", 0, "data", "u"],
        ],
      },
    );
  });

  it("checks signatures when asked, and then tells CAs of one name apart", async () => {
    const source = { id: "a", text: text(data("certificate-authority", other.pem), janes()) };
    const cache = createAnalysisCache();
    const relation = ({ contexts }: Analysis) => contexts[0]?.issuedByClusterCa;
    const unchecked = analyze([source], { ...options, cache });
    const signatures = await verifySignatures(unchecked);
    const checked = analyze([source], { ...options, cache, signatures });
    assert.deepEqual(relation(checked), { kind: "no" });

    const right = { id: "a", text: text(data("certificate-authority", other.pem + ca.pem), janes()) };
    const first = analyze([right], { ...options, cache });
    const verdicts = await verifySignatures(first, signatures);
    const second = relation(analyze([right], { ...options, cache, signatures: verdicts }));
    assert.equal(second?.verified, true);
  });

  it("follows the user's own chain to the CA", async () => {
    const intermediate = await makeCertificate({ cn: "middle", issuer: ca, ca: true, seed: "middle" });
    const leaf = await makeCertificate({ cn: "jim", issuer: intermediate, seed: "jim" });
    const chain = `${data("client-certificate", leaf.pem + intermediate.pem)}, ${data("client-key", leaf.keyPem)}`;
    const analysis = analyze(
      [{ id: "a", text: text(data("certificate-authority", ca.pem), chain) }],
      options,
    );
    assert.deepEqual(
      [
        analysis.contexts[0]?.issuedByClusterCa?.kind.startsWith("by-"),
        analysis.certificates.map(use => use.role),
      ],
      [true, ["ca", "client", "client-chain"]],
    );
  });

  it("judges a chain again once something of it begins or ends", async () => {
    const [notBefore, notAfter] = [new Date("2026-02-01"), new Date("2026-03-01")];
    const middle = await makeCa({ cn: "middle", issuer: ca, seed: "middle", notBefore, notAfter });
    const leaf = await makeCertificate({ cn: "jim", issuer: middle, seed: "jim" });
    const chain = data("client-certificate", leaf.pem + middle.pem);
    const source = { id: "a", text: text(data("certificate-authority", ca.pem), chain) };
    const cache = createAnalysisCache();
    const [begin, end] = [notBefore.getTime(), notAfter.getTime()];
    const verdicts = [begin - 2, begin - 1, begin, end, end + 1, end + 2, end, begin - 1].map(now => {
      const { contexts } = analyze([source], { ...options, cache, now });
      return contexts[0]?.issuedByClusterCa?.refusal?.code ?? "good";
    });
    assert.deepEqual(verdicts, [
      "not-yet-valid",
      "not-yet-valid",
      "good",
      "good",
      "expired",
      "expired",
      "good",
      "not-yet-valid",
    ]);
  });

  it("says what is wrong with a key", () => {
    const verdicts = [
      data("client-key", other.keyPem),
      data("client-key", jane.pem),
      data("client-key", "junk"),
      data("client-key", jane.traditionalKeyPem),
    ].map(key => {
      const user = `${data("client-certificate", jane.pem)}, ${key}`;
      const analysis = analyze([{ id: "a", text: text("", user) }], options);
      const [facts] = analysis.users.values();
      const verdict = facts?.keyPair;
      return [verdict && (verdict.ok ? "ok" : verdict.code), facts?.key?.failure?.code];
    });
    assert.deepEqual(verdicts, [
      ["key-mismatch", undefined],
      ["key-is-certificate", "wrong-kind"],
      ["key-no-pem", "bad-pem"],
      ["ok", undefined],
    ]);
  });

  it("reads what lies in other files, and claims nothing of files that nobody read", async () => {
    const user = "client-certificate: jane.crt, client-key: ../jane.key, tokenFile: /run/token";
    const source = { id: "a", path: "/kube/config", text: text("certificate-authority: gone.crt", user) };
    const paths = referencedPaths([readKubeconfig(source)], "posix");
    assert.deepEqual(paths, ["/kube/gone.crt", "/kube/jane.crt", "/jane.key", "/run/token"]);

    const { files } = memoryWorld({
      "/kube/jane.crt": jane.pem,
      "/jane.key": jane.keyPem,
      "/run/token": { kind: "too-large", bytes: 10, limit: 5 },
    });
    const analysis = analyze([source], { ...options, files: await loadFiles(files, paths, 1_000_000) });
    const [facts] = analysis.users.values();
    const [cluster] = analysis.clusters.values();
    assert.deepEqual(
      [
        facts?.identities[0]?.user,
        facts?.keyPair,
        facts?.fileToken?.failure?.code,
        cluster?.ca?.failure?.code,
      ],
      ["jane", { ok: true }, "too-large", "missing"],
    );
    const blind = analyze([source], options);
    const [unknown] = blind.users.values();
    assert.deepEqual(
      [unknown?.certificate?.failure?.code, unknown?.keyPair, blind.contexts[0]?.onUse],
      ["unknown", undefined, "requests"],
    );
  });

  it("marks what an earlier file shadows, and the contexts of a user with the effective ones first", () => {
    const [a, b] = ["a", "b"].map(id => ({
      id,
      text: `users: [{name: u, user: {token: ${id}}}]\ncontexts: [{name: x, context: {user: u}}, {name: ${id}, context: {user: u}}]`,
    }));
    assert(a && b);
    const analysis = analyze([a, b], options);
    assert.deepEqual(
      {
        contexts: analysis.contexts.map(({ entry, shadowedBy }) => [
          entry.source,
          entry.name,
          shadowedBy?.source,
        ]),
        users: [...analysis.users.values()].map(({ entry, contexts }) => [
          entry.source,
          contexts.map(context => context.source + context.name),
        ]),
      },
      {
        contexts: [
          ["a", "x", undefined],
          ["a", "a", undefined],
          ["b", "x", "a"],
          ["b", "b", undefined],
        ],
        users: [
          ["a", ["ax", "aa", "bb", "bx"]],
          ["b", []],
        ],
      },
    );
  });

  it("gives the same with a cache, after edits too", () => {
    const cache = createAnalysisCache();
    const first = text(data("certificate-authority", ca.pem), janes());
    const changed = [
      first,
      first.replace("https://h", "https://i"),
      first,
      first.replace("x}", "y}"),
      `\n${first}`,
    ];
    for (const each of changed) {
      const source = { id: "a", text: each };
      assert.deepEqual(analyze([source], { ...options, cache }), analyze([source], options));
    }
  });

  it("reads an unchanged source once, and decodes unchanged data once", () => {
    const cache = createAnalysisCache();
    const of = (edited: string) => analyze([{ id: "a", text: edited }], { ...options, cache });
    const before = text(data("certificate-authority", ca.pem), janes());
    const [first, again, edited] = [of(before), of(before), of(`${before}# edited`)];
    const leaf = ({ certificates }: Analysis) => certificates.at(-1)?.certificate;
    assert.equal(again.files[0], first.files[0]);
    assert.notEqual(edited.files[0], first.files[0]);
    assert.equal(leaf(edited), leaf(first));
  });

  it("does not fail on a text that is none", () => {
    for (const broken of [
      "\0",
      "a: [",
      "- - -",
      "%YAML 1.2\n---\na",
      "users: [{user: {exec: 1}}, [], null",
    ]) {
      const analysis = analyze([{ id: "a", text: broken }], options);
      assert.equal(analysis.effective.loads, false, broken);
      assert.equal(analysis.findings.length > 0, true, broken);
      for (const finding of analysis.findings) assert.notEqual(render(finding.message), "");
    }
  });
});
