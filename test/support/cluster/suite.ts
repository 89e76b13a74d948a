/** The cluster that the suites of one run share. To be imported at the top of a test file: it adds a root hook. */
import { patience } from "../pace.ts";
import { findPrograms } from "./find.ts";
import { type Cluster, startCluster } from "./start.ts";

let shared: Promise<Cluster | undefined> | undefined;

// Mocha ends by itself only once nothing runs any more.
after(async function () {
  this.timeout(60_000);
  await (await shared?.catch(() => undefined))?.stop();
});

/**
 * A control plane for the tests of a `describe`, the same for all that ask. Where there are no programs, its tests are
 * skipped, with a line that says how to provide them.
 * @param needs kube-controller-manager too, without which nothing signs requests and clears tokens
 * @returns how tests and later hooks get it
 */
export function useCluster(needs: { readonly controllerManager?: boolean } = {}): () => Cluster {
  let cluster: Cluster | undefined;
  before(async function () {
    // The programs are built here once, which takes minutes.
    this.timeout(0);
    shared ??= start();
    cluster = await shared;
    if (cluster === undefined) return this.skip();
    if (needs.controllerManager === true && !cluster.hasControllerManager) {
      console.log("    skipped: there is no kube-controller-manager. Install Go, which builds it");
      this.skip();
    }
  });
  beforeEach(function () {
    this.currentTest?.timeout(patience(120_000));
  });
  return () => {
    if (cluster === undefined) throw new Error("The cluster has not been started");
    return cluster;
  };
}

async function start(): Promise<Cluster | undefined> {
  const found = await findPrograms();
  if (found.ok) return startCluster(found.programs);
  console.log(`    skipped: ${found.reason}`);
  return undefined;
}
