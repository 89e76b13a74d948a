import type { Lab } from "./lab.ts";
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
export const NO_RIGHTS: Step = ["rbac-role", "none"];
export const MAKE: Step = ["summary", "make"];

export const toFiles = (lab: Lab): readonly Step[] => [
  ["to", "files"],
  ["to-folder", lab.address("")],
  ["to-name", "jane"],
  NO_RIGHTS,
];

export const toEntries = (lab: Lab): readonly Step[] => [
  ["to", "kubeconfig"],
  ["to-file", lab.address("lab.kubeconfig")],
  ["to-cluster", "lab"],
  ["to-context", "jane@lab"],
  ["to-current", "keep"],
  NO_RIGHTS,
];
