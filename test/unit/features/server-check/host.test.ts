import { strict as assert } from "node:assert";
import type { Issued } from "../../../support/certificates.ts";
import { type Lab, makeLab, nameOf, said, serving } from "./judging.ts";

describe("judgeServer, on the name that is dialled", () => {
  let ca: Issued;
  let good: Issued;
  let judge: Lab["judge"];

  before(async () => {
    ({ ca, good, judge } = await makeLab());
  });

  it("tells whom the certificate is for, and how to dial it", async () => {
    assert.deepEqual(said(await judge({ sent: [good], host: "k8stest1" })), {
      accepted: false,
      kubectl: "tls: failed to verify certificate: x509: certificate is valid for kubernetes, not k8stest1",
      findings: [
        [
          "name-mismatch",
          "error",
          "The certificate is for 10.0.0.1 and kubernetes; you dial k8stest1. Set tls-server-name: kubernetes in the cluster, or dial a host that it is for.",
          { kind: "set-server-name", name: "kubernetes" },
        ],
      ],
    });
  });

  it("finds the name that means the same server", async () => {
    const names = async (san: readonly string[], host: string, serverName?: string) => {
      const leaf = await serving({ issuer: ca, san: san.map(nameOf) });
      const { findings } = await judge({ sent: [leaf], host, serverName });
      return findings[0]?.fix;
    };
    assert.deepEqual(
      await Promise.all([
        names(["kubernetes", "cp1", "cp1.example.com"], "cp1.example.org"),
        names(["kubernetes", "api.example.com"], "API"),
        names(["*.example.com", "b.example.com"], "x"),
        names(["10.0.0.1"], "10.0.0.2"),
        names(["*.example.com"], "x"),
        names(["api"], "api", "other"),
      ]),
      [
        { kind: "set-server-name", name: "cp1" },
        { kind: "set-server-name", name: "api.example.com" },
        { kind: "set-server-name", name: "b.example.com" },
        { kind: "set-server-name", name: "10.0.0.1" },
        undefined,
        { kind: "remove-server-name" },
      ],
    );
  });

  it("does not count the common name", async () => {
    const leaf = await serving({ issuer: ca, san: [] });
    assert.deepEqual(said(await judge({ sent: [leaf], host: "apiserver" })), {
      accepted: false,
      kubectl:
        "tls: failed to verify certificate: x509: certificate is not valid for any names, but wanted to match apiserver",
      findings: [
        [
          "name-mismatch",
          "error",
          "The certificate names no host, as it has no subject alternative names; you dial apiserver. Its common name (apiserver) does not count. Have it issued again with that name.",
          undefined,
        ],
      ],
    });
  });
});
