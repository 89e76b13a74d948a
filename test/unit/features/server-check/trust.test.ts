import { strict as assert } from "node:assert";
import { render } from "../../../../src/core/message.ts";
import { type Issued, makeCa } from "../../../support/certificates.ts";
import { type Case, decode, type Lab, makeLab, said, serving, withoutFingerprint } from "./judging.ts";

describe("judgeServer, on the CAs", () => {
  let ca: Issued;
  let good: Issued;
  let judge: Lab["judge"];

  before(async () => {
    ({ ca, good, judge } = await makeLab());
  });

  it("tells a CA that was replaced from another cluster's", async () => {
    const newer = await makeCa({ notBefore: new Date("2026-03-01T00:00:00Z") });
    const older = await makeCa({ notBefore: new Date("2025-03-01T00:00:00Z") });
    const stranger = await makeCa({ cn: "corporate proxy" });
    const cases = [
      [newer, true],
      [newer, false],
      [older, true],
      [stranger, true],
      [stranger, false],
    ] as const;
    const answers = await Promise.all(
      cases.map(async ([issuer, sends]) => {
        const leaf = await serving({ issuer });
        const { findings } = await judge({ sent: sends ? [leaf, issuer] : [leaf] });
        return findings.map(({ code, message, fix }) => [
          code,
          fix?.kind === "take-ca" && fix.pem === issuer.pem,
          withoutFingerprint(render(message)),
        ]);
      }),
    );
    const sent =
      " The server sends what would have to be trusted, with the SHA-256 fingerprint FP: compare that with the cluster's before you take it into the kubeconfig.";
    const notSent =
      " Take the CA from somebody whose kubeconfig works, or from the control plane (with kubeadm: /etc/kubernetes/pki/ca.crt); the server sends none that would do.";
    const other =
      'The server\'s certificate is issued by "corporate proxy", and the kubeconfig trusts "kubernetes". It is another cluster, or something in between answers: a proxy that looks into TLS, or a load balancer with a certificate of its own.';
    assert.deepEqual(answers.flat(), [
      [
        "ca-replaced",
        true,
        `The CA of the server, "kubernetes", is of 2026-03-01, and that of the kubeconfig, of the same name with another key, of 2026-01-01: the CA of the cluster was replaced since, or this is another cluster whose CA is called the same.${sent}`,
      ],
      [
        "ca-replaced",
        false,
        `The server's certificate is signed by a CA of the same name as that of the kubeconfig, "kubernetes", with another key: the CA of the cluster was replaced since, or this is another cluster whose CA is called the same.${notSent}`,
      ],
      [
        "ca-replaced",
        true,
        `The CA of the server, "kubernetes", is of 2025-03-01, and that of the kubeconfig, of the same name with another key, is newer, of 2026-01-01: the server was not restarted since its CA was replaced, or this is another cluster whose CA is called the same.${sent}`,
      ],
      ["unknown-authority", true, other + sent],
      ["unknown-authority", false, other + notSent],
    ]);
  });

  it("knows the CAs of k3s, whose names hold a time", async () => {
    const [before, after] = [
      await makeCa({ cn: "k3s-server-ca@1735689600" }),
      await makeCa({ cn: "k3s-server-ca@1767225600" }),
    ];
    const { findings } = await judge({ sent: [await serving({ issuer: after }), after], ca: [before] });
    assert.deepEqual(
      findings.map(({ code, message, fix }) => [code, render(message).split(": ")[0], fix?.kind]),
      [
        [
          "ca-replaced",
          'The server\'s certificate is issued by "k3s-server-ca@1767225600", and the kubeconfig trusts "k3s-server-ca@1735689600"',
          "take-ca",
        ],
      ],
    );
  });

  it("offers a CA only if kubectl would then take the chain", async () => {
    const forClients = await makeCa({ cn: "clients", eku: ["clientAuth"] });
    const expired = await makeCa({ cn: "old", notAfter: new Date("2026-02-01T00:00:00Z") });
    const stranger = await makeCa({ cn: "stranger" });
    for (const issuer of [forClients, expired]) {
      const { findings } = await judge({ sent: [await serving({ issuer }), issuer, stranger] });
      assert.deepEqual(
        findings.map(({ code, fix }) => [code, fix]),
        [["unknown-authority", undefined]],
      );
    }
  });

  it("knows a certificate that is signed by itself", async () => {
    const alone = await serving({});
    assert.deepEqual(said(await judge({ sent: [alone] })), {
      accepted: false,
      kubectl: "tls: failed to verify certificate: x509: certificate signed by unknown authority",
      findings: [
        [
          "self-signed",
          "error",
          "The server's certificate is signed by itself, and is not among those of the kubeconfig (\"kubernetes\"). The server sends what would have to be trusted, with the SHA-256 fingerprint FP: compare that with the cluster's before you take it into the kubeconfig.",
          "take-ca CN=apiserver",
        ],
      ],
    });
  });

  it("says why a chain does not hold", async () => {
    const middle = await makeCa({ cn: "middle", issuer: ca, notAfter: new Date("2026-02-01T00:00:00Z") });
    const wrongly = await serving({ issuer: ca, eku: ["clientAuth"] });
    const reasons = await Promise.all(
      [[await serving({ issuer: middle }), middle], [wrongly]].map(async sent => {
        const { kubectl, findings } = await judge({ sent });
        return [kubectl?.split("x509: ")[1], ...findings.map(({ code, message }) => [code, render(message)])];
      }),
    );
    const says = (reason: string) =>
      `The certificate does not lead to a CA of the kubeconfig that counts: ${reason}. Have that certificate issued again.`;
    assert.deepEqual(reasons, [
      [
        "certificate has expired or is not yet valid: current time 2026-06-01T00:00:00Z is after 2026-02-01T00:00:00Z",
        ["chain-refused", says('the CA "middle" expired on 2026-02-01')],
      ],
      [
        "certificate specifies an incompatible key usage",
        [
          "chain-refused",
          says("the serving certificate is not meant for server authentication but for clientAuth"),
        ],
      ],
    ]);
  });

  it("softens what kubectl does not look at, and tells what it would say", async () => {
    const given = { sent: [good], host: "x", insecure: true };
    const { accepted, kubectl, findings } = await judge(given);
    const without = await judge({ ...given, ca: "none" });
    assert.deepEqual(
      [accepted, kubectl?.includes("valid for kubernetes, not x"), findings.map(({ severity }) => severity)],
      [true, true, ["warning"]],
    );
    assert.deepEqual(
      [without.accepted, without.kubectl, without.findings.map(({ code, fix }) => [code, fix])],
      [
        true,
        undefined,
        [
          ["name-mismatch", undefined],
          ["ca-of-the-machine", undefined],
        ],
      ],
    );
  });

  it("leaves to the machine what the kubeconfig does not say", async () => {
    const [fits, other] = [
      await judge({ sent: [good, ca], ca: "none" }),
      await judge({ sent: [good], ca: "none", host: "x" }),
    ];
    assert.deepEqual(
      [fits, other].map(({ accepted, findings }) => [
        accepted,
        findings.map(({ code, fix }) => [code, fix?.kind]),
      ]),
      [
        [undefined, [["ca-of-the-machine", "take-ca"]]],
        [
          false,
          [
            ["name-mismatch", undefined],
            ["ca-of-the-machine", undefined],
          ],
        ],
      ],
    );
  });

  it("judges by the CAs of the machine, where they are known", async () => {
    const stranger = await makeCa({ cn: "stranger" });
    const of = async (machine: Issued, more: Partial<Case> = {}) => {
      const given = { sent: [good, ca], ca: "none" as const, machineCas: [decode(machine)], ...more };
      const { accepted, kubectl, findings } = await judge(given);
      return [
        accepted,
        kubectl,
        ...findings.map(({ code, message, fix }) => [code, render(message).split(". ")[0], fix?.kind]),
      ];
    };
    assert.deepEqual(await Promise.all([of(ca), of(stranger), of(ca, { host: "x" })]), [
      [true, undefined],
      [
        false,
        undefined,
        [
          "unknown-authority",
          'The kubeconfig names no CA for this cluster, and those of this machine do not vouch for the server\'s certificate, which is issued by "kubernetes"',
          "take-ca",
        ],
      ],
      [
        false,
        undefined,
        ["name-mismatch", "The certificate is for 10.0.0.1 and kubernetes; you dial x", undefined],
      ],
    ]);
  });
});
