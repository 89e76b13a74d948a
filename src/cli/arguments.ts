import { parseArgs } from "node:util";
import type { Generation } from "../core/report/index.ts";

const EXPIRATION_FORMATS = ["text", "wide", "json", "yaml", "csv", "markdown", "ics"] as const;
const LINT_FORMATS = ["text", "json", "sarif"] as const;

export type ExpirationFormat = (typeof EXPIRATION_FORMATS)[number];
export type LintFormat = (typeof LINT_FORMATS)[number];

export interface ExpirationCommand {
  readonly name: "check-expiration";
  readonly paths: readonly string[];
  readonly format: ExpirationFormat;
  /** Milliseconds. */
  readonly within: number;
  /** `--within` was given: it counts for what is made to live for hours as well. */
  readonly exact: boolean;
  readonly generation: Generation;
}

export interface LintCommand {
  readonly name: "lint";
  readonly paths: readonly string[];
  readonly format: LintFormat;
}

export type Command =
  | ExpirationCommand
  | LintCommand
  | { readonly name: "help" }
  | { readonly name: "version" };

export type Parsed =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly reason: string };

const DAY = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: DAY, w: 7 * DAY, y: 365 * DAY };

/** Reads a command line, without the program's own name. Never throws. */
export function parseCommand(args: readonly string[]): Parsed {
  try {
    return understand(args);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function understand(args: readonly string[]): Parsed {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      output: { type: "string", short: "o" },
      within: { type: "string" },
      kubeadm: { type: "string" },
      help: { type: "boolean", short: "h" },
      version: { type: "boolean" },
    },
  });
  if (values.help === true) return { ok: true, command: { name: "help" } };
  if (values.version === true) return { ok: true, command: { name: "version" } };
  const [name, ...paths] = positionals;
  if (paths.includes("")) return refuse("a file or folder has an empty name");
  if (name === "help" || name === "version") return { ok: true, command: { name } };
  if (name === "check-expiration") return expirationCommand(paths, values);
  if (name === "lint") return lintCommand(paths, values);
  return refuse(name === undefined ? "a command is missing" : `there is no command ${JSON.stringify(name)}`);
}

interface Values {
  readonly output?: string | undefined;
  readonly within?: string | undefined;
  readonly kubeadm?: string | undefined;
}

function expirationCommand(paths: readonly string[], values: Values): Parsed {
  const format = EXPIRATION_FORMATS.find(each => each === (values.output ?? "text"));
  if (format === undefined) return refuse(`--output must be one of ${EXPIRATION_FORMATS.join(", ")}`);
  const within = duration(values.within ?? "30d");
  if (within === undefined) return refuse("--within must be a time such as 30d, 12h or 4w");
  const generation = generationOf(values.kubeadm);
  if (generation === undefined) return refuse("--kubeadm must be a version such as 1.30");
  return {
    ok: true,
    command: {
      name: "check-expiration",
      paths,
      format,
      within,
      exact: values.within !== undefined,
      generation,
    },
  };
}

function lintCommand(paths: readonly string[], values: Values): Parsed {
  if (values.within !== undefined || values.kubeadm !== undefined) {
    return refuse("--within and --kubeadm belong to check-expiration");
  }
  const format = LINT_FORMATS.find(each => each === (values.output ?? "text"));
  if (format === undefined) return refuse(`--output must be one of ${LINT_FORMATS.join(", ")}`);
  return { ok: true, command: { name: "lint", paths, format } };
}

/** `30d` and the like in milliseconds; a bare number is of days. */
function duration(text: string): number | undefined {
  const match = /^(\d{1,6})([mhdwy]?)$/.exec(text);
  if (match === null) return undefined;
  const [, count, unit] = match;
  return Number(count) * (UNITS[unit || "d"] ?? DAY);
}

function generationOf(version: string | undefined): Generation | undefined {
  if (version === undefined) return "1.31";
  const minor = /^v?1\.(\d{1,3})(\.|$)/.exec(version)?.[1];
  if (minor === undefined) return undefined;
  if (Number(minor) >= 31) return "1.31";
  return Number(minor) >= 29 ? "1.30" : "1.28";
}

function refuse(reason: string): Parsed {
  return { ok: false, reason };
}
