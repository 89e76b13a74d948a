import type { Draft } from "../../../finding.ts";
import { type ManifestObject, mapAt } from "../../../manifests/objects.ts";
import { isSigningRequest } from "../../../manifests/signing-request.ts";
import { type Message, render, say } from "../../../message.ts";
import type { Span } from "../../../text.ts";
import { deref, get, isNullish } from "../../../yaml/access.ts";
import type { MapNode, YamlNode } from "../../../yaml/node.ts";
import { shown } from "../../words.ts";
import { type ManifestInput, manifestRule } from "../rule.ts";

/** What is wrong in a field of a CertificateSigningRequest. */
export interface FieldRefusal {
  /** In the document of the object. */
  readonly span: Span;
  /** What is wrong, as a part of a sentence, with what Kubernetes answers. */
  readonly why: Message;
  /** Something is missing, rather than wrong. */
  readonly missing?: true;
  /** The signer that refuses it once it is created; absent where it cannot be created. */
  readonly signer?: string;
}

/** Helm fills it in. */
const TEMPLATE = "{{";

/** A rule on what kubectl or the API server (pkg/apis/certificates/validation) refuses beside `spec.request`. */
export function requestRule(check: (object: ManifestObject) => Iterable<FieldRefusal>) {
  return manifestRule("csr-refused", "error", ({ object, source }) => drafts(check, { object, source }));
}

/** As `requestRule`, on the spec, where there is one. */
export function specRule(check: (spec: MapNode) => Iterable<FieldRefusal>) {
  return requestRule(function* ({ map }) {
    const spec = mapAt(map, "spec");
    if (spec !== undefined) yield* check(spec);
  });
}

/** Nothing of a document that kubectl does not read, of which recovery may have mixed the values up. */
function* drafts(
  check: (object: ManifestObject) => Iterable<FieldRefusal>,
  { object, source }: ManifestInput,
): Iterable<Draft> {
  const { offset, refusal, text } = object;
  if (!isSigningRequest(object) || refusal !== undefined) return;
  for (const each of check(object)) {
    if (each.missing === true && isTemplate(text)) continue;
    const { start, end } = each.span;
    yield {
      source,
      span: { start: start + offset, end: end + offset },
      message: messageOf(each, shown(object.name)),
    };
  }
}

function messageOf({ why, signer }: FieldRefusal, name: string): Message {
  return signer === undefined
    ? say('The API server refuses CertificateSigningRequest "{0}": {1}.', name, render(why))
    : say(
        'The signer {0} marks CertificateSigningRequest "{1}" as Failed (SignerValidationFailure): {2}.',
        signer,
        name,
        render(why),
      );
}

/** Something that is not there, said at a place near by. */
export function missing(span: Span, why: Message): FieldRefusal {
  return { span, why, missing: true };
}

/** That of the value under a key, or the start of the mapping. */
export function spanOf(map: MapNode, key: string): Span {
  const value = get(map, key);
  const { start } = map.span;
  return value === undefined || isNullish(value) ? { start, end: start } : value.span;
}

/** Whether Helm fills a text in. */
export function isTemplate(text: string): boolean {
  return text.includes(TEMPLATE);
}

/** As `isTemplate`: `{{ … }}` without quotes is a mapping in a mapping to YAML. */
export function isTemplateNode(node: YamlNode): boolean {
  const resolved = deref(node);
  if (resolved.kind === "scalar") return isTemplate(resolved.text);
  return resolved.kind === "map" && resolved.entries.some(({ key }) => key.kind === "map");
}

/** `clientAuth`, `client-auth` and `Client Auth` are one word. */
export function wordOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
