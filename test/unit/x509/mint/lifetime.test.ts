import { strict as assert } from "node:assert";
import { render } from "../../../../src/core/message.ts";
import { type Lifetime, lifetimeOf, parseLifetime } from "../../../../src/core/x509/assess.ts";
import { decodeCertificate } from "../../../../src/core/x509/certificate.ts";
import { judgeLifetime, validityOf } from "../../../../src/core/x509/mint/lifetime.ts";
import { makeCa } from "../../../support/certificates.ts";
import { made } from "../../../support/minting.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse("2026-06-01T12:00:00.500Z");

describe("lifetimes", () => {
  it("are read as people type them", () => {
    const cases: readonly (readonly [text: string, duration: number])[] = [
      ["1h", HOUR],
      ["36h", 36 * HOUR],
      [" 90d ", 90 * DAY],
      ["1w", 7 * DAY],
      ["1y", 365 * DAY],
      ["1Y", 365 * DAY],
      ["1d12h", 36 * HOUR],
      ["8760h0m0s", 365 * DAY],
      ["30m", HOUR / 2],
    ];
    assert.deepEqual(
      cases.map(([text]) => made(parseLifetime(text))),
      cases.map(([, duration]) => ({ type: "duration", duration })),
    );
  });

  it("are read as dates, which count to the end of their day", () => {
    const cases: readonly (readonly [text: string, time: string])[] = [
      ["2027-01-31", "2027-01-31T23:59:59Z"],
      ["2028-02-29", "2028-02-29T23:59:59Z"],
      ["2027-01-31T12:00Z", "2027-01-31T12:00:00Z"],
      ["2027-01-31t12:00:00z", "2027-01-31T12:00:00Z"],
      ["2027-01-31T12:00:00+02:00", "2027-01-31T10:00:00Z"],
    ];
    assert.deepEqual(
      cases.map(([text]) => made(parseLifetime(text))),
      cases.map(([, time]) => ({ type: "until", time: Date.parse(time) })),
    );
  });

  it("are refused otherwise", () => {
    const texts = ["", "h", "1", "1x", "-1d", "0d", "1.5h", "2027-02-30", "2027-13-01", "2027-01-31T12:00"];
    const more = ["31.01.2027", "tomorrow", "2027-01-31T25:00Z", `${"9".repeat(30)}y`, "1 d", "3M"];
    assert.deepEqual(
      [...texts, ...more].filter(text => parseLifetime(text).ok),
      [],
    );
  });

  it("are not said to be nothing where they are endless", () => {
    const message = (text: string) => {
      const read = parseLifetime(text);
      return read.ok ? undefined : render(read.message);
    };
    assert.deepEqual(["0d", `${"9".repeat(30)}y`].map(message), [
      "The lifetime must be longer than zero.",
      "A certificate cannot last beyond the year 9999.",
    ]);
  });

  it("are judged", () => {
    const cases: readonly (readonly [text: string, ...codes: string[]])[] = [
      ["1h"],
      ["1y"],
      ["366d", "confirm lifetime-long"],
      ["2027-06-02"],
      ["2027-06-04", "confirm lifetime-long"],
      ["10y", "confirm lifetime-long"],
      ["59s", "refuse lifetime-short"],
      ["2026-05-31", "refuse lifetime-over"],
      ["9000y", "refuse lifetime-beyond"],
    ];
    const judged = cases.map(([text]) => {
      const { refusals, confirmations } = judgeLifetime(made(parseLifetime(text)), NOW);
      return [
        text,
        ...refusals.map(each => `refuse ${each.code}`),
        ...confirmations.map(each => `confirm ${each.code}`),
      ];
    });
    assert.deepEqual(judged, cases);
  });

  it("become a validity within that of the CA, with a note where it cuts", async () => {
    const ca = made(decodeCertificate((await makeCa({ seed: "ca" })).der));
    const of = (lifetime: Lifetime, now = NOW) => {
      const { notBefore, notAfter, notes } = made(validityOf(lifetime, [ca], now));
      return [
        new Date(notBefore).toISOString(),
        new Date(notAfter).toISOString(),
        notes.map(each => each.args),
      ];
    };
    assert.deepEqual(
      [
        of({ type: "duration", duration: DAY }),
        of({ type: "duration", duration: 20 * 365 * DAY }),
        of({ type: "until", time: Date.parse("2026-06-01T15:00:00.999Z") }),
        of({ type: "duration", duration: DAY }, Date.parse("2026-01-01T00:02:00Z")),
        of({ type: "until", time: Date.parse("2036-01-01T00:00:59Z") }),
      ],
      [
        ["2026-06-01T11:55:00.000Z", "2026-06-02T12:00:00.000Z", []],
        [
          "2026-06-01T11:55:00.000Z",
          "2036-01-01T00:00:00.000Z",
          [["2036-01-01 00:00 UTC", "2046-05-27 12:00 UTC"]],
        ],
        ["2026-06-01T11:55:00.000Z", "2026-06-01T15:00:00.000Z", []],
        ["2026-01-01T00:00:00.000Z", "2026-01-02T00:02:00.000Z", []],
        // What differs by seconds reads the same.
        ["2026-06-01T11:55:00.000Z", "2036-01-01T00:00:00.000Z", []],
      ],
    );
  });

  it("are refused outside the CA's own, and say which clock and which end", async () => {
    const { notBefore, notAfter, seed } = { notBefore: NOW - DAY, notAfter: NOW + DAY, seed: "ca" };
    const ca = { ...made(decodeCertificate((await makeCa({ seed })).der)), notBefore, notAfter };
    const of = (lifetime: Lifetime, now: number) => {
      const validity = validityOf(lifetime, [ca], now);
      return validity.ok ? [] : [validity.code, render(validity.message)];
    };
    const until = (time: number): Lifetime => ({ type: "until", time });
    assert.deepEqual(
      [
        of({ type: "duration", duration: 30 * DAY }, NOW - 2 * DAY),
        of({ type: "duration", duration: HOUR }, NOW - 2 * DAY),
        of(until(NOW - DAY), NOW - 2 * DAY),
        of({ type: "duration", duration: HOUR }, NOW + DAY + 1),
        of(until(NOW + 2 * DAY), NOW + DAY - 1000),
        of({ type: "duration", duration: HOUR }, NOW - DAY),
      ],
      [
        [
          "ca-not-yet-valid",
          "The CA certificate is not valid before 2026-05-31 12:00:00 UTC, and the clock of this machine says 2026-05-30 12:00:00 UTC. Set the clock, or wait until then.",
        ],
        [
          "lifetime-before-ca",
          "The certificate would end at 2026-05-30 13:00:00 UTC, before its CA begins at 2026-05-31 12:00:00 UTC. The clock of this machine says 2026-05-30 12:00:00 UTC: set it, or choose another CA.",
        ],
        [
          "lifetime-before-ca",
          "The certificate would end at 2026-05-31 12:00:00 UTC, before its CA begins at 2026-05-31 12:00:00 UTC. The clock of this machine says 2026-05-30 12:00:00 UTC: set it, or choose another CA.",
        ],
        ["ca-expired", "The CA certificate expired at 2026-06-02 12:00 UTC."],
        [
          "lifetime-short",
          "The CA ends at 2026-06-02 12:00 UTC, so the certificate would be over within a minute.",
        ],
        [],
      ],
    );
  });

  it("are known again from a certificate, backdating left out", async () => {
    const ca = made(decodeCertificate((await makeCa({ seed: "ca" })).der));
    const backdated = { ...ca, notBefore: NOW, notAfter: NOW + 5 * 60_000 + 90 * DAY };
    const { notAfter: _, ...endless } = ca;
    assert.deepEqual(
      [lifetimeOf(ca), lifetimeOf(backdated), lifetimeOf(endless)],
      [{ type: "duration", duration: 3652 * DAY }, { type: "duration", duration: 90 * DAY }, undefined],
    );
  });
});
