import { say } from "../../../message.ts";
import { entriesOf } from "../../../yaml/access.ts";
import { shown } from "../../words.ts";
import { isTemplate, specRule, wordOf } from "./csr-field.ts";

/** CertificateSigningRequestSpec of certificates.k8s.io/v1. */
const FIELDS: readonly string[] = [
  "request",
  "signerName",
  "usages",
  "expirationSeconds",
  "username",
  "uid",
  "groups",
  "extra",
];

/** kubectl asks the API server to refuse fields that it does not know (`--validate=strict`, its default). */
export const csrUnknownField = specRule(function* (spec) {
  for (const { name, key } of entriesOf(spec)) {
    if (FIELDS.includes(name) || isTemplate(name)) continue;
    const meant = FIELDS.find(field => stemOf(field) === stemOf(name));
    const why =
      meant === undefined
        ? say('a request has no such field (unknown field "spec.{0}"): remove it', shown(name))
        : say('a request has no such field (unknown field "spec.{0}"): write {1}', shown(name), meant);
    yield { span: key.span, why };
  }
});

/** `usage` is meant as `usages`. */
function stemOf(name: string): string {
  return wordOf(name).replace(/s$/, "");
}
