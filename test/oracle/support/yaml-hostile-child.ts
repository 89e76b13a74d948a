import { readFileSync } from "node:fs";
import { ourVerdict } from "./yaml-verdict.ts";

// Reads the files named as arguments and prints a JSON line with our verdict for each.
for (const file of process.argv.slice(2)) {
  process.stdout.write(`${JSON.stringify(ourVerdict(readFileSync(file)))}\n`);
}
