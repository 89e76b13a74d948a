import "@abraham/reflection";
import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import * as x509 from "@peculiar/x509";
import { isAccepted } from "../../src/core/x509/certificate.ts";
import { decodeCertificates, readCaBundle } from "../../src/core/x509/certificates.ts";
import { makeCa, makeCertificate } from "../support/certificates.ts";
import { checkedVerdict } from "../support/client-auth.ts";
import { type ClientCase as Case, clientVerdicts, limbo, limboCases } from "./support/client-verdicts.ts";
import { type AskGo, goOrSkip } from "./support/gox509.ts";

const NOW = Date.UTC(2026, 5, 1);

describe("client certificate chains against Go", function () {
  this.timeout(600_000);
  let ask: AskGo;

  before(function () {
    ask = goOrSkip(this);
  });

  it("come to the same verdict on chains made here", async () => {
    await compare(ask, await ownCases());
  });

  it("come to the same verdict on names under constraints", async () => {
    await compare(ask, await constrainedCases());
  });

  it("come to the same verdict on the chains of x509-limbo", async function () {
    if (!existsSync(limbo)) {
      console.log(`      skipped: ${limbo} is not here`);
      return this.skip();
    }
    const cases = limboCases();
    assert.equal(cases.length > 20, true);
    await compare(ask, cases);
  });
});

async function compare(ask: AskGo, cases: readonly Case[]): Promise<void> {
  const ours = await Promise.all(cases.map(async each => `${each.name}: ${await verdict(each)}`));
  const theirs = clientVerdicts(ask, cases, NOW).map((code, i) => `${cases[i]?.name}: ${code}`);
  assert.deepEqual(ours, theirs);
}

async function verdict({ sent, roots, now = NOW }: Case): Promise<string> {
  const certificates = decodeCertificates(sent).entries.map(entry => entry.certificate);
  const [leaf, ...intermediates] = certificates.flatMap(each => (each.ok ? [each.value] : []));
  if (leaf === undefined || intermediates.length + 1 < certificates.length) return "refused";
  if (intermediates.some(each => !isAccepted(each))) return "refused";
  const bundle = readCaBundle(roots);
  const result = await checkedVerdict({ leaf, intermediates, roots: bundle.ok ? bundle.value : [], now });
  return result.ok ? "good" : result.code;
}

/** GeneralSubtrees of one base: tag and content. */
function constraints(permitted: readonly Base[], excluded: readonly Base[]): x509.Extension {
  const list = (tag: number, bases: readonly Base[]) =>
    bases.length === 0
      ? []
      : tlv(
          tag,
          bases.flatMap(([kind, content]) => tlv(0x30, tlv(kind, [...Buffer.from(content)]))),
        );
  return new x509.Extension(
    "2.5.29.30",
    true,
    Uint8Array.from(tlv(0x30, [...list(0xa0, permitted), ...list(0xa1, excluded)])),
  );
}

type Base = readonly [tag: number, content: string | Uint8Array];

function tlv(tag: number, content: readonly number[]): number[] {
  assert.equal(content.length < 128, true);
  return [tag, content.length, ...content];
}

const [MAIL, DNS, URI, IP] = [0x81, 0x82, 0x86, 0x87];
const SUBTREES: readonly Base[] = [
  [DNS, "example.com"],
  [DNS, ".example.com"],
  [DNS, ""],
  [DNS, "Sub.Example.com"],
  [MAIL, "jane@example.com"],
  [MAIL, "example.com"],
  [URI, "example.com"],
  [URI, ".example.com"],
  [IP, Uint8Array.of(10, 0, 0, 0, 255, 0, 0, 0)],
];
const NAMES: readonly x509.JsonGeneralName[] = [
  { type: "dns", value: "example.com" },
  { type: "dns", value: "sub.example.com" },
  { type: "dns", value: "*.EXAMPLE.com" },
  { type: "dns", value: "notexample.com" },
  { type: "email", value: "jane@example.com" },
  { type: "email", value: "Jane@Example.com" },
  { type: "email", value: "joe@sub.example.com" },
  { type: "url", value: "https://sub.example.com:8443/x" },
  { type: "url", value: "https://10.0.0.1/" },
  { type: "url", value: "urn:x" },
  { type: "ip", value: "10.1.2.3" },
  { type: "ip", value: "11.1.2.3" },
  { type: "ip", value: "::1" },
];

/** Every kind of constraint against every kind of name. */
async function constrainedCases(): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for (const subtree of SUBTREES) {
    for (const [permitted, excluded] of [
      [[subtree], []],
      [[], [subtree]],
    ] as const) {
      const root = await makeCa({ cn: "root", extensions: [constraints(permitted, excluded)] });
      for (const name of NAMES) {
        const leaf = await makeCertificate({ cn: "jane", issuer: root, eku: ["clientAuth"], san: [name] });
        const label = `${permitted.length > 0 ? "only" : "not"} ${subtree} for ${name.value}`;
        cases.push({ name: label, sent: leaf.pem, roots: root.pem });
      }
    }
  }
  return cases;
}

async function ownCases(): Promise<readonly Case[]> {
  const root = await makeCa({ cn: "root" });
  const other = await makeCa({ cn: "root" });
  const middle = await makeCa({ cn: "middle", issuer: root, pathLength: 0 });
  const below = await makeCa({ cn: "below", issuer: middle });
  const serverOnly = await makeCa({ cn: "server only", issuer: root, eku: ["serverAuth"] });
  const rsa = await makeCa({ cn: "rsa", keyType: "rsa-2048" });
  const edwards = await makeCa({ cn: "edwards", keyType: "ed25519" });
  const p521 = await makeCa({ cn: "p521", keyType: "p521" });
  const leaf = (options: Parameters<typeof makeCertificate>[0]) =>
    makeCertificate({ cn: "jane", eku: ["clientAuth"], ...options });
  const good = await leaf({ issuer: root });
  const chained = await leaf({ issuer: middle });
  const direct = async (
    name: string,
    options: Parameters<typeof makeCertificate>[0],
    roots = root.pem,
  ): Promise<Case> => ({
    name,
    sent: (await leaf(options)).pem,
    roots,
  });
  return [
    { name: "direct", sent: good.pem, roots: root.pem },
    { name: "another root of the same name", sent: good.pem, roots: other.pem },
    { name: "both roots", sent: good.pem, roots: other.pem + root.pem },
    { name: "no root", sent: good.pem, roots: "" },
    { name: "expired", sent: good.pem, roots: root.pem, now: Date.UTC(2030, 0, 1) },
    { name: "not yet valid", sent: good.pem, roots: root.pem, now: Date.UTC(2020, 0, 1) },
    { name: "with its intermediate", sent: chained.pem + middle.pem, roots: root.pem },
    { name: "without its intermediate", sent: chained.pem, roots: root.pem },
    { name: "intermediate as root", sent: chained.pem, roots: middle.pem },
    {
      name: "path too long",
      sent: (await leaf({ issuer: below })).pem + below.pem + middle.pem,
      roots: root.pem,
    },
    {
      name: "usage nested",
      sent: (await leaf({ issuer: serverOnly })).pem + serverOnly.pem,
      roots: root.pem,
    },
    { name: "leaf as root", sent: good.pem, roots: good.pem },
    await direct("server usage", { issuer: root, eku: ["serverAuth"] }),
    await direct("any usage", { issuer: root, eku: ["any"] }),
    await direct("no usage", { issuer: root, eku: [] }),
    await direct("self-signed", {}),
    await direct("issued by a leaf", { issuer: good }, good.pem),
    await direct("RSA", { issuer: rsa }, rsa.pem),
    await direct("Ed25519", { issuer: edwards }, edwards.pem),
    await direct("P-521", { issuer: p521 }, p521.pem),
  ];
}
