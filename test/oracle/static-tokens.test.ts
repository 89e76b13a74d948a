import { strict as assert } from "node:assert";
import fc from "fast-check";
import { readStaticTokens } from "../../src/core/tokens/static-tokens.ts";
import { seedOf } from "../support/seed.ts";
import { askGo, buildGo } from "./support/go.ts";

const SEED = seedOf("TOKENS_SEED");
const CASES = 3_000;

/** As test/oracle/go-tokens/cmd/tokens prints it. */
interface Admitted {
  readonly error: string;
  readonly identities: readonly { user: string; uid: string; groups: readonly string[] }[] | null;
}

const soup = fc.array(
  fc.constantFrom(...'a b c , , , , , " " \n \r\n \r \t é \u{1f511} \ufeff \u2028 \0 #'.split(/ +/), "", " "),
  { maxLength: 60 },
);
const plain = fc.string({ unit: fc.constantFrom(..."abc .é\ufeff"), maxLength: 3 });
const quoted = fc
  .string({ unit: fc.constantFrom(...'ab,"\n\r '), maxLength: 6 })
  .map(text => `"${text.replaceAll('"', '""')}"`);
const field = fc.oneof({ weight: 3, arbitrary: plain }, quoted);
const record = fc.array(field, { minLength: 3, maxLength: 6 }).map(fields => fields.join(","));
const lines = fc
  .array(
    fc.tuple(fc.oneof({ weight: 9, arbitrary: record }, plain), fc.constantFrom("\n", "\r\n", "\n\n", "\r")),
  )
  .map(parts => parts.flat());

describe("static token files and the API server's reader", function () {
  this.timeout(600_000);
  const oracle = buildGo("tokens", "go-tokens");

  before(function () {
    if (!oracle.ok) {
      console.log(`    skipped: ${oracle.reason}`);
      this.skip();
    }
  });

  for (const [name, arbitrary] of Object.entries({ soup, lines })) {
    it(`agree on ${CASES} generated files of ${name} (TOKENS_SEED=${SEED})`, () => {
      assert.ok(oracle.ok);
      const files = fc
        .sample(arbitrary, { seed: SEED, numRuns: CASES })
        .map(parts => Buffer.from(parts.join(""), "utf8"));
      const theirs = askGo<Admitted>(oracle.binary, files).map(theirVerdict);
      const different = files.flatMap((file, index) => {
        const [ours, go] = [ourVerdict(file), theirs[index]];
        return ours === go ? [] : [{ file: file.toString("utf8"), ours, go }];
      });
      assert.deepEqual(different.slice(0, 5), []);
    });
  }
});

/** Whom the file admits, or why the API server does not start with it. */
function ourVerdict(file: Uint8Array): string {
  const { identities, fatal } = readStaticTokens(file);
  if (fatal !== undefined) return fatal.kind === "columns" ? `${fatal.columns} columns` : "quote";
  return JSON.stringify(identities.map(({ user, uid = "", groups }) => ({ user, uid, groups })));
}

function theirVerdict({ error, identities }: Admitted): string {
  if (error === "") return JSON.stringify(identities);
  const [, columns] = /at least 3 columns.*found (\d+)$/.exec(error) ?? [];
  return columns === undefined ? "quote" : `${columns} columns`;
}
