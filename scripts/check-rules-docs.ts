/** Checks that docs/rules.md explains every rule, in the order of the list. `npm run lint` and a unit test run it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../src/core/rules/index.ts";
import { pkiRules } from "../src/core/rules/pki/list.ts";
import { root } from "./root.ts";

/** What a section about a rule must have besides its heading: who minds and how, and what to do. */
const PARTS = [["**kubectl**", "**Kubernetes:**"], ["**Fix:**"]];

/** What is wrong with the text of docs/rules.md, one line each; empty when all is well. */
export function rulesDocsDefects(
  markdown: string,
  listed: readonly { readonly code: string; readonly severity: string }[],
): readonly string[] {
  const sections = markdown.split(/^## /m).slice(1);
  const headings = sections.map(section => section.slice(0, section.indexOf("\n")));
  const defects: string[] = [];
  for (const { code, severity } of listed) {
    const found = sections.filter((_, index) => headings[index] === code);
    if (found.length !== 1) defects.push(`${code}: ${found.length} sections, and there must be one`);
    for (const section of found) {
      if (!section.includes(`\nSeverity: ${severity}`)) defects.push(`${code}: the severity is ${severity}`);
      for (const ways of PARTS) {
        if (!ways.some(part => section.includes(`\n${part} `)))
          defects.push(`${code}: no "${ways.join('" or "')}"`);
      }
    }
  }
  for (const heading of headings) {
    if (!listed.some(({ code }) => code === heading)) defects.push(`${heading}: there is no such rule`);
  }
  if (defects.length === 0 && headings.some((heading, index) => heading !== listed[index]?.code)) {
    defects.push("the sections are not in the order of src/core/rules/index.ts");
  }
  return defects;
}

const all = [...rules, ...pkiRules];

/** Every rule that has a section; a code that several rules share has one. */
export const documented = all.filter(
  ({ code }, index) => all.findIndex(each => each.code === code) === index,
);

/** The file as it stands, against the rules as they are listed. */
export function checkRulesDocs(): readonly string[] {
  return rulesDocsDefects(readFileSync(join(root, "docs", "rules.md"), "utf8"), documented);
}

if (import.meta.main) {
  const defects = checkRulesDocs();
  for (const defect of defects) console.error(`docs/rules.md: ${defect}`);
  if (defects.length > 0) process.exitCode = 1;
}
