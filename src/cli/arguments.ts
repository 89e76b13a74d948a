import { parseArgs } from "node:util";
import type { Generation } from "../core/report/index.ts";
import { MINT_OPTIONS, type MintCommand, type MintResumeCommand, mintCommand } from "./mint/arguments.ts";
import {
  duration,
  OPTIONS,
  PLAIN,
  type PlainFormat,
  plainFormat,
  refuse,
  TIMEOUT_FORM,
  timeoutOf,
  type Understood,
  type Values,
} from "./options.ts";

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

/** What the commands that speak to an API server have in common. */
interface ServerCommand {
  /** The one file to look in, as `kubectl --kubeconfig` has it. */
  readonly kubeconfig: string | undefined;
  readonly format: PlainFormat;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface CheckServerCommand extends ServerCommand {
  readonly name: "check-server";
  readonly contexts: readonly string[];
  readonly all: boolean;
  /** A version of kubectl that the servers are compared with: `v1.33.1`. */
  readonly kubectl: string | undefined;
}

export interface WhoAmICommand extends ServerCommand {
  readonly name: "whoami";
  readonly context: string | undefined;
  readonly runPlugins: boolean;
}

export type Command =
  | ExpirationCommand
  | LintCommand
  | CheckServerCommand
  | WhoAmICommand
  | MintCommand
  | MintResumeCommand
  | { readonly name: "help" }
  | { readonly name: "version" };

export type Parsed = Understood<Command>;

/** Reads a command line, without the program's own name. Never throws. */
export function parseCommand(args: readonly string[]): Parsed {
  try {
    return understand(args);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/** What each command takes beside `--help` and `--version`. */
const TAKES: Readonly<Record<string, readonly (keyof Values)[]>> = {
  "check-expiration": ["output", "within", "kubeadm"],
  lint: ["output"],
  "check-server": ["output", "kubeconfig", "timeout", "all", "kubectl"],
  whoami: ["output", "kubeconfig", "timeout", "run-plugins"],
  mint: MINT_OPTIONS,
};

function understand(args: readonly string[]): Parsed {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  if (values.help === true) return { ok: true, command: { name: "help" } };
  if (values.version === true) return { ok: true, command: { name: "version" } };
  const [name, ...rest] = positionals;
  if (name === "help" || name === "version") return { ok: true, command: { name } };
  const takes = name === undefined ? undefined : TAKES[name];
  if (name === undefined || takes === undefined) {
    return refuse(
      name === undefined ? "a command is missing" : `there is no command ${JSON.stringify(name)}`,
    );
  }
  const foreign = (Object.keys(values) as (keyof Values)[]).find(each => !takes.includes(each));
  if (foreign !== undefined) {
    const owners = Object.keys(TAKES).filter(each => TAKES[each]?.includes(foreign));
    return refuse(`--${foreign} belongs to ${owners.join(" and ")}`);
  }
  return understandRest(name, rest, values);
}

function understandRest(name: string, rest: readonly string[], values: Values): Parsed {
  switch (name) {
    case "check-server":
      return checkServerCommand(rest, values);
    case "whoami":
      return whoAmICommand(rest, values);
    case "mint":
      return mintCommand(rest, values);
  }
  if (rest.includes("")) return refuse("a file or folder has an empty name");
  return name === "lint" ? lintCommand(rest, values) : expirationCommand(rest, values);
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
  const format = LINT_FORMATS.find(each => each === (values.output ?? "text"));
  if (format === undefined) return refuse(`--output must be one of ${LINT_FORMATS.join(", ")}`);
  return { ok: true, command: { name: "lint", paths, format } };
}

function serverCommand(values: Values): ServerCommand | string {
  const format = plainFormat(values.output);
  if (format === undefined) return `--output must be one of ${PLAIN}`;
  const timeout = timeoutOf(values.timeout);
  return timeout === undefined ? TIMEOUT_FORM : { kubeconfig: values.kubeconfig, format, timeout };
}

function checkServerCommand(contexts: readonly string[], values: Values): Parsed {
  const common = serverCommand(values);
  if (typeof common === "string") return refuse(common);
  const all = values.all === true;
  if (all && contexts.length > 0) return refuse("--all and the names of contexts exclude each other");
  const { kubectl } = values;
  if (kubectl !== undefined && !/^v?\d+\.\d+\.\d+/.test(kubectl)) {
    return refuse("--kubectl must be the version of a kubectl such as v1.33.1");
  }
  return { ok: true, command: { name: "check-server", ...common, contexts, all, kubectl } };
}

function whoAmICommand([context, ...more]: readonly string[], values: Values): Parsed {
  const common = serverCommand(values);
  if (typeof common === "string") return refuse(common);
  if (more.length > 0) return refuse("whoami takes one context");
  return {
    ok: true,
    command: { name: "whoami", ...common, context, runPlugins: values["run-plugins"] === true },
  };
}

function generationOf(version: string | undefined): Generation | undefined {
  if (version === undefined) return "1.31";
  const minor = /^v?1\.(\d{1,3})(\.|$)/.exec(version)?.[1];
  if (minor === undefined) return undefined;
  if (Number(minor) >= 31) return "1.31";
  return Number(minor) >= 29 ? "1.30" : "1.28";
}
