import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { analyze } from "../../../src/core/analyze.ts";
import type { FindingCode } from "../../../src/core/rules/index.ts";
import { NOW, sourceOf, THRESHOLDS } from "../../support/analyze.ts";

const corpus = resolve(import.meta.dirname, "../../../../shared/corpus");
const list = join(corpus, "kubeconfig-expected.jsonl");

/** What client-go made of a file: errors, and `ok` for a context whose TLS can be set up. */
interface Verdict {
  readonly path: string;
  readonly loadErr?: string;
  readonly validate?: readonly string[];
  readonly perContextTLS?: Readonly<Record<string, string>>;
}

/** kubectl itself takes these, so that they are warnings or nothing; the library alone refuses them. */
const ACCEPTED =
  /^((ClientConfig: invalid configuration: )?no configuration has been provided|(user|cluster) was not specified|namespace "|empty context name)/;

/** Errors about what happens after the file is read and TLS is set up: when a plugin runs, or at the server. */
const LATER: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "auth-provider-incomplete",
  "auth-provider-removed",
  "auth-provider-unknown",
  "ca-expired",
  "certificate-expired",
  "exec-api-version-removed",
  "exec-api-version-unknown",
  "no-client-auth-usage",
  "server-invalid",
  "token-malformed",
]);

/** Texts that say nothing of the file's bytes: kubectl refuses bytes that are no UTF-8. */
const UNDECODABLE = new Set(["yaml/hostile/08-invalid-utf8.yaml"]);

function refusals({ loadErr, validate = [], perContextTLS = {} }: Verdict): readonly string[] {
  const tls = Object.values(perContextTLS).filter(verdict => verdict !== "ok");
  return [...(loadErr ? [loadErr] : []), ...validate, ...tls].filter(error => !ACCEPTED.test(error));
}

function errors(text: string): readonly string[] {
  const { findings } = analyze([sourceOf(text)], {
    now: NOW,
    thresholds: THRESHOLDS,
    files: { get: () => ({ kind: "missing" }) },
    style: "posix",
    exactKeys: true,
  });
  return findings
    .filter(({ severity, code }) => severity === "error" && !LATER.has(code))
    .map(({ code }) => code);
}

describe("rules on the corpus", () => {
  it("find an error where client-go does, and none where it does not", function () {
    if (!existsSync(list)) {
      console.log("      skipped: ../shared/corpus is not there");
      this.skip();
    }
    const verdicts = readFileSync(list, "utf8").trim().split("\n");
    const differences = verdicts.flatMap(line => {
      const verdict: Verdict = JSON.parse(line);
      if (UNDECODABLE.has(verdict.path)) return [];
      const found = errors(readFileSync(join(corpus, verdict.path), "utf8"));
      const refused = refusals(verdict);
      return refused.length > 0 === found.length > 0 ? [] : [{ path: verdict.path, refused, found }];
    });
    assert.deepEqual(differences, []);
  }).timeout(20_000);
});
