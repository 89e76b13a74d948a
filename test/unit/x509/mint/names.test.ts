import { strict as assert } from "node:assert";
import fc from "fast-check";
import { type ClientIdentity, identityOf, judgeIdentity, lasting } from "../../../../src/core/x509/assess.ts";
import { decodeCertificate } from "../../../../src/core/x509/certificate.ts";
import {
  createCsr,
  inspectCsr,
  mintClientCertificate,
  renewCertificate,
} from "../../../../src/core/x509/signing.ts";
import { made, signingCa, thriftyCrypto } from "../../../support/minting.ts";

const world = { now: Date.parse("2026-06-01T12:00:00Z"), crypto: thriftyCrypto() };
const ODD = [
  " lead",
  "trail ",
  "a, b",
  'say "hi"',
  "#hash",
  "a/b\\c",
  "x=y+z;<>",
  "日本",
  "🎉",
  "'",
  "*&",
  "é\u0301",
  "CN=x",
];

function isTaken(name: string): boolean {
  return judgeIdentity({ user: name, groups: [name] }).refusals.length === 0;
}

/** Any identity that is not refused. */
const identities: fc.Arbitrary<ClientIdentity> = (() => {
  const name = fc.oneof(
    fc.constantFrom(...ODD),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
  );
  return fc
    .record(
      { user: name, groups: fc.uniqueArray(name, { maxLength: 4 }), uid: name },
      { requiredKeys: ["user", "groups"] },
    )
    .map(identity => ({ ...identity }))
    .filter(identity => judgeIdentity(identity).refusals.length === 0);
})();

describe("names of any kind", function () {
  this.timeout(60_000);

  it("stand in certificates, requests and renewals as they were typed", async () => {
    const ca = await signingCa(world);
    const lifetime = lasting(1, "d");
    await fc.assert(
      fc.asyncProperty(identities, async identity => {
        const { certificate } = made(await mintClientCertificate({ ...identity, lifetime }, ca, world));
        const renewed = made(await renewCertificate(certificate, { lifetime }, ca, world));
        const read = made(decodeCertificate(renewed.certificate.der));
        const request = made(await inspectCsr(made(await createCsr(identity, world)).requestPem));
        assert.deepEqual([identityOf(read.subject), request.identity], [identity, identity]);
      }),
      { numRuns: 30, examples: [[{ user: "jane", groups: ODD.filter(isTaken) }]] },
    );
  });
});
