import { join } from "node:path";
import { type Sample, writeSample } from "../../sample/generate.ts";
import { root } from "../root.ts";
import { must } from "../run.ts";
import { type WorkbenchAddress, workbenchUrl } from "./page.ts";
import { program, type Server, startServer } from "./server.ts";
import { fetchVsCode, type Release } from "./vscode.ts";

export interface SessionOptions {
  readonly release: Release;
  /** Where everything of the session lives. */
  readonly folder: string;
  /** Where the sample workspace is written; default a folder of the session. */
  readonly workspace?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly port?: number;
  /** Run the browser entry in the web worker host. */
  readonly web?: boolean;
  /** Install this packed extension, instead of running the one under development. */
  readonly vsix?: string;
}

/** A running VS Code server whose workbench opens the sample workspace with the extension under development. */
export interface Session {
  readonly server: Server;
  readonly version: string;
  readonly sample: Sample;
  readonly url: (more?: Partial<WorkbenchAddress>) => string;
}

/** Start a session; `server.stop()` ends it. The extension must have been built. */
export async function startSession(options: SessionOptions): Promise<Session> {
  const vscode = await fetchVsCode(options.release);
  const sample = await writeSample(options.workspace ?? join(options.folder, "workspace"));
  const { vsix } = options;
  if (vsix !== undefined)
    await must(vscode.node, [...program(vscode, options.folder), "--install-extension", vsix]);
  const server = await startServer(vscode, {
    folder: options.folder,
    env: { KUBECONFIG: sample.kubeconfig, ...options.env },
    settings: { ...(options.web === true ? webKind : {}), ...options.settings },
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  const address = {
    workspace: sample.folder,
    web: options.web === true,
    ...(vsix === undefined ? { extension: root } : {}),
  };
  return {
    server,
    version: vscode.version,
    sample,
    url: more => workbenchUrl(server, { ...address, ...more }),
  };
}

/** The payload's `extensionDevelopmentKind` does not outweigh the `main` of a remote extension; this does. */
const webKind = { "remote.extensionKind": { "kubeconfig-inspector.kubeconfig-inspector": ["web"] } };
