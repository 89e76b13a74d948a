import type { Draft } from "../finding.ts";
import type { KubeconfigFile } from "../kubeconfig/model.ts";
import { type Message, render, say } from "../message.ts";
import { refusals } from "./refusals.ts";
import { rule } from "./rule.ts";

/** `kind` or `apiVersion` belong to another API: client-go tools/clientcmd/api/latest knows only `Config` of `v1`. */
export const wrongKind = rule("wrong-kind", "error", function* ({ facts }) {
  const own = new Set<string>();
  for (const file of facts.files) {
    if (file.otherTool === undefined) continue;
    own.add(file.source.id);
    yield otherTool(file, file.otherTool);
  }
  for (const draft of refusals(facts, "wrong-kind")) if (!own.has(draft.source)) yield draft;
});

/** kubectl passes over keys that it does not know, and so reads a file of another tool as one that holds nothing. */
function otherTool({ source, document, refusals: all }: KubeconfigFile, is: Message): Draft {
  const { start } = document.root?.span ?? { start: 0 };
  const line = source.text.indexOf("\n", start);
  const span = { start, end: line < 0 ? source.text.length : line };
  const message =
    all.length > 0
      ? say("This is {0}, no kubeconfig, and kubectl refuses it: take it out of KUBECONFIG.", render(is))
      : say(
          "This is {0}, no kubeconfig, and kubectl finds no cluster in it: take it out of KUBECONFIG.",
          render(is),
        );
  return { source: source.id, span, message, severity: all.length > 0 ? "error" : "warning" };
}
