import { patience } from "../../support/pace.ts";
import "mocha/mocha.js";
import { report, type SuiteSettings, type Suites } from "./report.ts";

/** Runs suites in the web worker extension host. Rejects when a test fails. */
export async function runSuites(suites: Suites, settings: SuiteSettings): Promise<void> {
  mocha.setup({ ui: "bdd", timeout: patience(30_000), reporter: Mocha.reporters.Base });
  if (settings.grep !== undefined) mocha.grep(settings.grep);
  for (const load of suites) await load();
  await report(done => mocha.run(done));
}
