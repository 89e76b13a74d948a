import type { FindingCode } from "../rules/index.ts";

/** Where the pages of docs/ stand for readers. */
export const DOCUMENTATION = "https://github.com/kubeconfig-inspector/kubeconfig-inspector/blob/main/docs";

/** The page that explains a code: what it means, what kubectl does, how to fix it. */
export function documentationOf(code: FindingCode): string {
  return `${DOCUMENTATION}/rules.md#${code}`;
}
