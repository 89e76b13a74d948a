import { textAt } from "../../../manifests/objects.ts";
import { KUBELET_SERVING_SIGNER, USAGES, usageRefusal } from "../../../manifests/signers.ts";
import { type Message, say } from "../../../message.ts";
import type { Span } from "../../../text.ts";
import { deref, get, isNullish } from "../../../yaml/access.ts";
import type { ResolvedNode, YamlNode } from "../../../yaml/node.ts";
import { shown } from "../../words.ts";
import {
  type FieldRefusal,
  isTemplate,
  isTemplateNode,
  missing,
  spanOf,
  specRule,
  wordOf,
} from "./csr-field.ts";

/** What `spec.usages` may name, and what the signers of kube-controller-manager sign for. */
export const csrUsages = specRule(function* (spec) {
  const found = get(spec, "usages");
  const list = found && deref(found);
  const signer = textAt(spec, "signerName") ?? "";
  if (list === undefined || isNullish(list) || (list.kind === "seq" && list.items.length === 0)) {
    const usage = signer === KUBELET_SERVING_SIGNER ? "server auth" : "client auth";
    const why = say('spec.usages is missing ("Required value"): write usages: [{0}]', usage);
    yield missing(spanOf(spec, "usages"), why);
    return;
  }
  if (list.kind !== "seq") {
    if (!isTemplateNode(list))
      yield { span: list.span, why: say("spec.usages must be a list: write usages: [client auth]") };
    return;
  }
  const wrong = [...wrongUsages(list.items)];
  yield* wrong;
  if (wrong.length === 0 && !list.items.some(isTemplateNode))
    yield* signerUsages(signer, list.items, list.span);
});

function* wrongUsages(items: readonly YamlNode[]): Iterable<FieldRefusal> {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const { span } = item;
    const usage = textOf(deref(item));
    if (usage === undefined) yield { span, why: say("each of spec.usages must be a text") };
    else if (seen.has(usage)) yield { span, why: repeated(usage, index) };
    else if (!USAGES.has(usage) && !isTemplate(usage)) yield { span, why: unsupported(usage, index) };
    if (usage !== undefined) seen.add(usage);
  }
}

function repeated(usage: string, index: number): Message {
  return say('it names a usage twice (spec.usages[{1}]: Duplicate value: "{0}")', shown(usage), index);
}

function unsupported(usage: string, index: number): Message {
  const meant = [...USAGES].find(each => wordOf(each) === wordOf(usage));
  return meant === undefined
    ? say(
        'there is no such usage (spec.usages[{1}]: Unsupported value: "{0}"): for users write {2}, for servers {3}',
        shown(usage),
        index,
        "client auth",
        "server auth",
      )
    : say(
        'usages are written otherwise (spec.usages[{1}]: Unsupported value: "{0}"): write {2}',
        shown(usage),
        index,
        meant,
      );
}

function* signerUsages(signer: string, items: readonly YamlNode[], whole: Span): Iterable<FieldRefusal> {
  const refusal = usageRefusal(
    signer,
    items.map(item => textOf(deref(item)) ?? ""),
  );
  if (refusal === undefined) return;
  const { usage, answer, required, optional } = refusal;
  const span = items.find(item => usage !== undefined && textOf(deref(item)) === usage)?.span ?? whole;
  const why = say(
    "{0}; spec.usages must hold {1}, and may hold {2}",
    answer,
    required.join(", "),
    optional.join(", "),
  );
  yield { span, why, signer };
}

function textOf(node: ResolvedNode): string | undefined {
  if (node.kind !== "scalar") return undefined;
  return node.value.type === "string" ? node.value.value : undefined;
}
