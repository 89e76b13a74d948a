import { posix } from "node:path";

/** An import of one file, types included. */
export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** Paths from the project's folder to texts. */
export type Sources = ReadonlyMap<string, string>;

/** The layers of src from the bottom up: a layer may import itself and what stands below it. */
const layers: Readonly<Record<string, readonly string[]>> = {
  core: [],
  cluster: ["core"],
  platform: ["core", "cluster"],
  vscode: ["core", "cluster"],
  cli: ["core", "cluster", "platform"],
  entry: ["core", "cluster", "platform", "vscode"],
};

/** The parts of a layer from the bottom up: a part may import itself and what stands in the lines before its own. */
type Parts = readonly (readonly string[])[];

const coreParts: Parts = [
  ["text.ts", "credential.ts"],
  ["message.ts"],
  ["result.ts"],
  ["search.ts", "in-parallel.ts"],
  ["ports.ts", "steps.ts", "finding.ts", "thresholds.ts", "line-index.ts"],
  ["bytes"],
  ["go"],
  ["yaml"],
  ["x509"],
  ["tokens"],
  ["kubeconfig"],
  ["pki"],
  ["manifests"],
  ["rules", "edits", "rbac", "ledger"],
  ["analysis.ts"],
  ["analyze.ts"],
  ["load.ts"],
  ["gather-manifests.ts"],
  ["gather.ts"],
  ["features"],
  ["report"],
  ["index.ts"],
];

const vscodeParts: Parts = [
  ["text"],
  ["convert.ts"],
  ["wizard"],
  ["errors.ts"],
  ["world", "settings.ts"],
  ["sources"],
  ["pki"],
  ["writing", "ledger"],
  ["tree"],
  ["views"],
  ["cluster"],
  ["services.ts"],
  ["mint", "entries"],
  ["requests", "rights", "servers", "service-accounts", "bootstrap-tokens", "certificate-editor"],
  ["commands", "providers", "window"],
  ["activate.ts"],
];

/** Which packages enter where, each through one folder; nothing else is imported from npm. */
const packages: readonly { readonly name: RegExp; readonly folder: string; readonly oneModule?: true }[] = [
  { name: /^yaml$/, folder: "src/core/yaml/" },
  { name: /^@peculiar\/x509$/, folder: "src/core/x509/", oneModule: true },
  { name: /^@abraham\/reflection$/, folder: "src/core/x509/", oneModule: true },
  { name: /^@noble\//, folder: "src/core/x509/" },
  { name: /^socks$/, folder: "src/cluster/http/", oneModule: true },
];

/** What breaks the arrows of the design, one line each; empty when nothing does. */
export function layerProblems(sources: Sources): string[] {
  const problems: string[] = [];
  const importers = new Map<string, Set<string>>();
  for (const [path, text] of sources) {
    for (const { specifier } of importsOf(text)) {
      const reason = specifier.startsWith(".")
        ? relativeProblem(path, specifier)
        : packageProblem(path, specifier, importers);
      if (reason !== undefined) problems.push(`${path} imports ${specifier}: ${reason}`);
    }
  }
  for (const [name, paths] of importers) {
    if (paths.size > 1)
      problems.push(`${name} is imported by ${[...paths].join(" and ")}: one module imports it`);
  }
  return problems;
}

/** What a text imports, types included: every static import, re-export and `import()`. */
export function importsOf(text: string): Import[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
  const pattern =
    /\b(?:import|export)\s+(type\s)?(?:[\w*{][^;"'`]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;
  return [...code.matchAll(pattern)].map(match => ({
    specifier: match[2] ?? match[3] ?? "",
    typeOnly: match[1] !== undefined,
  }));
}

function layerOf(path: string): string {
  const [, layer, rest] = path.split("/");
  return rest === undefined || layer === undefined ? "entry" : layer;
}

function relativeProblem(path: string, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(path), specifier);
  if (!target.startsWith("src/")) return "it lies outside src";
  const [from, to] = [layerOf(path), layerOf(target)];
  if (from !== to) {
    return layers[from]?.includes(to) === true ? undefined : `${from} must not know ${to}`;
  }
  if (from === "core") return partProblem(from, coreParts, path, target);
  return from === "vscode" ? partProblem(from, vscodeParts, path, target) : undefined;
}

function partProblem(layer: string, parts: Parts, path: string, target: string): string | undefined {
  const part = (file: string) => file.split("/")[2] ?? "";
  const [from, to] = [part(path), part(target)];
  if (from === to) return undefined;
  const rank = (name: string) => parts.findIndex(line => line.includes(name));
  const [above, below] = [rank(from), rank(to)];
  if (above === -1 || below === -1)
    return `${above === -1 ? from : to} has no place among the parts of ${layer}`;
  return below < above ? undefined : `${layer}/${from} must not know ${layer}/${to}`;
}

function packageProblem(path: string, name: string, importers: Map<string, Set<string>>): string | undefined {
  const layer = layerOf(path);
  if (name === "vscode") {
    return layer === "vscode" || layer === "entry" ? undefined : `${layer} must not know VS Code`;
  }
  if (name.startsWith("node:")) return nodeProblem(path, layer);
  const known = packages.find(each => each.name.test(name));
  if (known === undefined) return "no layer takes this package";
  if (!path.startsWith(known.folder)) return `it enters through ${known.folder}`;
  if (known.oneModule === true) importers.set(name, (importers.get(name) ?? new Set()).add(path));
  return undefined;
}

/** Node's own modules: not in what also runs in a browser. */
function nodeProblem(path: string, layer: string): string | undefined {
  const web = /(^|[/.])web\.ts$|\.web\.ts$/.test(path);
  const allowed =
    (layer === "platform" || layer === "cluster" || layer === "cli" || layer === "entry") && !web;
  return allowed ? undefined : `${web ? "the web" : layer} has no Node`;
}
