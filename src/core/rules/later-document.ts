import { say } from "../message.ts";
import { rule } from "./rule.ts";

/** A YAML document after the first: sigs.k8s.io/yaml reads one document and does not look at the rest. */
export const laterDocument = rule("later-document", "warning", function* ({ facts }) {
  for (const file of facts.files) {
    const notice = file.document.notices.find(each => each.kind === "later-document");
    if (!notice) continue;
    yield {
      source: file.source.id,
      span: notice.span,
      message: say(
        "kubectl reads only the first YAML document of a kubeconfig and ignores everything from here on: merge the entries into the first document, or move them to a file of their own and list both in KUBECONFIG.",
      ),
      tag: "unnecessary",
    };
  }
});
