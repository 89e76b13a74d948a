import { existsSync } from "node:fs";
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
}

/** A headless Chromium: the machine's, else Debian's where we may install it, else one from the npm registry. */
export async function launchBrowser(): Promise<Browser> {
  const { path, args } = await browserProgram();
  return chromium.launch({
    executablePath: path,
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

/** The headless shell of `@sparticuz/chromium`, for Linux on x64 without root. @throws Error elsewhere. */
async function fromRegistry(): Promise<Program> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("No Chrome, Chromium or Edge was found: install one, or name it in CHROME_PATH");
  }
  const folder = await cached("sparticuz-chromium-153", async target => {
    await must(
      "npm",
      ["install", "--prefix", target, "--no-audit", "--no-fund", "@sparticuz/chromium@153.0.0"],
      {
        cwd: target,
        shell: onWindows,
      },
    );
  });
  const entry = join(folder, "node_modules", "@sparticuz", "chromium", "build", "index.js");
  const loaded: unknown = await import(pathToFileURL(entry).href);
  if (!isSparticuz(loaded)) throw new Error(`${entry} is not what this script knows`);
  return { path: await loaded.default.executablePath(), args: loaded.default.args };
}

function isSparticuz(
  loaded: unknown,
): loaded is { default: { args: string[]; executablePath: () => Promise<string> } } {
  return typeof loaded === "object" && loaded !== null && "default" in loaded;
}
