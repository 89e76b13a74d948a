import { strict as assert } from "node:assert";
import { globSync, readFileSync } from "node:fs";

/** What package.json promises to VS Code and what the sources do. */
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly views: { readonly kubeconfigInspector: readonly { readonly id: string }[] };
    readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  };
}

const text = readFileSync("package.json", "utf8");
const manifest: Manifest = JSON.parse(text);
const names: Readonly<Record<string, string>> = JSON.parse(readFileSync("package.nls.json", "utf8"));

function sources(pattern: string): string {
  return globSync(pattern)
    .sort()
    .map(path => readFileSync(path, "utf8"))
    .join("\n");
}

/** What a pattern's first group matches, sorted, each once. */
function matches(source: string, pattern: RegExp): readonly string[] {
  return [...new Set([...source.matchAll(pattern)].map(match => match[1] ?? ""))].sort();
}

describe("package.json", () => {
  it("contributes the commands that are registered", () => {
    const registered = matches(sources("src/vscode/commands/*.ts"), /\bid: "(kubeconfigInspector\.[\w.]+)"/g);
    assert.deepEqual(manifest.contributes.commands.map(({ command }) => command).sort(), registered);
  });

  it("lists every command of the folder", () => {
    const index = readFileSync("src/vscode/commands/index.ts", "utf8");
    const files = globSync("src/vscode/commands/*.ts").filter(path =>
      readFileSync(path, "utf8").includes('id: "kubeconfigInspector.'),
    );
    const missing = files.filter(path => !index.includes(`./${path.split(/[\\/]/).at(-1)}`));
    assert.deepEqual(missing, []);
  });

  it("names only contributed commands in menus", () => {
    const known = new Set(manifest.contributes.commands.map(({ command }) => command));
    const used = Object.values(manifest.contributes.menus)
      .flat()
      .map(({ command }) => command);
    assert.deepEqual(
      used.filter(command => !known.has(command)),
      [],
    );
  });

  it("has a text for each placeholder and no other", () => {
    assert.deepEqual(matches(text, /"%([\w.]+)%"/g), Object.keys(names).sort());
  });

  it("describes every setting that is read", () => {
    const [configuration] = manifest.contributes.configuration;
    const read = matches(
      readFileSync("src/vscode/settings.ts", "utf8"),
      /(?:get|inspect|number|boolean)\("([\w.]+)"/g,
    );
    const described = Object.keys(configuration?.properties ?? {}).map(key =>
      key.replace("kubeconfigInspector.", ""),
    );
    assert.deepEqual(described.sort(), read);
  });

  it("contributes the views that are made", () => {
    const made = matches(sources("src/vscode/tree/*.ts"), /_VIEW = "([\w.]+)"/g);
    assert.deepEqual(manifest.contributes.views.kubeconfigInspector.map(({ id }) => id).sort(), made);
  });
});
