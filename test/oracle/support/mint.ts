import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildGo } from "./go.ts";

/** A question to test/oracle/go-mint/cmd/mint; see there. */
export interface MintQuestion {
  readonly kind: "lint" | "client" | "server" | "request";
  readonly certificate: string;
  readonly key?: string;
  readonly roots?: string;
  readonly name?: string;
}

export interface MintAnswer {
  readonly error?: string;
  readonly lints?: readonly string[];
  readonly commonName?: string;
  readonly organizations?: readonly string[];
  readonly uid?: string;
  readonly names?: readonly string[];
}

export type AskMint = (questions: readonly MintQuestion[]) => readonly MintAnswer[];

/** What Go and zlint make of minted material, or why nothing. */
export function goMint():
  | { readonly ok: true; readonly ask: AskMint }
  | { readonly ok: false; readonly reason: string } {
  const program = buildGo("mint", "go-mint");
  return program.ok ? { ok: true, ask: questions => ask(program.binary, questions) } : program;
}

function ask(binary: string, questions: readonly MintQuestion[]): readonly MintAnswer[] {
  const input = questions.map(question => JSON.stringify(question)).join("\n");
  const run = spawnSync(binary, { input, encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`The Go program failed: ${run.stderr}`);
  return run.stdout
    .trim()
    .split("\n")
    .map((line): MintAnswer => JSON.parse(line));
}

/** openssl in a folder of its own. */
export interface Openssl {
  readonly folder: string;
  /** @returns standard output. @throws Error where openssl fails. */
  readonly run: (...args: readonly string[]) => string;
  /** @returns the path of the new file. */
  readonly write: (name: string, text: string) => string;
}

/** openssl, or undefined where it is not installed. The caller removes the folder. */
export function openssl(): Openssl | undefined {
  if (spawnSync("openssl", ["version"]).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "mint-"));
  return {
    folder,
    run: (...args) =>
      execFileSync("openssl", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }),
    write: (name, text) => {
      const file = join(folder, name);
      writeFileSync(file, text);
      return file;
    },
  };
}
