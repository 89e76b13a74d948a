import { strict as assert } from "node:assert";
import { signatureScheme } from "../../../src/core/x509/algorithms.ts";
import { concat, element, oid, sequence, smallInteger } from "../../../src/core/x509/mint/der.ts";

const NULL = Uint8Array.of(5, 0);

/** RSASSA-PSS-params for SHA-256, with something behind the length of the salt. */
function pss(...behind: readonly Uint8Array[]): string | undefined {
  const sha256 = sequence(oid("2.16.840.1.101.3.4.2.1"), NULL);
  const mgf = sequence(oid("1.2.840.113549.1.1.8"), sha256);
  const fields = [element(0xa0, sha256), element(0xa1, mgf), element(0xa2, smallInteger(32))];
  const parameters = sequence(...fields, concat(behind));
  return signatureScheme({ oid: "1.2.840.113549.1.1.10", parameters })?.name;
}

describe("signatureScheme", () => {
  it("takes parameters of RSA-PSS as Go's encoding/asn1 does", () => {
    assert.deepEqual(
      {
        plain: pss(),
        trailer: pss(element(0xa3, smallInteger(1))),
        anotherTrailer: pss(element(0xa3, smallInteger(2))),
        moreFields: pss(smallInteger(1)),
        emptyAtTheEnd: pss(NULL),
        emptyBeforeTheEnd: pss(NULL, smallInteger(1)),
      },
      {
        plain: "SHA256-RSAPSS",
        trailer: "SHA256-RSAPSS",
        anotherTrailer: undefined,
        moreFields: "SHA256-RSAPSS",
        emptyAtTheEnd: undefined,
        emptyBeforeTheEnd: "SHA256-RSAPSS",
      },
    );
  });
});
