import { strict as assert } from "node:assert";
import { givenLifetime } from "../../../src/core/tokens/lifetime.ts";
import { makeJwt } from "../../support/tokens.ts";

const IAT = 1_800_000_000;
const DAY = 86_400;

describe("the lifetime of a token that was asked for", () => {
  it("is what the token says, whatever was asked for", () => {
    const given = (seconds: number) => givenLifetime(makeJwt({ iat: IAT, exp: IAT + seconds }), 7 * DAY);
    assert.deepEqual(given(7 * DAY), {
      until: (IAT + 7 * DAY) * 1000,
      seconds: 7 * DAY,
      verdict: "as-asked",
    });
    assert.deepEqual(given(DAY), { until: (IAT + DAY) * 1000, seconds: DAY, verdict: "shorter" });
    assert.equal(given(365 * DAY).verdict, "longer");
    assert.equal(given(7 * DAY - 3).verdict, "as-asked");
  });

  it("is unknown where the token does not tell", () => {
    assert.deepEqual(givenLifetime("opaque", DAY), { verdict: "unknown" });
    assert.deepEqual(givenLifetime(makeJwt({ iat: IAT }), DAY), { verdict: "unknown" });
    assert.deepEqual(givenLifetime(makeJwt({ exp: IAT }), DAY), { until: IAT * 1000, verdict: "unknown" });
  });
});
