import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ChainCode } from "../../../src/core/x509/chain-verdict.ts";
import type { AskGo } from "./gox509.ts";

export interface ClientCase {
  readonly name: string;
  /** The leaf, then intermediates. */
  readonly sent: string;
  readonly roots: string;
  /** Milliseconds since the epoch. */
  readonly now?: number;
}

/** What an API server makes of client certificates: `good`, or why not. @param time where a case does not say */
export function clientVerdicts(
  ask: AskGo,
  cases: readonly ClientCase[],
  time: number,
): readonly (ChainCode | "good")[] {
  const answers = ask(
    cases.map(({ sent, roots, now = time }) => ({
      kind: "verify",
      data: Buffer.from(sent),
      key: Buffer.from(roots),
      now: now / 1000,
    })),
  );
  return answers.map(({ error }) => codeOf(error));
}

/** What Go's errors say, hints included. */
const REASONS: readonly (readonly [ChainCode, RegExp])[] = [
  ["critical-extension", /^x509: unhandled critical extension/],
  ["not-yet-valid", /^x509: certificate has expired or is not yet valid: current time \S+ is before/],
  ["expired", /^x509: certificate has expired or is not yet valid: current time \S+ is after/],
  ["path-length", /^x509: too many intermediates/],
  ["may-not-sign", /^x509: certificate is not authorized to sign other certificates/],
  ["may-not-sign", /^x509: certificate signed by unknown authority .*parent certificate cannot sign/],
  ["weak-signature", /^x509: certificate signed by unknown authority .*insecure algorithm/],
  ["weak-key", /^x509: certificate signed by unknown authority .*-bit keys are insecure/],
  ["unknown-authority", /^x509: (certificate signed by unknown authority|signature check attempts limit)/],
  ["key-usage", /^x509: certificate specifies an incompatible key usage/],
  ["name-constraints", /^x509: a root or intermediate certificate is not authorized to sign for this name/],
];

function codeOf(error: string | undefined): ChainCode | "good" {
  if (error === undefined) return "good";
  return REASONS.find(([, pattern]) => pattern.test(error))?.[0] ?? "refused";
}

export const limbo = fileURLToPath(new URL("../../../../shared/corpus/x509/limbo/", import.meta.url));

interface LimboCase {
  readonly id: string;
  readonly trusted_certs: readonly string[];
  readonly untrusted_intermediates: readonly string[];
  readonly peer_certificate: string;
  readonly validation_time: string | null;
}

/** Chains of x509-limbo, where the shared corpus is. */
export function limboCases(): readonly ClientCase[] {
  return readdirSync(limbo)
    .map(folder => `${limbo}${folder}/testcase.json`)
    .filter(file => existsSync(file))
    .map(file => JSON.parse(readFileSync(file, "utf8")) as LimboCase)
    .map(({ id, trusted_certs, untrusted_intermediates, peer_certificate, validation_time }) => ({
      name: id,
      sent: [peer_certificate, ...untrusted_intermediates].join("\n"),
      roots: trusted_certs.join("\n"),
      ...(validation_time !== null && { now: Math.floor(Date.parse(validation_time) / 1000) * 1000 }),
    }));
}
