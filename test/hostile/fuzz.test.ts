import fc from "fast-check";
import { properties } from "./support/properties.ts";

/** How many inputs of each kind; `npm run fuzz` tries as many as it has time for. */
const RUNS = Number(process.env["FUZZ_CASES"] ?? 300);

describe("any input is read without an exception, in time, within its text and without a secret", function () {
  this.timeout(120_000);
  for (const name of ["kubeconfig text", "base64 and PEM", "DER", "token", "secrets"]) {
    it(name, async () => {
      const property = (await properties())[name];
      if (property === undefined) throw new Error(`No property ${name}`);
      fc.assert(property, { numRuns: RUNS });
    });
  }
});
