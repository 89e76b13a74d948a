import { strict as assert } from "node:assert";
import { decodeCertificate } from "../../../src/core/x509/certificate.ts";
import { checkSignatures } from "../../../src/core/x509/checked-chain.ts";
import { serverAuthError } from "../../../src/core/x509/server-auth.ts";
import { type Issued, makeCa, makeCertificate } from "../../support/certificates.ts";

const NOW = Date.UTC(2026, 5, 1);

describe("serverAuthError", () => {
  it("says what kubectl says, in the order of Go", async () => {
    const [ca, namesake] = [await makeCa(), await makeCa()];
    const san = [
      { type: "dns", value: "kubernetes" },
      { type: "ip", value: "10.0.0.1" },
    ] as const;
    const leaf = decode(await makeCertificate({ cn: "k8s", issuer: ca, eku: ["serverAuth"], san }));
    const ask = async (host: string, root: Issued, now = NOW) => {
      const chain = { leaf, intermediates: [], roots: [decode(root)], now };
      return serverAuthError(chain, host, await checkSignatures(chain));
    };
    assert.deepEqual(
      [
        await ask("kubernetes", ca),
        await ask("k8s", ca),
        await ask("[10.0.0.1]", ca),
        await ask("kubernetes", namesake),
        await ask("k8s", namesake),
        await ask("k8s", namesake, Date.UTC(2028, 0, 1)),
      ],
      [
        undefined,
        "tls: failed to verify certificate: x509: certificate is valid for kubernetes, not k8s",
        undefined,
        'tls: failed to verify certificate: x509: certificate signed by unknown authority (possibly because of "x509: ECDSA verification failure" while trying to verify candidate authority certificate "kubernetes")',
        "tls: failed to verify certificate: x509: certificate is valid for kubernetes, not k8s",
        "tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2028-01-01T00:00:00Z is after 2027-01-01T00:00:00Z",
      ],
    );
  });
});

function decode({ der }: Issued) {
  const decoded = decodeCertificate(der);
  assert(decoded.ok);
  return decoded.value;
}
