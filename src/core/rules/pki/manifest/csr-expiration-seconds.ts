import { jsonKind } from "../../../kubeconfig/mismatches.ts";
import { type Message, say } from "../../../message.ts";
import { deref, get, isNullish } from "../../../yaml/access.ts";
import type { ResolvedNode } from "../../../yaml/node.ts";
import { isTemplateNode, specRule } from "./csr-field.ts";

const SHORTEST_SECONDS = 600;
const MOST_SECONDS = 0x7fffffff;

/** An int32 of ten minutes or more. */
export const csrExpirationSeconds = specRule(function* (spec) {
  const found = get(spec, "expirationSeconds");
  const value = found && deref(found);
  if (value === undefined || isNullish(value) || isTemplateNode(value)) return;
  const why = whyNotSeconds(value);
  if (why !== undefined) yield { span: value.span, why };
});

function whyNotSeconds(value: ResolvedNode): Message | undefined {
  const number = numberOf(value);
  if (!Number.isInteger(number) || number > MOST_SECONDS) {
    return say(
      'spec.expirationSeconds must be a whole number of seconds without quotes, {1} at most ("cannot unmarshal {0} into Go struct field CertificateSigningRequestSpec.spec.expirationSeconds of type int32")',
      Number.isNaN(number) ? jsonKind(value) : `number ${number}`,
      MOST_SECONDS,
    );
  }
  return number < SHORTEST_SECONDS
    ? say(
        'spec.expirationSeconds is too short ("may not specify a duration less than 600 seconds (10 minutes)")',
      )
    : undefined;
}

/** NaN for what is none. */
function numberOf(node: ResolvedNode): number {
  if (node.kind !== "scalar") return Number.NaN;
  const { value } = node;
  return value.type === "int" || value.type === "float" ? Number(value.json) : Number.NaN;
}
