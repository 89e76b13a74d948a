import { strict as assert } from "node:assert";
import { issuedCsv } from "../../../src/core/report/issued.ts";
import { DAY, NOW, record } from "../ledger/support.ts";

describe("issued certificates as CSV", () => {
  it("are a row each, quoted, with formulas disarmed and nothing that a terminal acts on", () => {
    const sly = record("=cmd|'/c calc'!A1", {
      groups: ["a", 'o"ps'],
      subject: "CN=x,O=y",
      notAfter: NOW - DAY,
      entry: "+1",
      file: "@a\u001b[31m\u202e",
    });
    const { ca, fingerprint } = sly;
    assert.deepEqual(issuedCsv([record("jane", { uid: "-7" }), sly], NOW).split("\r\n"), [
      "issued,issuance,user,groups,uid,subject,usages,not_before,not_after,valid,certificate_authority,ca_sha256,serial,sha256,file,kubeconfig_user",
      `2026-11-27T12:00:00Z,minted,jane,dev,-7,"CN=jane,O=dev",clientAuth,2026-11-27T11:55:00Z,2026-12-04T12:00:00Z,yes,kubernetes,${ca.fingerprint},1f00,${fingerprint},/home/jane/.kube/config,`,
      `2026-11-27T12:00:00Z,minted,'=cmd|'/c calc'!A1,"a;o""ps",,"CN=x,O=y",clientAuth,2026-11-27T11:55:00Z,2026-11-26T12:00:00Z,no,kubernetes,${ca.fingerprint},1f00,${fingerprint},'@a\\u001b[31m\\u202e,'+1`,
      "",
    ]);
  });
});
