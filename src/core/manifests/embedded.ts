import { looksLikeKubeconfig, readLikelySteps } from "../kubeconfig/detect.ts";
import type { Steps } from "../steps.ts";
import type { Span } from "../text.ts";
import type { ScalarNode, YamlDocument } from "../yaml/node.ts";
import { argoKubeconfig } from "./argo.ts";
import { decodedText, type ManifestObject, mapAt, textsIn } from "./objects.ts";
import { BlockPlaces } from "./places.ts";

/** A kubeconfig that stands in a manifest. */
export interface EmbeddedKubeconfig {
  readonly object: ManifestObject;
  /** `data.value` */
  readonly key: string;
  readonly text: string;
  /** What the text holds, where it was read. */
  readonly document?: YamlDocument;
  /** The value that holds it, in the text of the manifest. */
  readonly span: Span;
  /** Where a place of the kubeconfig stands in the manifest: the whole value where it is encoded. */
  readonly outer: (inner: Span) => Span;
  /** The place in the kubeconfig of one in the manifest; undefined where it is encoded. */
  readonly inner: (offset: number) => number | undefined;
}

/** The fields of an object that hold texts, and whether as base64. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, "plain" | "base64">>>> = {
  Secret: { data: "base64", stringData: "plain" },
  ConfigMap: { data: "plain", binaryData: "base64" },
};

/** More kubeconfigs of one text are not looked at: what is found out of each takes memory. */
export const MOST_EMBEDDED = 1_000;

/** The kubeconfigs in a Secret or ConfigMap: whole ones in any of its values, and what Argo CD writes of a cluster. */
export function* embeddedIn(object: ManifestObject): Steps<readonly EmbeddedKubeconfig[]> {
  const found: EmbeddedKubeconfig[] = [];
  const fields = object.apiVersion === "v1" ? (FIELDS[object.kind] ?? {}) : {};
  for (const [field, encoding] of Object.entries(fields)) {
    const map = mapAt(object.map, field);
    if (map === undefined) continue;
    for (const [key, value] of textsIn(map)) {
      // One more, so that whoever asks can tell that there are more.
      if (found.length > MOST_EMBEDDED) break;
      const text = encoding === "plain" ? value.text : decodedText(value.text);
      const document = text === undefined ? undefined : yield* readLikelySteps(text);
      if (text === undefined || document === undefined || !looksLikeKubeconfig(document)) continue;
      found.push({ ...embedded(object, `${field}.${key}`, text, value, encoding === "plain"), document });
    }
  }
  const argo = argoKubeconfig(object);
  if (argo !== undefined) found.push(embedded(object, argo.key, argo.text, argo.value, false));
  return found;
}

function embedded(
  object: ManifestObject,
  key: string,
  text: string,
  value: ScalarNode,
  isPlain: boolean,
): EmbeddedKubeconfig {
  const { offset } = object;
  const span = { start: value.span.start + offset, end: value.span.end + offset };
  const places = isPlain && value.style === "literal" ? new BlockPlaces(object.text, value) : undefined;
  return {
    object,
    key,
    text,
    span,
    outer: inner => (places === undefined ? span : moved(places.outer(inner), offset)),
    inner: at => places?.inner(at - offset),
  };
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
