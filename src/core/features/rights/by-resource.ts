import { type Message, render, say, type Translate } from "../../message.ts";
import type { AccessRule, EffectiveRule } from "../../rbac/index.ts";
import { codeSpan } from "../markdown-text.ts";

/** What somebody may do to one resource, or at one path, of all rules together. */
export interface RightsRow {
  /** In Markdown, wildcards in words. */
  readonly what: string;
  readonly verbs: string;
  /** The only objects that it is about; empty for all. */
  readonly names: readonly string[];
  /** Bindings that give it, where they are known. */
  readonly by: readonly string[];
  readonly everywhere: boolean;
}

type Rule = AccessRule & Partial<Pick<EffectiveRule, "everywhere" | "binding">>;

interface Collected {
  readonly rank: string;
  readonly what: string;
  readonly names: readonly string[];
  readonly everywhere: boolean;
  readonly verbs: Set<string>;
  readonly by: Set<string>;
}

/** Rules by resource: wildcards first, then the core group, then the others by name. */
export function resourceRows(rules: readonly Rule[], translate: Translate): readonly RightsRow[] {
  const rows = new Rows();
  for (const rule of rules) {
    for (const group of rule.groups) {
      for (const resource of rule.resources) {
        const rank = `${resource === "*" ? 0 : 1} ${group === "*" ? "" : group} ${resource}`;
        rows.add(rule, rank, resourceWords(resource, group, translate), rule.names);
      }
    }
  }
  return rows.sorted(translate);
}

/** Rules by path. */
export function pathRows(rules: readonly Rule[], translate: Translate): readonly RightsRow[] {
  const rows = new Rows();
  for (const rule of rules) {
    for (const path of rule.paths) {
      const what = path === "*" ? render(say("every path"), translate) : codeSpan(path);
      rows.add(rule, path === "*" ? "" : path, what, []);
    }
  }
  return rows.sorted(translate);
}

class Rows {
  readonly #rows = new Map<string, Collected>();

  add(rule: Rule, rank: string, what: string, names: readonly string[]): void {
    const { everywhere = true, binding } = rule;
    const sorted = names.toSorted();
    const key = JSON.stringify([rank, sorted, everywhere]);
    const row = this.#rows.get(key) ?? {
      rank,
      what,
      names: sorted,
      everywhere,
      verbs: new Set<string>(),
      by: new Set<string>(),
    };
    this.#rows.set(key, row);
    for (const verb of rule.verbs) row.verbs.add(verb);
    if (binding !== undefined) row.by.add(`${binding.kind} ${binding.name}`);
  }

  sorted(translate: Translate): readonly RightsRow[] {
    return [...this.#rows.values()]
      .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.names.length - b.names.length))
      .map(({ what, verbs, names, by, everywhere }) => ({
        what,
        verbs: verbWords(verbs, translate),
        names,
        by: [...by].sort(),
        everywhere,
      }));
  }
}

/** `deployments.apps/scale`, as kubectl names it; wildcards in words. */
function resourceWords(resource: string, group: string, translate: Translate): string {
  const t = (message: Message) => render(message, translate);
  const [name = "", subresource] = resource.split("/", 2);
  if (resource === "*") {
    if (group === "*") return t(say("every resource of every API group"));
    return group === ""
      ? t(say("every resource of the core group"))
      : t(say("every resource of {0}", codeSpan(group)));
  }
  if (name === "*") {
    const of = codeSpan(subresource ?? "");
    if (group === "*") return t(say("{0} of every resource of every API group", of));
    return group === ""
      ? t(say("{0} of every resource of the core group", of))
      : t(say("{0} of every resource of {1}", of, codeSpan(group)));
  }
  if (group === "*") return t(say("{0} of every API group", codeSpan(resource)));
  return codeSpan(resourceName({ resource: name, group, subresource }));
}

/** As kubectl names a resource: `deployments.apps/scale`. */
export function resourceName({
  resource,
  group = "",
  subresource,
}: {
  readonly resource: string;
  readonly group?: string | undefined;
  readonly subresource?: string | undefined;
}): string {
  const whole = group === "" ? resource : `${resource}.${group}`;
  return subresource === undefined || subresource === "" ? whole : `${whole}/${subresource}`;
}

const ORDER = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];

function verbWords(verbs: ReadonlySet<string>, translate: Translate): string {
  if (verbs.has("*")) return render(say("everything"), translate);
  const place = (verb: string) => (ORDER.includes(verb) ? ORDER.indexOf(verb) : ORDER.length);
  return [...verbs]
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
    .map(verb => (ORDER.includes(verb) ? verb : codeSpan(verb)))
    .join(", ");
}
