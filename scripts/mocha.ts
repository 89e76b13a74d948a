/** Runs the mocha suites of one folder of test/: `node scripts/mocha.ts unit [--grep TEXT …]`. */
import { runMocha } from "./suite.ts";

const [name, ...args] = process.argv.slice(2);
if (name === undefined) throw new Error("Which folder of test/?");
process.exitCode = await runMocha(name, args);
