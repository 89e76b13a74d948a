import { strict as assert } from "node:assert";
import { X509Certificate } from "node:crypto";
import { appended } from "../../../src/core/ledger/append.ts";
import { lineOf, readLine } from "../../../src/core/ledger/line.ts";
import { readLedgerSteps } from "../../../src/core/ledger/read.ts";
import type { IssuedRecord } from "../../../src/core/ledger/record.ts";
import { english, render } from "../../../src/core/message.ts";
import { atOnce } from "../../../src/core/steps.ts";
import { makeJwt } from "../../support/tokens.ts";
import { DAY, mintedRecord, NOW, record } from "./support.ts";

const read = (text: string) => atOnce(readLedgerSteps(text));
const textOf = (...records: IssuedRecord[]) => records.map(each => `${lineOf(each)}\n`).join("");

describe("a record of the ledger", () => {
  it("says of a certificate what openssl would, and by which CA it came", async () => {
    const { minted, ca, record: made } = await mintedRecord();
    const [own, signer] = [minted.certificate, ca.certificate].map(each => new X509Certificate(each.der));
    const digits = (text = "") => text.replaceAll(":", "").toLowerCase();
    assert.deepEqual(made, {
      issued: NOW,
      issuance: "minted",
      serial: digits(own?.serialNumber).replace(/^0+/, ""),
      fingerprint: digits(own?.fingerprint256),
      subject: "CN=jane,O=developers+O=on-call,1.3.6.1.4.1.57683.2=#130137",
      user: "jane",
      groups: ["developers", "on-call"],
      uid: "7",
      usages: ["clientAuth"],
      notBefore: Date.parse(own?.validFrom ?? ""),
      notAfter: Date.parse(own?.validTo ?? ""),
      ca: { name: "kubernetes", fingerprint: digits(signer?.fingerprint256) },
      file: "/home/jane/.kube/config",
      entry: "jane@lab",
    });
  });

  it("holds nothing of a key, wherever one looks", async () => {
    const { minted, record: made } = await mintedRecord();
    if (made === undefined) throw new Error("no record");
    const secrets = minted.keyPem.split("\n").filter(line => line !== "" && !line.startsWith("-----"));
    const walked: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value === "string") walked.push(value);
      else if (typeof value === "object" && value !== null) Object.values(value).forEach(walk);
    };
    walk(made);
    const surfaces = [...walked, lineOf(made)];
    const leaking = surfaces.filter(
      text => /KEY/.test(text) || secrets.some(secret => text.includes(secret.slice(0, 24))),
    );
    assert.deepEqual([leaking, walked.length > 10, secrets.length > 1], [[], true, true]);
  });

  it("is one line from which it is read again, whatever the names", () => {
    const names = [
      "jane",
      'o"ps',
      "a\nb",
      "\u202ereversed",
      "\u{1f600}",
      "\ud800",
      "",
      "back\\slash",
      "\u2028",
    ];
    for (const name of names) {
      const one = record(name, { groups: [name, "dev"], entry: name, uid: name });
      const line = lineOf(one);
      assert.deepEqual(readLine(line), { ok: true, value: one });
      assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Zl}\p{Cs}]/u);
    }
  });
});

describe("reading a ledger", () => {
  it("names the lines that are broken, and reads the others", () => {
    const [first, second] = [record("jane"), record("joe")];
    const lines = [
      lineOf(first),
      "{",
      "",
      JSON.stringify({ ...JSON.parse(lineOf(second)), groups: "dev" }),
      "[]",
      lineOf(second),
      lineOf(record("torn")).slice(0, 90),
    ];
    const text = lines.join("\r\n");
    const { records, broken } = read(text);
    assert.deepEqual(
      [records, broken.map(({ line, reason }) => `${line}: ${render(reason)}`)],
      [
        [first, second],
        [
          "2: it is no JSON object",
          "4: it lacks a field of a record, or has one of the wrong type",
          "5: it lacks a field of a record, or has one of the wrong type",
          "7: it is no JSON object",
        ],
      ],
    );
    assert.deepEqual(
      broken.map(({ span }) => text.slice(span.start, span.end)),
      [lines[1], lines[3], lines[4], lines[6]],
    );
  });

  it("leaves out what a record does not have, and repeats no key or token that somebody wrote there", () => {
    const base = JSON.parse(lineOf(record("jane")));
    const secrets = [
      { keyPem: "-----BEGIN PRIVATE KEY-----\nMIG" },
      { file: makeJwt({ sub: "jane" }) },
      { entry: "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t" },
      { user: "sha256~mR1Ct2cFq7xV9zQ4nB8yK3sJ6hL0pW5d" },
      { file: "Authorization: Bearer hunter2" },
    ];
    const text = secrets.map(each => JSON.stringify({ ...base, ...each })).join("\n");
    const { records, broken } = read(`${text}\n${JSON.stringify({ ...base, password: "hunter2" })}`);
    assert.deepEqual(records, [record("jane")]);
    assert.deepEqual(
      broken.map(({ reason }) => render(reason, english)),
      secrets.map(() => "it holds a key or a token, which no record has"),
    );
  });

  it("is in time linear in its length", function () {
    this.timeout(10_000);
    const hostile = ["x".repeat(4_000_000), `${"[".repeat(2_000_000)}`, "\n".repeat(1_000_000)].join("\n");
    const started = Date.now();
    assert.equal(read(hostile).records.length, 0);
    assert.ok(Date.now() - started < 3_000);
  });
});

describe("appending to a ledger", () => {
  const over = (user: string, days: number) => record(user, { notAfter: NOW - days * DAY });

  it("puts records at the end, and ends a line that somebody left open", () => {
    const old = lineOf(record("jane"));
    assert.deepEqual(appended(undefined, [record("joe")], NOW), {
      ok: true,
      text: textOf(record("joe")),
      dropped: 0,
    });
    assert.deepEqual(appended(`${old}\n{broken`, [record("joe"), record("ann")], NOW), {
      ok: true,
      text: `${old}\n{broken\n${textOf(record("joe"), record("ann"))}`,
      dropped: 0,
    });
  });

  it("makes room where it is full: those that ended first go, what is valid or broken stays", () => {
    const valid = textOf(record("valid"));
    const text = `${textOf(over("late", 1))}{broken\n${valid}${textOf(over("early", 9), over("middle", 5))}`;
    const made = appended(text, [record("new")], NOW, text.length + 10);
    assert.ok(made.ok);
    const { records, broken } = read(made.text);
    assert.deepEqual(
      [records.map(({ user }) => user), broken.length, made.dropped, made.text.length <= text.length + 10],
      [["late", "valid", "new"], 1, 2, true],
    );
  });

  it("refuses where everything in it is valid still", () => {
    const text = textOf(record("a"), record("b"));
    const made = appended(text, [record("c")], NOW, text.length + 10);
    assert.ok(!made.ok);
    assert.match(render(made.reason), /^it is full/);
  });
});
