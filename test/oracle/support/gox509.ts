import { spawnSync } from "node:child_process";
import { buildGo } from "./go.ts";

/** A question to test/oracle/go/cmd/x509; see there for what `data` and `key` are. */
export interface Question {
  readonly kind: "cert" | "pair" | "pem" | "base64" | "ca" | "verify" | "serve";
  readonly data: Uint8Array;
  readonly key?: Uint8Array;
  readonly host?: string;
  /** Seconds since the epoch. */
  readonly now?: number;
}

export interface Answer {
  readonly error?: string;
  readonly subject?: string;
  readonly issuer?: string;
  readonly serial?: string;
  /** Seconds since the epoch. */
  readonly times?: readonly number[];
  readonly names?: readonly string[];
  readonly digests?: readonly string[];
  readonly rest?: number;
}

export type AskGo = (questions: readonly Question[]) => readonly Answer[];

/** What Go says to questions about certificates, or why nothing. */
function goX509():
  | { readonly ok: true; readonly ask: AskGo }
  | { readonly ok: false; readonly reason: string } {
  const program = buildGo("x509");
  return program.ok ? { ok: true, ask: questions => ask(program.binary, questions) } : program;
}

/** For a hook: who asks Go, or its tests are skipped with the reason. */
export function goOrSkip(test: Mocha.Context): AskGo {
  const go = goX509();
  if (go.ok) return go.ask;
  console.log(`      skipped: ${go.reason}`);
  return test.skip();
}

function ask(binary: string, questions: readonly Question[]): readonly Answer[] {
  const input = questions.map(toLine).join("\n");
  const run = spawnSync(binary, { input, encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.status !== 0) {
    throw new Error(`The Go program failed: ${run.stderr}`);
  }
  return run.stdout
    .trim()
    .split("\n")
    .map(line => JSON.parse(line) as Answer);
}

function toLine({ kind, data, key, host, now }: Question): string {
  return JSON.stringify({ kind, data: base64(data), host, now, ...(key && { key: base64(key) }) });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
