import * as vscode from "vscode";
import { HumanError } from "../errors.ts";

const running = new Map<string, Promise<unknown>>();

/**
 * The exports of `dist/NAME.js`, for the browser, where an extension is one file and has no `require` for
 * more: its text is run the way VS Code runs the extension's own. `Exports` is the type of the module that
 * the bundle was made from (scripts/bundles.ts), `needs` the other files that it may `require`.
 * @throws HumanError when the extension's folder does not have it
 */
export function runBundle<Exports>(name: string, needs: readonly string[] = []): Promise<Exports> {
  const known = running.get(name) ?? run(name, needs);
  running.set(name, known);
  return known as Promise<Exports>;
}

async function run(name: string, needs: readonly string[]): Promise<unknown> {
  const [text, ...needed] = await Promise.all([
    read(name),
    ...needs.map(async need => [`./${need}.js`, await runBundle(need)] as const),
  ]);
  const given = new Map<string, unknown>([["vscode", vscode], ...needed]);
  const module = { exports: {} };
  new Function("module", "exports", "require", text)(module, module.exports, (id: string) => given.get(id));
  return module.exports;
}

async function read(name: string): Promise<string> {
  const extension = vscode.extensions.getExtension("kubeconfig-inspector.kubeconfig-inspector");
  if (extension === undefined) throw missing(name);
  const uri = vscode.Uri.joinPath(extension.extensionUri, "dist", `${name}.js`);
  const bytes = await vscode.workspace.fs.readFile(uri).then(
    read => read,
    () => Promise.reject(missing(name)),
  );
  return new TextDecoder().decode(bytes);
}

function missing(name: string): HumanError {
  return new HumanError(
    vscode.l10n.t("The part {0} of Kubeconfig Inspector is missing. Install the extension again.", name),
  );
}
