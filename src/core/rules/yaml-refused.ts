import { rule } from "./rule.ts";

/** kubectl cannot read the text as YAML: sigs.k8s.io/yaml over go-yaml v2. */
export const yamlRefused = rule("yaml-refused", "error", function* ({ facts }) {
  for (const file of facts.files) {
    const refusal = file.document.refusal;
    if (refusal) yield { source: file.source.id, span: refusal.span, message: refusal.message };
  }
});
