import { isSigningRequest } from "../../../manifests/signing-request.ts";
import { manifestRule } from "../rule.ts";

/** YAML that kubectl does not read, which it says of no object; the template of a chart is none yet. */
export const csrYamlRefused = manifestRule("yaml-refused", "error", function* ({ object, source }) {
  const { refusal, offset, text } = object;
  if (refusal === undefined || !isSigningRequest(object) || text.includes("{{")) return;
  const span = { start: refusal.span.start + offset, end: refusal.span.end + offset };
  yield { source, span, message: refusal.message };
});
