import type { TestApi } from "../../../src/vscode/activate.ts";
import type { Issued } from "../../support/certificates.ts";
import { extensionUnderTest } from "./extension.ts";
import { issue, Lab, labText, makeLabCa } from "./lab.ts";
import type { Step } from "./script.ts";

export const CA: Step = ["ca", /lab-ca .*pki\/ca\.crt/];
/** The answers that say who jane is, up to where her certificate goes. */
export const JANE: readonly Step[] = [
  CA,
  ["user", "jane"],
  ["groups", "developers, on-call"],
  ["uid", ""],
  ["lifetime", "1w"],
  ["key", "ecdsa-p256"],
];
export const MAKE: Step = ["summary", "make"];

/** A folder of its own for each test, with a CA and a kubeconfig that lists a worker. */
export interface MintingLab {
  readonly api: TestApi;
  readonly lab: Lab;
  readonly ca: Issued;
  /** The kubeconfig `lab.kubeconfig`, as it was before the test. */
  readonly text: string;
}

/** Registers the hooks that make and remove it; what it returns is read within a test. */
export function useMintingLab(): () => MintingLab {
  let api: TestApi;
  let current: MintingLab;
  before(async () => {
    api = await extensionUnderTest();
  });
  beforeEach(async () => {
    const lab = new Lab(api);
    const ca = await makeLabCa(lab);
    const text = labText(await issue(ca, "worker", 90));
    current = { api, lab, ca, text };
    await lab.list("lab.kubeconfig", text);
  });
  afterEach(() => current.lab.close());
  return () => current;
}

export const toFiles = (lab: Lab): readonly Step[] => [
  ["to", "files"],
  ["to-folder", lab.address("")],
  ["to-name", "jane"],
];

export const toEntries = (lab: Lab): readonly Step[] => [
  ["to", "kubeconfig"],
  ["to-file", lab.address("lab.kubeconfig")],
  ["to-cluster", "lab"],
  ["to-context", "jane@lab"],
  ["to-current", "keep"],
];
