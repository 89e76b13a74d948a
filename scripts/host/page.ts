import type { Page } from "playwright-core";
import type { Server } from "./server.ts";

export interface WorkbenchAddress {
  /** The folder to open, absolute. */
  readonly workspace: string;
  /** The project of an extension under development, absolute. */
  readonly extension?: string;
  /** The bundle with the suites to run in the extension host, absolute. */
  readonly suites?: string;
  /** Run the extension's browser entry in the web worker host. */
  readonly web?: boolean;
}

/** The address of a workbench: a folder, and what VS Code calls the payload. */
export function workbenchUrl(
  server: Server,
  { workspace, extension, suites, web }: WorkbenchAddress,
): string {
  const remote = (path: string) => `vscode-remote://${server.authority}${path}`;
  const payload = [
    ...(extension === undefined ? [] : [["extensionDevelopmentPath", remote(extension)]]),
    ...(suites === undefined ? [] : [["extensionTestsPath", remote(suites)]]),
    ...(web === true ? [["extensionDevelopmentKind", "web"]] : []),
  ];
  const query = payload.length === 0 ? "" : `&payload=${encodeURIComponent(JSON.stringify(payload))}`;
  return `http://${server.authority}/?folder=${encodeURIComponent(workspace)}${query}`;
}

export interface HostRun {
  /** 0 when the suites' `run()` fulfilled. */
  readonly code: number;
  readonly lines: readonly string[];
}

/**
 * Open the workbench on suites and wait until they have run in the extension host.
 * @param onLine gets each console line of the extension host as it comes
 * @throws Error when they have not ended after `timeout` milliseconds, or the page or its browser has
 */
export async function runSuitesIn(
  page: Page,
  url: string,
  timeout: number,
  onLine: (line: string, type: string) => void,
): Promise<HostRun> {
  const lines: string[] = [];
  await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
    const line = args.map(each => (typeof each === "string" ? each : JSON.stringify(each))).join(" ");
    lines.push(line);
    onLine(line, type);
  });
  const exit = new Promise<number>(done => {
    void page.exposeFunction("codeAutomationExit", (code: number) => done(code));
  });
  const late = AbortSignal.timeout(timeout);
  const cut = new Promise<never>((_, failed) => {
    late.onabort = () => failed(new Error(`The suites did not end within ${timeout / 1000} s`));
    page.once("crash", () => failed(new Error("The page has crashed")));
    page.once("close", () => failed(new Error("The browser has ended")));
  });
  const code = await Promise.race([exit, cut, page.goto(url).then(() => exit)]);
  return { code, lines };
}
