import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";

/** What building an oracle gives: the path of its binary, or why there is none. */
export type Oracle =
  | { readonly ok: true; readonly binary: string }
  | { readonly ok: false; readonly reason: string };

const REPOSITORY = join(import.meta.dirname, "..", "..", "..");

/**
 * Build `cmd/<command>` of a Go module below `test/oracle` into `.cache`, named by a hash of its sources and
 * of the Go version, so that an unchanged one is built once.
 */
export function buildGo(command: string, module = "go"): Oracle {
  const folder = join(REPOSITORY, "test", "oracle", module);
  const version = goVersion();
  if (version === undefined) return { ok: false, reason: "Go is not installed, and it builds the oracle" };
  const hash = createHash("sha256").update(version);
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (/\.(go|mod|sum)$/.test(file)) hash.update(file).update(readFileSync(join(folder, file)));
  }
  const binary = join(REPOSITORY, ".cache", "oracle", `${command}-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(binary)) return { ok: true, binary };
  mkdirSync(dirname(binary), { recursive: true });
  // Another suite may build it at the same time.
  const partial = `${binary}.${process.pid}`;
  const built = spawnSync("go", ["build", "-o", partial, `./cmd/${command}`], {
    cwd: folder,
    encoding: "utf8",
  });
  if (built.status !== 0) {
    return { ok: false, reason: `go build ./cmd/${command} failed: ${built.stderr.trim()}` };
  }
  renameSync(partial, binary);
  return { ok: true, binary };
}

function goVersion(): string | undefined {
  try {
    return execFileSync("go", ["version"], { encoding: "utf8" });
  } catch {
    return undefined;
  }
}

/** Give an oracle one input a line, base64, and parse the JSON line that it answers to each. */
export function askGo<Answer>(binary: string, inputs: readonly Uint8Array[]): readonly Answer[] {
  const lines = inputs.map(input => `${Buffer.from(input).toString("base64")}\n`).join("");
  const run = spawnSync(binary, [], { input: lines, maxBuffer: 2 ** 30, timeout: 600_000 });
  if (run.status !== 0) throw new Error(`${binary} ended with ${run.status ?? run.signal}: ${run.stderr}`);
  const answers = run.stdout.toString("utf8").split("\n").slice(0, -1);
  if (answers.length !== inputs.length)
    throw new Error(`${answers.length} answers to ${inputs.length} questions`);
  return answers.map(line => JSON.parse(line));
}
