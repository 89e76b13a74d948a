import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A question to test/oracle/go/cmd/x509; see there for what `data` and `key` are. */
export interface Question {
  readonly kind: "cert" | "pair" | "pem" | "base64" | "ca" | "verify" | "csr";
  readonly data: Uint8Array;
  readonly key?: Uint8Array;
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

/** What Go says to questions about certificates, or undefined where there is no Go. */
export function goX509(): AskGo | undefined {
  const go = findGo();
  if (go === undefined) {
    return undefined;
  }
  const program = join(mkdtempSync(join(tmpdir(), "go-x509-")), "x509");
  const cwd = fileURLToPath(new URL("../go/cmd/x509/", import.meta.url));
  execFileSync(go, ["build", "-o", program, "main.go"], { cwd });
  return questions => {
    const input = questions.map(toLine).join("\n");
    const run = spawnSync(program, { input, encoding: "utf8", maxBuffer: 1 << 30 });
    if (run.status !== 0) {
      throw new Error(`The Go program failed: ${run.stderr}`);
    }
    return run.stdout
      .trim()
      .split("\n")
      .map(line => JSON.parse(line) as Answer);
  };
}

function toLine({ kind, data, key, now }: Question): string {
  return JSON.stringify({ kind, data: base64(data), now, ...(key && { key: base64(key) }) });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

function findGo(): string | undefined {
  return ["go", "/usr/local/go/bin/go"].find(go => spawnSync(go, ["version"]).status === 0);
}
