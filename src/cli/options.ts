import type { parseArgs } from "node:util";

/** Every option of every command. */
export const OPTIONS = {
  output: { type: "string", short: "o" },
  within: { type: "string" },
  kubeadm: { type: "string" },
  kubeconfig: { type: "string" },
  timeout: { type: "string" },
  all: { type: "boolean" },
  kubectl: { type: "string" },
  "run-plugins": { type: "boolean" },
  context: { type: "string" },
  user: { type: "string" },
  group: { type: "string", multiple: true },
  uid: { type: "string" },
  lifetime: { type: "string" },
  "key-type": { type: "string" },
  "ca-cert": { type: "string" },
  "ca-key": { type: "string" },
  "passphrase-file": { type: "string" },
  csr: { type: "boolean" },
  approve: { type: "boolean" },
  wait: { type: "string" },
  "keep-request": { type: "boolean" },
  server: { type: "string" },
  "certificate-authority": { type: "string" },
  namespace: { type: "string", short: "n" },
  "context-name": { type: "string" },
  "add-to": { type: "string" },
  files: { type: "string" },
  use: { type: "boolean" },
  renew: { type: "string" },
  resume: { type: "string" },
  print: { type: "string" },
  yes: { type: "boolean", short: "y" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

export type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];

/** What a command line means, or why it means nothing. */
export type Understood<Command> =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly reason: string };

export function refuse(reason: string): Understood<never> {
  return { ok: false, reason };
}

const PLAIN_FORMATS = ["text", "json"] as const;

export type PlainFormat = (typeof PLAIN_FORMATS)[number];

/** Text where nothing is said; undefined where it is neither. */
export function plainFormat(text: string | undefined): PlainFormat | undefined {
  return PLAIN_FORMATS.find(each => each === (text ?? "text"));
}

export const PLAIN = PLAIN_FORMATS.join(", ");

const DAY = 86_400_000;
const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: DAY,
  w: 7 * DAY,
  y: 365 * DAY,
};

/** `30d` and the like in milliseconds; a bare number is of days. */
export function duration(text: string): number | undefined {
  const match = /^(\d{1,6})([smhdwy]?)$/.exec(text);
  if (match === null) return undefined;
  const [, count, unit] = match;
  return Number(count) * (UNITS[unit || "d"] ?? DAY);
}

/** Milliseconds that a server has for its answer where nobody says it. */
const TIMEOUT = 10_000;

/** Milliseconds of `--timeout`, `5s` and the like; undefined where it is none. */
export function timeoutOf(text: string | undefined): number | undefined {
  if (text === undefined) return TIMEOUT;
  const seconds = Number(/^(\d{1,4})s?$/.exec(text)?.[1] ?? 0);
  return seconds === 0 ? undefined : seconds * 1000;
}

export const TIMEOUT_FORM = "--timeout must be a number of seconds such as 5s";
