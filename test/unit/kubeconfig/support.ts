import type { Field, KubeconfigFile, Refusal } from "../../../src/core/kubeconfig/model.ts";
import { readKubeconfig } from "../../../src/core/kubeconfig/read.ts";

export function read(text: string, id = "config"): KubeconfigFile {
  return readKubeconfig({ id, path: `/home/jane/.kube/${id}`, text });
}

/** What makes kubectl refuse a text: its kind, the text at its place, and kubectl's words. */
export function refusals(text: string): readonly (readonly [Refusal["kind"], string, string])[] {
  return read(text).refusals.map(({ kind, span, kubectl }) => [
    kind,
    text.slice(span.start, span.end),
    kubectl,
  ]);
}

/** A value with the texts at its own place and at its key's, fields inside it likewise. */
export function described(value: unknown, text: string): unknown {
  if (Array.isArray(value)) return value.map(each => described(each, text));
  if (value instanceof Map) return Object.fromEntries([...value].map(([k, v]) => [k, described(v, text)]));
  if (typeof value !== "object" || value === null) return value;
  if (isField(value)) {
    const place = text.slice(value.span.start, value.span.end);
    return [text.slice(value.key.start, value.key.end), described(value.value, text), place];
  }
  const { span: _, node: __, ...rest } = value as Record<string, unknown>;
  return Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, described(each, text)]));
}

function isField(value: object): value is Field<unknown> {
  return "key" in value && "node" in value && "value" in value && "span" in value;
}

/** Without indentation that is only there to read well in a test. */
export function yaml(strings: TemplateStringsArray, ...values: readonly string[]): string {
  const lines = String.raw({ raw: strings }, ...values)
    .split("\n")
    .slice(1);
  const indent = Math.min(...lines.filter(line => line.trim() !== "").map(line => line.search(/\S/)));
  return lines.map(line => line.slice(indent)).join("\n");
}
