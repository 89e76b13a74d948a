import { strict as assert } from "node:assert";
import { judgeIssued } from "../../../src/cluster/index.ts";
import { render } from "../../../src/core/message.ts";
import { makeCertificate, makeRequest } from "../../support/certificates.ts";

describe("what a cluster issued", () => {
  /** What is noted, or why it is refused. @param issued groups of the certificate, and its user */
  async function judged(orgs: readonly string[], cn = "jane"): Promise<readonly string[]> {
    const request = await makeRequest({ cn: "jane", orgs: ["readers", "ops", "été"] });
    const { pem } = await makeCertificate({ cn, orgs, key: request, eku: ["clientAuth"] });
    const result = judgeIssued(pem, { requestPem: request.pem, keyPem: request.keyPem });
    return result.ok ? result.value.notes.map(note => render(note)) : [render(result.reason)];
  }

  it("is the subject that was asked for, in whatever order Go sorts its groups", async () => {
    assert.deepEqual(await judged(["ops", "readers", "été"]), []);
    assert.deepEqual(await judged(["été", "readers", "ops"]), []);
  });

  it("is said to be another subject where it is one", async () => {
    const other = /^The signer changed the subject: it is /;
    assert.match((await judged(["ops", "readers"])).join(), other);
    assert.match((await judged(["ops", "readers", "été", "dev"])).join(), other);
    assert.match((await judged(["ops", "readers", "été"], "joe")).join(), other);
  });
});
