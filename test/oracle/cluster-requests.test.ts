import { strict as assert } from "node:assert";
import fc from "fast-check";
import { findKubectl } from "../../scripts/kubectl.ts";
import { seedOf } from "../support/seed.ts";
import { type RequestCase, requestCases } from "./support/request-cases.ts";
import { type Did, Lane } from "./support/request-lane.ts";
import { makeMaterial } from "./support/request-material.ts";

const count = Number(process.env["FUZZ_CASES"] ?? 600);
const seed = seedOf("FUZZ_SEED");

/** How many cases run beside each other. */
const LANES = 3;

describe("the request of our client", function () {
  this.timeout(900_000);
  const environment = { ...process.env };
  let kubectl = "";

  before(async function () {
    if (process.platform !== "linux") {
      console.log("      skipped: names and the CAs of the machine are looked up otherwise than on Linux");
      return this.skip();
    }
    try {
      kubectl = await findKubectl();
    } catch (error) {
      console.log(`      skipped: ${String(error)}`);
      return this.skip();
    }
  });

  after(() => {
    for (const name of ["SSL_CERT_FILE", "SSL_CERT_DIR"]) {
      if (environment[name] === undefined) delete process.env[name];
      else process.env[name] = environment[name];
    }
  });

  it("is that of kubectl, for generated kubeconfigs", async () => {
    console.log(`      ${count} kubeconfigs, seed ${seed}`);
    const material = await makeMaterial();
    const cases = fc.sample(requestCases(material), { seed, numRuns: count });
    const differences: unknown[] = [];
    const outcomes = new Map<string, number>();
    let next = 0;
    const work = async () => {
      const lane = await Lane.open(kubectl, material);
      Object.assign(process.env, lane.machine);
      for (let each = cases[next++]; each !== undefined; each = cases[next++]) {
        let { theirs, ours } = await lane.run(each);
        // Of a busy machine, not of the request.
        if (/timeout|deadline/.test(`${theirs.said} ${ours.outcome}`))
          ({ theirs, ours } = await lane.run(each));
        outcomes.set(theirs.outcome, (outcomes.get(theirs.outcome) ?? 0) + 1);
        if (!isAlike(each, theirs, ours)) differences.push({ ...each, theirs, ours });
      }
      await lane.close();
    };
    await Promise.all(Array.from({ length: LANES }, work));
    console.log(
      `      ${[...outcomes]
        .sort()
        .map(each => each.join(" "))
        .join(", ")}`,
    );
    // Most of what is generated leads somewhere, and each way to fail is among it.
    assert(count < 300 || ((outcomes.get("ok") ?? 0) > count / 5 && outcomes.size > 8));
    assert.deepEqual(differences.slice(0, 5), []);
  });
});

/** Outcomes at which Go has not come to show its certificate, and OpenSSL has: it lets the handshake end before we look. */
const BEFORE_THE_PEER: ReadonlySet<string> = new Set(["certificate", "credential", "proxy"]);

/** Of what is written into kubeconfigs and variables, what no failure may repeat. */
const SECRETS = /s3cret|p(?:@|%40)ss|pr0xy|t0ken|from-a-file|inline|Bearer|Basic|PRIVATE/;

function isAlike({ cluster }: RequestCase, theirs: Did, ours: Did): boolean {
  if (SECRETS.test(`${ours.said} ${ours.kubectl}`)) return false;
  // kubectl asks a person for a user name and a password where a user has nothing; we send nothing.
  if (theirs.outcome === "asks") {
    const sent = ours.seen.some(each => each.includes("authorization: "));
    return !sent || String(cluster["server"]).includes("@");
  }
  const [a, b] = [theirs, ours].map(({ seen, outcome }) => {
    const compared = BEFORE_THE_PEER.has(outcome) ? seen.filter(each => !each.includes(": peer ")) : seen;
    return JSON.stringify([outcome, compared]);
  });
  return a === b && saysSo(theirs, ours);
}

/** Failures of which we say what kubectl prints, word for word but for the time, brackets and which of several headers it is. */
const QUOTED: ReadonlySet<string> = new Set(["certificate", "credential", "proxy", "proxy-login"]);

function saysSo(theirs: Did, { outcome, kubectl }: Did): boolean {
  if (kubectl === undefined || !QUOTED.has(outcome)) return true;
  const [said, quoted] = [theirs.said, kubectl].map(text =>
    text.replace(/[[\]]|current time \S+|(?<=field value for ).*/g, ""),
  );
  return said?.includes(quoted ?? "") === true;
}
