import * as vscode from "vscode";
import type { ConsentText } from "../../cluster/index.ts";
import { visible } from "../../core/features/markdown.ts";
import type { Ask } from "../wizard/ask.ts";

const ALLOWED = "allowedPlugins";
/** How many commands are remembered. */
const MOST = 200;

/** Which credential plugins may run: each is shown first, and remembered for exactly that command where the person wants that. */
export class PluginConsent {
  readonly #memory: vscode.Memento;
  /** Those that were allowed until the window closes. */
  readonly #once = new Set<string>();

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  async given(text: ConsentText, context: string, ask: Ask): Promise<boolean> {
    const { key } = text;
    const allowed = this.#memory.get<readonly string[]>(ALLOWED, []);
    if (allowed.includes(key) || this.#once.has(key)) return true;
    const answer = await ask.question(
      {
        kind: "confirm",
        id: "run-plugin",
        title: vscode.l10n.t("Run Credential Plugin"),
        message: vscode.l10n.t(
          "The context {0} gets its credential from a program of your machine. Run it?",
          visible(context),
        ),
        detail: detailOf(text),
        yes: vscode.l10n.t("Run"),
        also: vscode.l10n.t("Always Run This Command"),
      },
      { step: 0, canGoBack: false },
    );
    if (answer.kind !== "answer") return false;
    this.#once.add(key);
    if (answer.value === "also") await this.#memory.update(ALLOWED, [...allowed, key].slice(-MOST));
    return true;
  }
}

function detailOf({ commandLine, env }: ConsentText): string {
  const lines = [commandLine];
  if (env.length > 0) lines.push(vscode.l10n.t("With the variables {0}", env.join(", ")));
  lines.push(vscode.l10n.t("Another command, argument or variable is asked for again."));
  return lines.join("\n\n");
}
