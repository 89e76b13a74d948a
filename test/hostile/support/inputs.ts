import fc from "fast-check";
import { kubeconfigTexts } from "../../oracle/support/kubeconfig-cases.ts";
import { makePools } from "../../oracle/support/kubeconfig-pools.ts";
import { makeCa, makeCertificate } from "../../support/certificates.ts";
import { anyCharacter } from "../../support/characters.ts";
import { mutateBytes, mutateDer, randomNumbers } from "../../support/mutate.ts";
import { makeJwt } from "../../support/tokens.ts";

/** Generators of input for each of the entries. */
export interface Inputs {
  readonly text: fc.Arbitrary<string>;
  readonly bytes: fc.Arbitrary<Uint8Array>;
  readonly der: fc.Arbitrary<Uint8Array>;
  readonly token: fc.Arbitrary<string>;
}

export async function makeInputs(): Promise<Inputs> {
  const pools = await makePools();
  const texts = kubeconfigTexts(pools);
  const ca = await makeCa();
  const client = await makeCertificate({ issuer: ca, cn: "jane", orgs: ["dev"], eku: ["clientAuth"] });
  const named = await makeCertificate({
    issuer: ca,
    san: [
      { type: "dns", value: "a.example.com" },
      { type: "ip", value: "10.0.0.1" },
      { type: "email", value: "a@b.c" },
      { type: "url", value: "https://h/p" },
    ],
  });
  const pems = [ca.pem, client.pem + ca.pem, client.keyPem, client.traditionalKeyPem].map(text =>
    Buffer.from(text),
  );
  const ders = [ca, client, named].map(({ der }) => new Uint8Array(der));
  return {
    text: fc.oneof(texts, damaged(texts), fragments(YAML), fc.string({ unit: anyCharacter, maxLength: 300 })),
    bytes: fc.oneof(
      mutated(pems, mutateBytes),
      fragments(PEM).map(encoded),
      fc.uint8Array({ maxLength: 300 }),
    ),
    der: fc.oneof(mutated(ders, mutateDer), mutated(ders, mutateBytes), fc.uint8Array({ maxLength: 300 })),
    token: fc.oneof(
      fc.json({ maxDepth: 6 }).map(json => makeJwt({ claims: json, ...claimsOf(json) })),
      fragments([
        "a",
        ".",
        "eyJhbGciOiJub25lIn0",
        "eyJzdWIiOiJhIn0",
        "=",
        "abcdef.0123456789abcdef",
        " ",
        "\n",
        "-",
        "_",
      ]),
      fc.string({ maxLength: 100 }),
    ),
  };
}

/** A text with some of its characters replaced, taken out or repeated. */
export function damaged(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const damage = fc.record({ at: fc.nat(), remove: fc.nat(20), insert: fragments(YAML, 3) });
  return fc.tuple(texts, fc.array(damage, { minLength: 1, maxLength: 4 })).map(([text, damages]) =>
    damages.reduce((before, { at, remove, insert }) => {
      const place = at % (before.length + 1);
      return before.slice(0, place) + insert + before.slice(place + remove);
    }, text),
  );
}

const YAML = [
  ..."a b: - ? [ ] { } , & * ! | > ' \" % @ ` # ~ << &a *a !!str !!binary --- ... key: name: users: clusters: contexts: user: cluster: context: token: server: exec: command: https://h kind: apiVersion: v1 Config null yes 1 1.5".split(
    " ",
  ),
  ...[
    "\n",
    "\n  ",
    "\n    ",
    "\n- ",
    "\t",
    " ",
    "\r\n",
    "\0",
    "\ufeff",
    "\ud800",
    "\u2028",
    "\x85",
    "\u{1f600}",
    "\\x4",
    "|+2\n",
  ],
  ...[
    "client-certificate-data: ",
    "client-key-data: ",
    "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==",
    "__proto__: ",
  ],
];

const PEM = [
  ..."-----BEGIN -----END CERTIFICATE----- CERTIFICATE PRIVATE KEY ----- - = AAAA MIIB : Proc-Type: x".split(
    " ",
  ),
  ...[
    " ",
    "\n",
    "\r\n",
    "\t",
    "\n\n",
    "\ufeff",
    "\u00e9",
    "-----BEGIN CERTIFICATE-----\n",
    "\n-----END CERTIFICATE-----\n",
  ],
];

function fragments(parts: readonly string[], maxLength = 60): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...parts), { maxLength }).map(each => each.join(""));
}

function mutated(
  bases: readonly Uint8Array[],
  mutate: (bytes: Uint8Array, random: () => number) => Uint8Array,
): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.constantFrom(...bases), fc.nat())
    .map(([base, seed]) => mutate(base, randomNumbers(seed)));
}

function encoded(text: string): Uint8Array {
  return Buffer.from(text, "utf8");
}

function claimsOf(json: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(json);
  return typeof value === "object" && value !== null
    ? { ...value }
    : { sub: value, exp: value, groups: value };
}
