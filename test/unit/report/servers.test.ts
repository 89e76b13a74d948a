import { strict as assert } from "node:assert";
import type { SeenServer } from "../../../src/core/features/server-check/seen.ts";
import { render } from "../../../src/core/message.ts";
import { buildReport } from "../../../src/core/report/index.ts";
import { decodeCertificate } from "../../../src/core/x509/certificate.ts";
import { DAY, NOW, THRESHOLDS } from "../../support/analyze.ts";
import { base64, makeCa, makeCertificate } from "../../support/certificates.ts";
import { analysisOf } from "../../support/editor.ts";

describe("servers in the report", () => {
  it("have a row for each cluster, of what was seen last, below the CA that it chains to", async () => {
    const ca = await makeCa();
    const analysis = analysisOf(`clusters:
- {name: c, cluster: {server: "https://10.0.0.1:6443", certificate-authority-data: ${base64(ca.pem)}}}
users: [{name: u, user: {token: t}}]
contexts:
- {name: a, context: {cluster: c, user: u}}
- {name: b, context: {cluster: c, user: u}}
- {name: unseen, context: {cluster: c, user: u}}
`);
    const serving = async (days: number) =>
      decodeCertificate(
        (await makeCertificate({ cn: "apiserver", issuer: ca, notAfter: new Date(NOW + days * DAY) })).der,
      );
    const seen = async (context: string, at: number, days: number): Promise<SeenServer> => {
      const leaf = await serving(days);
      assert.ok(leaf.ok);
      const judgement = { certificates: [leaf.value], accepted: true, findings: [] };
      return { context, server: "https://10.0.0.1:6443", at, judgement };
    };
    const refused: SeenServer = {
      context: "unseen",
      server: "https://10.0.0.1:6443",
      at: NOW,
      failure: { code: "refused", reason: { template: "no", args: [] } },
    };
    const all = [await seen("b", NOW, 10), await seen("a", NOW - DAY, -2), refused];
    const timing = { now: NOW, thresholds: THRESHOLDS };
    const { rows } = buildReport(
      { analyses: [analysis], folders: [], servers: [{ analysis, seen: all }] },
      timing,
    );
    assert.deepEqual(
      rows.map(({ kind, name, state, detail, contexts, caName, ca: above }) => [
        kind,
        name,
        state,
        detail && render(detail),
        contexts,
        caName,
        above !== undefined && rows.find(({ id }) => id === above)?.kind,
      ]),
      [
        [
          "server-certificate",
          "c",
          "expiring",
          "of https://10.0.0.1:6443, seen on 2026-11-22 00:00 UTC",
          ["a", "b"],
          "kubernetes",
          "ca",
        ],
        ["ca", "c", "ok", undefined, ["a", "b", "unseen"], undefined, false],
      ],
    );
  });
});
