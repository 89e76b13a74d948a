import * as vscode from "vscode";
import { HumanError } from "./errors.ts";

const running = new Map<string, Promise<unknown>>();

/**
 * The exports of `dist/NAME.js`, for the browser, where an extension is one file and has no `require` for
 * more: its text is run the way VS Code runs the extension's own. `Exports` is the type of the module that
 * the bundle was made from (scripts/bundles.ts).
 * @throws HumanError when the extension's folder does not have it
 */
export function runBundle<Exports>(name: string): Promise<Exports> {
  const known = running.get(name) ?? run(name);
  running.set(name, known);
  return known as Promise<Exports>;
}

async function run(name: string): Promise<unknown> {
  const extension = vscode.extensions.getExtension("kubeconfig-inspector.kubeconfig-inspector");
  if (extension === undefined) throw missing(name);
  const uri = vscode.Uri.joinPath(extension.extensionUri, "dist", `${name}.js`);
  const bytes = await vscode.workspace.fs.readFile(uri).then(
    read => read,
    () => Promise.reject(missing(name)),
  );
  const module = { exports: {} };
  new Function("module", "exports", new TextDecoder().decode(bytes))(module, module.exports);
  return module.exports;
}

function missing(name: string): HumanError {
  return new HumanError(
    vscode.l10n.t("The part {0} of Kubeconfig Inspector is not there. Install the extension again.", name),
  );
}
