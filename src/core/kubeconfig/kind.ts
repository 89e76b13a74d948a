import { say } from "../message.ts";
import { deref, entriesOf, isNullish } from "../yaml/access.ts";
import type { EffectiveEntry } from "../yaml/entries.ts";
import { goQuote } from "./clientcmd/quote.ts";
import type { Mapping } from "./mapping.ts";
import { jsonKind } from "./mismatches.ts";
import type { Refusal } from "./model.ts";
import { compareCodePoints } from "./order.ts";

/**
 * kubectl looks for kind and apiVersion before it reads anything else, and whatever their case, since that look uses
 * Go's own encoding/json (apimachinery pkg/runtime/serializer/json/meta.go, Interpret). Only `Config` of `v1` is known.
 */
export function interpretKind(root: Mapping<"file">): readonly Refusal[] {
  const found = new Map<"apiversion" | "kind", EffectiveEntry>();
  const refusals: Refusal[] = [];
  for (const entry of candidates(root)) {
    const node = deref(entry.value);
    const key = foldCase(entry.name);
    if ((key !== "apiversion" && key !== "kind") || isNullish(node)) continue;
    if (node.kind === "scalar" && node.value.type === "string") found.set(key, entry);
    else refusals.push(notText(entry, key === "kind" ? "kind" : "apiVersion"));
  }
  if (refusals.length > 0) return refusals;
  const refusal = judge(root, found.get("apiversion"), found.get("kind"));
  return refusal ? [refusal] : [];
}

/** In the order of the JSON that kubectl reads: sorted by key, the last of several spellings wins. */
function candidates(root: Mapping<"file">): readonly EffectiveEntry[] {
  const all: EffectiveEntry[] = [];
  for (const entry of root.node ? entriesOf(root.node) : []) {
    const length = entry.name.length;
    if (length === 4 || length === 10) all.push(entry);
  }
  return all.sort((a, b) => compareCodePoints(a.name, b.name));
}

/** As encoding/json folds a key: ASCII letters and the two others that fold to ASCII ones. */
function foldCase(key: string): string {
  return key.toLowerCase().replaceAll("\u212a", "k").replaceAll("\u017f", "s");
}

function judge(
  root: Mapping<"file">,
  apiVersion: EffectiveEntry | undefined,
  kind: EffectiveEntry | undefined,
): Refusal | undefined {
  const version = textOf(apiVersion);
  const slashes = version.split("/").length - 1;
  if (apiVersion && slashes > 1) {
    return refusal(apiVersion, undefined, `unexpected GroupVersion string: ${version}`);
  }
  const [first = "", second] = version === "/" ? [""] : version.split("/");
  const group = second === undefined ? "" : first;
  const name = (second ?? first) || (group === "" ? "v1" : "");
  const kindName = textOf(kind) || "Config";
  if (apiVersion && name === "") return refusal(apiVersion, undefined, "Object 'apiVersion' is missing");
  const known = group === "" && name === "v1" && kindName === "Config";
  const at = group === "" && name === "v1" ? kind : apiVersion;
  if (known || at === undefined) return undefined;
  const full = group === "" ? name : `${group}/${name}`;
  return refusal(
    at,
    isOther(root) ? { kind: kindName, version: full } : undefined,
    `no kind ${goQuote(kindName)} is registered for version ${goQuote(full)} in scheme "pkg/runtime/scheme.go:111"`,
  );
}

function textOf(entry: EffectiveEntry | undefined): string {
  const node = entry && deref(entry.value);
  return node?.kind === "scalar" && node.value.type === "string" ? node.value.value : "";
}

/** An object of another kind, which has nothing of a kubeconfig. */
function isOther({ entries }: Mapping<"file">): boolean {
  return !entries.some(({ key }) => key.kind === "scalar" && /^(?:clusters|contexts|users)$/.test(key.text));
}

function refusal(
  entry: EffectiveEntry,
  other: { readonly kind: string; readonly version: string } | undefined,
  kubectl: string,
): Refusal {
  return {
    kind: "wrong-kind",
    span: entry.value.span,
    message:
      other !== undefined
        ? say(
            "This is a {0} of {1}, no kubeconfig. kubectl takes only kind {2} of apiVersion {3}, and refuses it.",
            other.kind,
            other.version,
            "Config",
            "v1",
          )
        : say(
            "kubectl takes a file only as kind {0} of apiVersion {1}, and refuses this one: correct the value, or remove the line.",
            "Config",
            "v1",
          ),
    kubectl,
  };
}

function notText(entry: EffectiveEntry, field: "kind" | "apiVersion"): Refusal {
  return {
    kind: "wrong-type",
    span: entry.value.span,
    message: say(
      "{0} must be text. kubectl refuses the whole file: if the value is meant, put it in quotes.",
      field,
    ),
    kubectl: `couldn't get version/kind; json parse error: json: cannot unmarshal ${jsonKind(deref(entry.value))} into Go struct field .${field} of type string`,
  };
}
