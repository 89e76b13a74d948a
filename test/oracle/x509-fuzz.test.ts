import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { goUriText } from "../../scripts/verdicts/uri.ts";
import { decodeBase64 } from "../../src/core/bytes/base64.ts";
import { render } from "../../src/core/message.ts";
import { decodeCertificate, refusalOf } from "../../src/core/x509/certificate.ts";
import { readCaBundle } from "../../src/core/x509/certificates.ts";
import { fingerprintOf } from "../../src/core/x509/fingerprint.ts";
import { checkKeyPair } from "../../src/core/x509/key-pair.ts";
import { formatName } from "../../src/core/x509/name.ts";
import { encodePem, readPem } from "../../src/core/x509/pem.ts";
import { type KeyType, makeCa, makeCertificate } from "../support/certificates.ts";
import { mutateBytes, mutateDer, randomNumbers } from "../support/mutate.ts";
import { type Answer, type AskGo, goOrSkip, type Question } from "./support/gox509.ts";

/** How many cases of each kind; the seed makes them the same every time. */
const CASES = Number(process.env["FUZZ_CASES"] ?? 2000);
const SEED = Number(process.env["FUZZ_SEED"] ?? 1);
const KEY_TYPES: readonly KeyType[] = ["p256", "p384", "p521", "ed25519", "rsa-2048"];

interface Pair {
  readonly der: Uint8Array;
  readonly pem: string;
  readonly keys: readonly string[];
}

describe("x509 against Go on mutated input", function () {
  this.timeout(600_000);
  let ask: AskGo;
  let pairs: readonly Pair[];
  let certificates: readonly Uint8Array[];

  before(async function () {
    ask = goOrSkip(this);
    pairs = await makePairs();
    certificates = [...pairs.map(pair => pair.der), ...corpusCertificates()];
  });

  it("accepts and refuses the same certificates, for the same reason", () => {
    const random = randomNumbers(SEED);
    const cases = Array.from({ length: CASES }, (_, i) => {
      const base = certificates[Math.floor(random() * certificates.length)] ?? new Uint8Array(0);
      return i % 4 === 0 ? mutateBytes(base, random) : mutateDer(base, random);
    });
    compare(
      ask,
      cases.map(data => ({ kind: "cert", data })),
      question => certificateAnswer(question.data),
    );
  });

  it("finds the same PEM blocks", () => {
    const random = randomNumbers(SEED + 1);
    const texts = [...pairs.map(pair => pair.pem + pair.keys.join("")), ...HARD_PEM];
    const cases = Array.from({ length: CASES }, () => {
      const base = Buffer.from(texts[Math.floor(random() * texts.length)] ?? "");
      return mutateBytes(base, random, PEM_ALPHABET);
    });
    compare(
      ask,
      cases.map(data => ({ kind: "pem", data })),
      question => {
        const blocks = readPem(question.data);
        const rest = question.data.length - (blocks.at(-1)?.end ?? 0);
        return {
          ...(blocks.length > 0 && {
            names: blocks.map(block => block.label),
            digests: blocks.map(block => sha256(block.der)),
          }),
          ...(rest > 0 && { rest }),
        };
      },
    );
  });

  it("decodes the same base64", () => {
    const random = randomNumbers(SEED + 2);
    const cases = Array.from({ length: CASES }, () => {
      const base = Buffer.from(Buffer.alloc(Math.floor(random() * 40), "kubernetes").toString("base64"));
      return mutateBytes(base, random, "AZaz09+/==-_ \r\n\n");
    });
    compare(
      ask,
      cases.map(data => ({ kind: "base64", data })),
      question => {
        const decoded = decodeBase64(question.data);
        return decoded.ok ? { digests: [sha256(decoded.value)] } : { error: render(decoded.message) };
      },
    );
  });

  it("judges the same key pairs", () => {
    const random = randomNumbers(SEED + 3);
    const cases = Array.from({ length: CASES }, (): Question => {
      const pair = pairs[Math.floor(random() * pairs.length)] as Pair;
      const keyPem = pair.keys[Math.floor(random() * pair.keys.length)] ?? "";
      const [block] = readPem(keyPem);
      assert(block);
      const mutated = random() < 0.3 ? mutateBytes(block.der, random) : mutateDer(block.der, random);
      return { kind: "pair", data: Buffer.from(pair.pem), key: Buffer.from(encodePem(block.label, mutated)) };
    });
    compare(ask, cases, ({ data, key }) => {
      const verdict = checkKeyPair(data, key ?? new Uint8Array(0), { exact: true });
      return verdict.ok ? {} : { error: render(verdict.message) };
    });
  });

  it("trusts the same bundles", () => {
    const random = randomNumbers(SEED + 4);
    const cases = Array.from({ length: Math.ceil(CASES / 4) }, () => {
      const parts = [0, 1].map(() => pairs[Math.floor(random() * pairs.length)]);
      const text = parts.map(part => (random() < 0.2 ? part?.keys[0] : part?.pem)).join("");
      return mutateBytes(Buffer.from(text), random, PEM_ALPHABET);
    });
    compare(
      ask,
      cases.map(data => ({ kind: "ca", data })),
      ({ data }) => {
        const bundle = readCaBundle(data);
        return bundle.ok ? {} : { error: render(bundle.message) };
      },
    );
  });
});

const PEM_ALPHABET = "-- \t\r\n\n:ABE=";
const HARD_PEM = [
  "-----BEGIN A-----\nQUJD\n-----END A-----\n-----BEGIN B-----\nQUJD\n-----END B-----",
  "-----BEGIN A-----\n-----BEGIN A-----\nQUJD\n-----END A-----\ntext\n-----BEGIN A-----\n-----END A-----\n",
  "x\n-----BEGIN A-----\nk: v\nk2: v\n\nQUJD\n-----END A-----   \n-----BEGIN -----\nQUJD\n-----END -----\n",
];

function compare(ask: AskGo, questions: readonly Question[], answer: (question: Question) => Answer): void {
  const expected = ask(questions);
  const differences = questions.flatMap((question, i) => {
    const ours = comparable(answer(question));
    const theirs = comparable(expected[i] ?? {});
    return JSON.stringify(ours) === JSON.stringify(theirs)
      ? []
      : [
          {
            data: Buffer.from(question.data).toString("base64"),
            key: question.key && String(question.key),
            ours,
            theirs,
          },
        ];
  });
  assert.deepEqual(differences.slice(0, 5), [], `${differences.length} of ${questions.length} differ`);
}

/** Go adds its reason to a URI it refuses, and quotes it in its own way. */
function comparable(answer: Answer): Answer {
  const { error, subject, issuer, serial, times, names, digests, rest } = answer;
  const short = error?.replace(
    /^(failed to parse certificate: )?(x509: (cannot parse URI|failed to parse [a-zA-Z0-9]+ constraint|invalid constraint value)).*/s,
    "$1$2",
  );
  return JSON.parse(
    JSON.stringify({
      error: short,
      subject,
      issuer,
      serial,
      times,
      names: names ?? undefined,
      digests,
      rest,
    }),
  ) as Answer;
}

function certificateAnswer(der: Uint8Array): Answer {
  const decoded = decodeCertificate(der);
  const error = decoded.ok ? refusalOf(decoded.value) : render(decoded.message);
  if (!decoded.ok || error !== undefined) {
    return { error: error ?? "" };
  }
  const { value } = decoded;
  const namesOf = (type: string) =>
    value.subjectAltNames.flatMap(name => (name.type === type && name.type !== "other" ? [name.value] : []));
  const names = [...["dns", "email", "ip"].flatMap(namesOf), ...namesOf("uri").map(goUriText)];
  const [subject, issuer] = [formatName(value.subject), formatName(value.issuer)];
  return {
    ...(subject !== "" && { subject }),
    ...(issuer !== "" && { issuer }),
    serial: value.serial,
    times: [(value.notBefore ?? 0) / 1000, (value.notAfter ?? 0) / 1000],
    ...(names.length > 0 && { names }),
    digests: [
      fingerprintOf(value),
      value.subjectKeyId ?? "",
      /^\d|^$/.test(value.signatureAlgorithm) ? "0" : value.signatureAlgorithm,
    ],
  };
}

async function makePairs(): Promise<readonly Pair[]> {
  const ca = await makeCa({ cn: "kubernetes", keyType: "p256" });
  return Promise.all(
    KEY_TYPES.map(async (keyType, i) => {
      const issued = await makeCertificate({
        cn: `user ${i}, "quoted"`,
        orgs: ["system:masters", "b+c"],
        keyType,
        eku: ["clientAuth"],
        ...(i % 2 === 0 ? { issuer: ca } : {}),
        san: [
          { type: "dns", value: "a.example.com" },
          { type: "ip", value: "10.0.0.1" },
          { type: "email", value: "a@example.com" },
          { type: "url", value: "https://user@a.example.com:8443/p%20q?x#y" },
        ],
      });
      return { der: issued.der, pem: issued.pem, keys: [issued.keyPem, issued.traditionalKeyPem] };
    }),
  );
}

/** The shorter certificates of the corpus, where it is. */
function corpusCertificates(): readonly Uint8Array[] {
  const folder = fileURLToPath(new URL("../../../shared/corpus/x509/", import.meta.url));
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(name => name.endsWith(".pem") && !name.includes("pathological"))
    .flatMap(name => readPem(readFileSync(folder + name)))
    .filter(block => block.label === "CERTIFICATE" && block.der.length < 4000)
    .map(block => block.der);
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
