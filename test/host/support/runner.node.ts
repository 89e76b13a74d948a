import { patience } from "../../support/pace.ts";
import { report, type SuiteSettings, type Suites } from "./report.ts";

/** Runs suites in the Node extension host. Rejects when a test fails. */
export async function runSuites(suites: Suites, settings: SuiteSettings): Promise<void> {
  const { default: Mocha } = await import("mocha");
  const mocha = new Mocha({ ui: "bdd", timeout: patience(30_000), reporter: Mocha.reporters.Base });
  if (settings.grep !== undefined) mocha.grep(settings.grep);
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  for (const load of suites) await load();
  await report(done => mocha.run(done));
}
