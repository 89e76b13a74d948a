import { join } from "node:path";
import { type Sample, writeSample } from "../../sample/generate.ts";
import { root } from "../root.ts";
import { type WorkbenchAddress, workbenchUrl } from "./page.ts";
import { type Server, startServer } from "./server.ts";
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
  const server = await startServer(vscode, {
    folder: options.folder,
    env: { KUBECONFIG: sample.kubeconfig, ...options.env },
    settings: { ...(options.web === true ? webKind : {}), ...options.settings },
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  const address = { workspace: sample.folder, extension: root, web: options.web === true };
  return {
    server,
    version: vscode.version,
    sample,
    url: more => workbenchUrl(server, { ...address, ...more }),
  };
}

/** The payload's `extensionDevelopmentKind` does not outweigh the `main` of a remote extension; this does. */
const webKind = { "remote.extensionKind": { "kubeconfig-inspector.kubeconfig-inspector": ["web"] } };
