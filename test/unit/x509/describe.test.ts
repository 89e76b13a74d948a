import { strict as assert } from "node:assert";
import { humanDuration, shortHumanDuration } from "../../../src/core/x509/describe.ts";

const S = 1000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;
const Y = 365 * D;

/** Milliseconds; kubeadm since 1.31; kubeadm up to 1.30. */
const CASES: readonly (readonly [ms: number, human: string, short: string])[] = [
  [-D, "<invalid>", "<invalid>"],
  [-2 * S, "<invalid>", "<invalid>"],
  [-1999, "0s", "0s"],
  [-1, "0s", "0s"],
  [999, "0s", "0s"],
  [59 * S, "59s", "59s"],
  [60 * S, "60s", "1m"],
  [119 * S, "119s", "1m"],
  [2 * M, "2m", "2m"],
  [5 * M + 3 * S, "5m3s", "5m"],
  [10 * M + 3 * S, "10m", "10m"],
  [179 * M, "179m", "2h"],
  [3 * H, "3h", "3h"],
  [7 * H + 5 * M, "7h5m", "7h"],
  [8 * H + 5 * M, "8h", "8h"],
  [47 * H, "47h", "1d"],
  [2 * D, "2d", "2d"],
  [5 * D + 3 * H, "5d3h", "5d"],
  [8 * D + 3 * H, "8d", "8d"],
  [364 * D, "364d", "364d"],
  [Y, "365d", "1y"],
  [2 * Y, "2y", "2y"],
  [2 * Y + 327 * D, "2y327d", "2y"],
  [8 * Y + 300 * D, "8y", "8y"],
  [3652 * D, "10y", "10y"],
  [7000 * Y, "292y", "292y"],
];

describe("humanDuration and shortHumanDuration", () => {
  it("write durations as the two generations of kubeadm do", () => {
    assert.deepEqual(
      CASES.map(([ms]) => [ms, humanDuration(ms), shortHumanDuration(ms)]),
      CASES,
    );
  });
});
