import { Workbench, type WorkbenchOptions } from "./workbench.ts";

/**
 * Open one workbench for the suite it is called in, close it after, and save a picture of each failure.
 * @returns what to call in a test for the workbench
 */
export function useWorkbench(options: WorkbenchOptions = {}): () => Workbench {
  let workbench: Workbench | undefined;
  before(async () => {
    workbench = await Workbench.open(options);
  });
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== "failed" || workbench === undefined) return;
    const name = `failed ${test.fullTitle()}`.replaceAll(/\W+/g, "-");
    console.log(`      seen: ${await workbench.screenshot(name, false)}`);
  });
  after(async () => workbench?.close());
  return () => {
    if (workbench === undefined) throw new Error("The workbench did not open");
    return workbench;
  };
}
