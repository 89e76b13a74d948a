/**
 * Opens VS Code in a browser on the sample workspace with the extension running, until Ctrl-C.
 * Options: `--port N` (else a free one), `--web` (the browser entry), `--no-open`, `--cluster` (with the control plane of
 * the cluster tests).
 */
import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { extensionBundles } from "./bundles.ts";
import { startSession } from "./host/session.ts";
import { cache } from "./root.ts";
import { startTestCluster, writeClusterFiles } from "./start-cluster.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    web: { type: "boolean", default: false },
    open: { type: "boolean", default: true },
    cluster: { type: "boolean", default: false },
  },
  allowNegative: true,
});

await Promise.all(extensionBundles({ production: false }).map(options => build(options)));
const workspace = join(cache, "sample");
rmSync(workspace, { recursive: true, force: true });
mkdirSync(cache, { recursive: true });
const cluster = values.cluster ? await startTestCluster() : undefined;
const session = await startSession({
  release: "newest",
  folder: join(cache, "start"),
  workspace,
  web: values.web,
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
});

console.log(`VS Code ${session.version} on the sample workspace ${workspace}
KUBECONFIG=${session.sample.kubeconfig}
${cluster === undefined ? "" : `A cluster at ${cluster.server}: ${await writeClusterFiles(cluster, workspace)}\n`}
Open ${session.url()}

Ctrl-C ends it.`);
if (values.open) openInBrowser(session.url());
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => void session.server.stop());
await session.server.stopped;
await cluster?.stop();

/** Only where a person sits at a desktop. */
function openInBrowser(url: string): void {
  const opener = { darwin: "open", win32: "explorer", linux: "xdg-open" }[String(process.platform)];
  const desktop =
    process.platform !== "linux" ||
    process.env["DISPLAY"] !== undefined ||
    process.env["WAYLAND_DISPLAY"] !== undefined;
  if (!process.stdout.isTTY || !desktop || opener === undefined) return;
  spawn(opener, [url], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
