import { say } from "../../../message.ts";
import { deref, get, isNullish } from "../../../yaml/access.ts";
import type { ScalarNode } from "../../../yaml/node.ts";
import { isTemplateNode, specRule } from "./csr-field.ts";

const SHORTEST_SECONDS = 600;
const MOST_SECONDS = 0x7fffffff;

/** An int32 of ten minutes or more. */
export const csrExpirationSeconds = specRule(function* (spec) {
  const found = get(spec, "expirationSeconds");
  const value = found && deref(found);
  if (value === undefined || isNullish(value) || isTemplateNode(value)) return;
  const { span } = value;
  const number = value.kind === "scalar" ? numberOf(value) : undefined;
  if (number === undefined) {
    const type = value.kind === "scalar" ? value.value.type : value.kind;
    const why = say(
      'spec.expirationSeconds must be a whole number of seconds without quotes ("cannot unmarshal {0} into Go struct field CertificateSigningRequestSpec.spec.expirationSeconds of type int32")',
      type === "int" || type === "float"
        ? "number"
        : type === "seq"
          ? "array"
          : type === "map"
            ? "object"
            : type,
    );
    yield { span, why };
  } else if (number > MOST_SECONDS) {
    yield { span, why: say("spec.expirationSeconds may be {0} at most", MOST_SECONDS) };
  } else if (number < SHORTEST_SECONDS) {
    const why = say(
      'spec.expirationSeconds is too short ("may not specify a duration less than 600 seconds (10 minutes)")',
    );
    yield { span, why };
  }
});

/** The whole number that JSON has of it. */
function numberOf({ value }: ScalarNode): number | undefined {
  if (value.type !== "int" && value.type !== "float") return undefined;
  const number = Number(value.json);
  return Number.isInteger(number) ? number : undefined;
}
