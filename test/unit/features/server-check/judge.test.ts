import { strict as assert } from "node:assert";
import type { JsonGeneralName } from "@peculiar/x509";
import { judgeServer } from "../../../../src/core/features/server-check/judge.ts";
import type {
  ClientCas,
  JudgeOptions,
  ServerJudgement,
} from "../../../../src/core/features/server-check/model.ts";
import { render, say } from "../../../../src/core/message.ts";
import { shown } from "../../../../src/core/rules/words.ts";
import { decodeCertificate } from "../../../../src/core/x509/certificate.ts";
import {
  type CertificateOptions,
  type Issued,
  makeCa,
  makeCertificate,
} from "../../../support/certificates.ts";

const NOW = Date.UTC(2026, 5, 1);
const DAY = 86_400_000;

const NOT_TOLD: ClientCas = { kind: "not-told", reason: say("no") };

interface Case extends Partial<Omit<JudgeOptions, "ca" | "clientCertificate">> {
  readonly sent: readonly Issued[];
  readonly ca?: readonly Issued[] | "none";
  readonly now?: number;
  readonly cas?: ClientCas;
  readonly client?: Issued;
}

describe("judgeServer", () => {
  let ca: Issued;
  let good: Issued;

  before(async () => {
    ca = await makeCa();
    good = await serving({ issuer: ca });
  });

  async function judge({ sent, cas = NOT_TOLD, client, now = NOW, ...rest }: Case): Promise<ServerJudgement> {
    const probe = {
      chain: sent.map(({ der }) => der),
      protocol: "TLSv1.3",
      clientCas: cas,
      dialMs: 1,
      tlsMs: 2,
    };
    const roots = rest.ca === "none" ? undefined : (rest.ca ?? [ca]).map(decode);
    return judgeServer(probe, {
      insecure: false,
      host: "kubernetes",
      timing: { now, thresholds: { warning: 30 * DAY, critical: 7 * DAY } },
      ...rest,
      ca: roots,
      ...(client && { clientCertificate: [decode(client)] }),
    });
  }

  /** What is said, without fingerprints and PEM, which tests of their own hold. */
  async function said(given: Case): Promise<unknown> {
    const { accepted, kubectl, findings } = await judge(given);
    return {
      accepted,
      kubectl: kubectl?.replace("Unable to connect to the server: ", ""),
      findings: findings.map(({ code, severity, message, fix }) => [
        code,
        severity,
        render(message).replace(/([0-9A-F]{2}:){31}[0-9A-F]{2}/, "FP"),
        fix?.kind === "take-ca" ? `${fix.kind} ${fix.subject}` : fix,
      ]),
    };
  }

  it("has nothing to say of a good server", async () => {
    const nothing = { accepted: true, kubectl: undefined, findings: [] };
    assert.deepEqual(await said({ sent: [good] }), nothing);
    assert.deepEqual(await said({ sent: [good, ca], host: "[10.0.0.1]" }), nothing);
    const alone = await serving({});
    assert.deepEqual(await said({ sent: [alone], ca: [alone] }), nothing);
    const middle = await makeCa({ cn: "middle", issuer: ca });
    assert.deepEqual(await said({ sent: [await serving({ issuer: middle }), middle] }), nothing);
  });

  it("tells whom the certificate is for, and how to dial it", async () => {
    assert.deepEqual(await said({ sent: [good], host: "k8stest1" }), {
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
    assert.deepEqual(await said({ sent: [leaf], host: "apiserver" }), {
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
          render(message).replace(/([0-9A-F]{2}:){31}[0-9A-F]{2}/, "FP"),
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
    assert.deepEqual(await said({ sent: [alone] }), {
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

  it("says when the serving certificate ends, each fault by itself", async () => {
    const stranger = await makeCa({ cn: "stranger" });
    const at = async (now: number) => {
      const { findings } = await judge({ sent: [good], ca: [stranger], host: "x", now });
      return findings.map(({ code, severity }) => `${code} ${severity}`);
    };
    assert.deepEqual(
      await Promise.all(
        [Date.UTC(2025, 0), Date.UTC(2026, 11, 10), Date.UTC(2026, 11, 28), Date.UTC(2027, 5)].map(at),
      ),
      [
        ["certificate-not-yet-valid error", "name-mismatch error", "unknown-authority error"],
        ["name-mismatch error", "unknown-authority error", "certificate-expiring warning"],
        ["certificate-expiring error", "name-mismatch error", "unknown-authority error"],
        ["certificate-expired error", "name-mismatch error", "unknown-authority error"],
      ],
    );
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

  it("compares the CAs for clients with the client's", async () => {
    const client = await makeCertificate({ cn: "jane", issuer: ca, eku: ["clientAuth"] });
    const stranger = await makeCertificate({ cn: "jane", issuer: await makeCa({ cn: "other" }) });
    const names = [ca.subject, (await makeCa({ cn: "front-proxy-ca" })).subject];
    const asked: ClientCas = { kind: "asked", names };
    const of = async (cas: ClientCas, each?: Issued) => {
      const { findings, clientCas } = await judge({ sent: [good], cas, ...(each && { client: each }) });
      return [clientCas, ...findings.map(({ message }) => render(message).split(/[.:]/)[0])];
    };
    const shownNames = ["CN=kubernetes", "CN=front-proxy-ca"];
    assert.deepEqual(
      await Promise.all([
        of(asked, client),
        of(asked, stranger),
        of(asked),
        of({ kind: "asked", names: [] }, stranger),
        of({ kind: "not-asked" }, client),
        of(NOT_TOLD, stranger),
      ]),
      [
        [shownNames],
        [
          shownNames,
          'The server takes client certificates of "kubernetes" and "front-proxy-ca", and yours is issued by "other"',
        ],
        [shownNames],
        [[]],
        [
          undefined,
          "The server asks for no client certificate, so that kubectl sends none and is taken for anonymous",
        ],
        [undefined],
      ],
    );
  });

  it("passes on what Go cannot read", async () => {
    const cut = { ...good, der: good.der.subarray(0, 40) };
    const { accepted, kubectl, findings, certificates } = await judge({ sent: [good, cut], insecure: true });
    assert.deepEqual(
      [accepted, kubectl, findings.map(({ code, severity }) => [code, severity]), certificates.length],
      [
        false,
        "Unable to connect to the server: tls: failed to parse certificate from server: x509: malformed certificate",
        [["certificate-unreadable", "error"]],
        1,
      ],
    );
    const none = await judge({ sent: [] });
    assert.deepEqual(
      none.findings.map(({ message }) => render(message)),
      ["The server sent no certificate."],
    );
  });

  it("keeps what a server says from breaking lines", async () => {
    const nasty = await makeCa({ cn: "a\u001b[31m\nb\u202e" });
    const { findings } = await judge({
      sent: [await serving({ issuer: nasty, cn: "x\n" }), nasty],
      host: "y\u0000",
    });
    for (const { message } of findings) {
      const text = render(message);
      assert.equal(shownWhole(text), text);
    }
    assert.equal(findings.length, 2);
  });
});

/** `shown`, without its bound on the length. */
function shownWhole(text: string): string {
  return (text.match(/.{1,100}/gsu) ?? []).map(shown).join("");
}

function nameOf(value: string): JsonGeneralName {
  return { type: /^[\d.]+$/.test(value) ? "ip" : "dns", value };
}

function serving(options: CertificateOptions): Promise<Issued> {
  const san = ["10.0.0.1", "kubernetes"].map(nameOf);
  return makeCertificate({ cn: "apiserver", eku: ["serverAuth"], san, ...options });
}

function decode({ der }: Issued) {
  const decoded = decodeCertificate(der);
  assert(decoded.ok);
  return decoded.value;
}
