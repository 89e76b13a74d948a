import type { FindingCode } from "../rules/index.ts";

const RULES = "https://github.com/kubeconfig-inspector/kubeconfig-inspector/blob/main/docs/rules.md";

/** The page that explains a code: what it means, what kubectl does, how to fix it. */
export function documentationOf(code: FindingCode): string {
  return `${RULES}#${code}`;
}
