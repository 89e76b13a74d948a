import { strict as assert } from "node:assert";
import type * as x509 from "@peculiar/x509";
import { decodeCertificates } from "../../src/core/x509/certificates.ts";
import { checkSignatures } from "../../src/core/x509/checked-chain.ts";
import { serverAuthError } from "../../src/core/x509/server-auth.ts";
import { type CertificateOptions, type Issued, makeCa, makeCertificate } from "../support/certificates.ts";
import { defectiveChains } from "./support/chain-cases.ts";
import type { ClientCase } from "./support/client-verdicts.ts";
import { type AskGo, goOrSkip } from "./support/gox509.ts";

const NOW = Date.UTC(2026, 5, 1);

interface ServerCase extends ClientCase {
  readonly host: string;
}

describe("what a client says to a server's certificates, against Go", function () {
  this.timeout(600_000);
  let ask: AskGo;

  before(function () {
    ask = goOrSkip(this);
  });

  it("is the same, word for word, for every defect of a chain", async () => {
    const chains = await defectiveChains("serverAuth");
    const cases = chains.flatMap(each => ["", "jane.example.org"].map(host => ({ ...each, host })));
    assert.equal(cases.length > 500, true);
    await compare(ask, cases);
  });

  it("is the same for CAs of the same name and keys of every kind", async () => {
    await compare(ask, await otherCas());
  });

  it("is the same for hosts and names", async () => {
    await compare(ask, await namedCases());
  });
});

async function compare(ask: AskGo, cases: readonly ServerCase[]): Promise<void> {
  const answers = ask(
    cases.map(({ sent, roots, host, now = NOW }) => ({
      kind: "serve",
      data: Buffer.from(sent),
      key: Buffer.from(roots),
      host,
      now: now / 1000,
    })),
  );
  const label = ({ name, host }: ServerCase) => `${name}, dialled as ${host}`;
  assert.deepEqual(
    await Promise.all(cases.map(async each => `${label(each)}: ${await errorOf(each)}`)),
    cases.map((each, i) => `${label(each)}: ${answers[i]?.error}`),
  );
}

async function errorOf({ sent, roots, host, now = NOW }: ServerCase): Promise<string | undefined> {
  const [leaf, ...intermediates] = decoded(sent);
  assert(leaf);
  const chain = { leaf, intermediates, roots: decoded(roots), now };
  return serverAuthError(chain, host, await checkSignatures(chain))?.replace(
    "tls: failed to verify certificate: ",
    "",
  );
}

function decoded(pem: string) {
  return decodeCertificates(pem).entries.flatMap(({ certificate }) =>
    certificate.ok ? [certificate.value] : [],
  );
}

/** CAs that bear the issuer's name, and did not sign. */
async function otherCas(): Promise<readonly ServerCase[]> {
  const cases: ServerCase[] = [];
  const subjects: readonly CertificateOptions[] = [{ cn: 'a "CA"' }, { orgs: ["org"] }, { subject: [] }];
  for (const keyType of ["p256", "p521", "ed25519", "rsa-2048"] as const) {
    for (const subject of subjects) {
      const root = await makeCa({ keyType, serial: "0f0e", ...subject });
      const leaf = await makeCertificate({ cn: "h", issuer: root, eku: ["serverAuth"], san: [DNS("h")] });
      for (const other of ["p256", "ed25519", "rsa-2048"] as const) {
        const namesake = await makeCa({ keyType: other, serial: "0f0e", ...subject });
        const name = `${other} beside ${keyType}, ${JSON.stringify(subject)}`;
        cases.push({ name, sent: leaf.pem, roots: namesake.pem, host: "h" });
        cases.push({ name: `${name}, both`, sent: leaf.pem, roots: namesake.pem + root.pem, host: "h" });
        cases.push({ name: `${name}, sent`, sent: leaf.pem + root.pem, roots: namesake.pem, host: "h" });
      }
    }
  }
  const alone = await makeCertificate({ cn: "h", san: [DNS("h")] });
  cases.push({ name: "a self-signed one", sent: alone.pem, roots: alone.pem, host: "h" });
  const another = await makeCertificate({ cn: "h", san: [DNS("h")] });
  cases.push({ name: "another self-signed one", sent: another.pem, roots: alone.pem, host: "h" });
  return cases;
}

const DNS = (value: string): x509.JsonGeneralName => ({ type: "dns", value });
const IP = (value: string): x509.JsonGeneralName => ({ type: "ip", value });

const NAMES: Readonly<Record<string, readonly x509.JsonGeneralName[] | undefined>> = {
  "no extension": undefined,
  kubeadm: [DNS("kubernetes"), DNS("kubernetes.default.svc"), IP("10.0.0.1"), IP("::1")],
  mail: [{ type: "email", value: "jane@example.com" }],
  wildcards: [DNS("*.example.com"), DNS("*"), DNS("w*.example.org"), DNS("a.*.example.org"), DNS("*.")],
  odd: [
    DNS("under_score"),
    DNS("-dash"),
    DNS("dash-"),
    DNS("dot."),
    DNS("UPPER.example.com"),
    DNS("1.2.3.4"),
  ],
  addresses: [IP("192.0.2.1"), IP("2001:db8::1"), IP("::ffff:192.0.2.2")],
  "99 names": Array.from({ length: 99 }, (_, i) => DNS(`n${i}`)),
  "100 names": Array.from({ length: 100 }, (_, i) => DNS(`n${i}`)),
  "100 addresses": Array.from({ length: 100 }, (_, i) => IP(`10.1.0.${i}`)),
};

const HOSTS: readonly string[] = [
  "kubernetes",
  "kubernetes.default",
  "KUBERNETES",
  "kubernetes.",
  "kubernetes.default.svc",
  "10.0.0.1",
  "10.0.0.2",
  "010.0.0.1",
  "[::1]",
  "::1",
  "0:0:0:0:0:0:0:1",
  "[fe80::1%eth0]",
  "::ffff:10.0.0.1",
  "192.0.2.2",
  "2001:DB8::1",
  "a.example.com",
  "A.Example.COM.",
  "a.b.example.com",
  "example.com",
  "*.example.com",
  "*",
  "www.example.org",
  "w*.example.org",
  "a.b.example.org",
  "a.*.example.org",
  "under_score",
  "-dash",
  "dash-",
  "dot",
  "dot.",
  ".",
  "..",
  "upper.example.com",
  "1.2.3.4",
  "b\u00fccher.example",
  "n1",
  "jane@example.com",
  "common",
  "Common.",
];

/** Certificates with names of every kind, by every host. */
async function namedCases(): Promise<readonly ServerCase[]> {
  const root = await makeCa({ cn: "root" });
  const cases: ServerCase[] = [];
  for (const [name, san] of Object.entries(NAMES)) {
    const options = { cn: "common", issuer: root, eku: ["serverAuth"] as const };
    const leaf: Issued = await makeCertificate({ ...options, ...(san && { san }) });
    for (const host of HOSTS) cases.push({ name, sent: leaf.pem, roots: root.pem, host });
  }
  return cases;
}
