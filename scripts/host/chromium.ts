import { existsSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { must, run } from "../run.ts";
import { cached, onWindows } from "./fetch.ts";

const names = [
  "chromium",
  "google-chrome",
  "google-chrome-stable",
  "chromium-browser",
  "microsoft-edge",
  "chrome",
];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

interface Program {
  readonly path: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What `@sparticuz/chromium` exports, as far as it is used here. */
interface Sparticuz {
  readonly default: { readonly args: readonly string[]; executablePath(): Promise<string> };
  inflate(archive: string): Promise<string>;
}

/** A headless Chromium: the machine's, else Debian's where we may install it, else one from the npm registry. */
export async function launchBrowser(): Promise<Browser> {
  const { path, args, env = {} } = await browserProgram();
  return chromium.launch({
    executablePath: path,
    env: { ...process.env, ...env },
    args: [
      ...args,
      ...["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
      ...["--disable-sync", "--no-first-run"],
    ],
  });
}

async function browserProgram(): Promise<Program> {
  const own = installed();
  if (own !== undefined) return { path: own, args: [] };
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    await run("apt-get", ["update", "-qq"]);
    await run("apt-get", [
      "install",
      "-y",
      "-qq",
      "--no-install-recommends",
      "chromium",
      "fonts-dejavu-core",
    ]);
    const debian = installed();
    if (debian !== undefined) return { path: debian, args: [] };
  }
  return fromRegistry();
}

/** `CHROME_PATH`, else what the PATH or the usual places hold. */
function installed(): string | undefined {
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap(folder => names.map(name => join(folder, name)));
  const asked = process.env["CHROME_PATH"];
  if (asked === "none") return undefined;
  return [...(asked === undefined ? [] : [asked]), ...onPath, ...places].find(path => existsSync(path));
}

/**
 * The headless shell of `@sparticuz/chromium`, for Linux on x64 without root, with the libraries that it needs
 * and a machine without a desktop lacks. @throws Error elsewhere
 */
async function fromRegistry(): Promise<Program> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("No Chrome, Chromium or Edge was found: install one, or name it in CHROME_PATH");
  }
  const folder = await cached("sparticuz-chromium-153", async target => {
    const install = ["install", "--prefix", target, "--no-audit", "--no-fund", "@sparticuz/chromium@153.0.0"];
    await must("npm", install, { cwd: target, shell: onWindows });
    const { default: program, inflate } = await sparticuz(target);
    // It unpacks into the folder for temporary files, where another's or an older one may lie.
    await withTemporaryFolder(target, async () => {
      await program.executablePath();
      await inflate(join(packageFolder(target), "bin", "al2023.tar.br"));
    });
  });
  const { args } = (await sparticuz(folder)).default;
  const env = { LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_FILE: writeFontConfig(folder) };
  return { path: join(folder, "chromium"), args: args.filter(each => !ONE_PROCESS.has(each)), env };
}

/** What it is given for functions in a cloud. In one process it ends with its first page. */
const ONE_PROCESS = new Set(["--single-process", "--in-process-gpu", "--no-zygote"]);

/** Its own configuration looks for its fonts in /tmp; without any font it ends at the first one that is missing. */
function writeFontConfig(folder: string): string {
  const file = join(folder, "fonts.conf");
  const [fonts, store] = [join(folder, "fonts"), join(folder, "font-cache")];
  writeFileSync(file, `<fontconfig><dir>${fonts}</dir><cachedir>${store}</cachedir></fontconfig>\n`);
  return file;
}

function packageFolder(folder: string): string {
  return join(folder, "node_modules", "@sparticuz", "chromium");
}

async function sparticuz(folder: string): Promise<Sparticuz> {
  const entry = join(packageFolder(folder), "build", "index.js");
  const loaded: unknown = await import(pathToFileURL(entry).href);
  if (!isSparticuz(loaded)) throw new Error(`${entry} is not what this script knows`);
  return loaded;
}

function isSparticuz(loaded: unknown): loaded is Sparticuz {
  return typeof loaded === "object" && loaded !== null && "default" in loaded && "inflate" in loaded;
}

async function withTemporaryFolder(folder: string, work: () => Promise<void>): Promise<void> {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}
