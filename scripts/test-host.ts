/**
 * Runs the suites of test/host inside VS Code. Options:
 * `--only newest|oldest|web|restricted` (may repeat), `--grep TEXT`, `--verbose` (every console line),
 * `--desktop` (in the desktop that @vscode/test-electron downloads, where it can).
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { patience } from "../test/support/pace.ts";
import { extensionBundles, suiteBundle } from "./bundles.ts";
import { add, type Counts, none, readResult, resultLine, text } from "./counts.ts";
import { launchBrowser } from "./host/chromium.ts";
import { runOnDesktop } from "./host/desktop.ts";
import { runSuitesIn } from "./host/page.ts";
import { startSession } from "./host/session.ts";
import type { Release } from "./host/vscode.ts";
import { cache } from "./root.ts";

interface HostRun {
  readonly release: Release;
  readonly kind: "node" | "web";
  readonly folder: string;
  /** The suite, a file of that folder, that another run stands for. */
  readonly without?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

const runs: Readonly<Record<string, HostRun>> = {
  newest: { release: "newest", kind: "node", folder: "test/host" },
  web: {
    release: "newest",
    kind: "web",
    folder: "test/host/web",
  },
  // What reads the corpus is the same code in each release, and takes twenty seconds.
  oldest: { release: "oldest", kind: "node", folder: "test/host", without: "untrusted-files.test.ts" },
  restricted: {
    release: "newest",
    kind: "node",
    folder: "test/host/restricted",
    settings: { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" },
  },
};

/** Errors of the workbench itself: native modules left unbuilt, a service worker that only code-server serves. */
const NOISE = /spdlog|node-pty|watchdog|bindings file|^\[Service Worker\]/;

/** The longest that one run takes on a quiet machine, in milliseconds. */
const LIMIT = 300_000;

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    grep: { type: "string" },
    verbose: { type: "boolean", default: false },
    desktop: { type: "boolean", default: false },
  },
});

await Promise.all(extensionBundles({ production: false }).map(options => build(options)));
let total = none;
if (values.desktop) {
  total = await runOnDesktop("test/host", values.grep);
} else {
  for (const [name, run] of chosen()) total = add(total, await inHost(name, run));
}
console.log(resultLine(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function chosen(): [string, HostRun][] {
  const names = values.only ?? Object.keys(runs);
  return names.map(name => {
    const run = runs[name];
    if (run === undefined) throw new Error(`--only takes one of ${Object.keys(runs).join(", ")}`);
    return [name, run];
  });
}

async function inHost(name: string, run: HostRun): Promise<Counts> {
  const started = performance.now();
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "run-"));
  try {
    const suites = join(folder, "suites", "index.js");
    const { kind, without } = run;
    await build(suiteBundle({ kind, folder: run.folder, without, outfile: suites, ...grepOption() }));
    const counts = await inServer(run, folder, suites);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`host ${name}: ${text(counts)} (${seconds} s)`);
    return counts;
  } catch (error) {
    console.log(`host ${name}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    return { ...none, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function grepOption(): { grep?: string } {
  return values.grep === undefined ? {} : { grep: values.grep };
}

/** With a browser of its own, so that one that ends takes no other run with it. */
async function inServer(run: HostRun, folder: string, suites: string): Promise<Counts> {
  const { release, kind, settings = {} } = run;
  const session = await startSession({ release, folder, settings, web: kind === "web" });
  console.log(`\nVS Code ${session.version}, ${run.folder}`);
  let browser: Browser | undefined;
  try {
    browser = await launchBrowser();
    const page = await browser.newPage();
    const { code, lines } = await runSuitesIn(page, session.url({ suites }), patience(LIMIT), shower());
    const counts = readResult(lines.join("\n"));
    if (counts === undefined) return { ...none, failed: 1 };
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    await browser?.close();
    await session.server.stop();
  }
}

/** Prints tests and errors, up to the result: what the workbench says while it closes is of no interest. */
function shower(): (line: string, type: string) => void {
  let over = false;
  return (line, type) => {
    if (values.verbose) console.log(`[${type}] ${line}`);
    else if (!over && (/^\s+[✓✗-] /.test(line) || (type === "error" && !NOISE.test(line)))) console.log(line);
    over ||= readResult(line) !== undefined;
  };
}
