import { looksLikeKubeconfig, readLikelySteps } from "../kubeconfig/detect.ts";
import type { Steps } from "../steps.ts";
import { type Span, touches } from "../text.ts";
import { get } from "../yaml/access.ts";
import type { ScalarNode, YamlDocument } from "../yaml/node.ts";
import { type ArgoCluster, argoKubeconfig } from "./argo.ts";
import { decodedText, type ManifestObject, mapAt, textsIn, VALUES } from "./objects.ts";
import { placeholderLines } from "./placeholder.ts";
import { ValuePlaces } from "./places.ts";

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
  /** What in the text is still to be filled in, by Helm or a shell: all of it where that leaves no YAML. In order. */
  readonly toFill: readonly Span[];
  /** Where a place of the kubeconfig stands in the manifest: the whole value where it is encoded. */
  readonly outer: (inner: Span) => Span;
  /** The place in the kubeconfig of one in the manifest; undefined where it is encoded. */
  readonly inner: (offset: number) => number | undefined;
  /** Where another tool wrote it in words of its own: what it calls the field at a place, if it has one. */
  readonly fieldAt?: (inner: Span) => string | undefined;
}

/** More kubeconfigs of one text are not looked at: what is found out of each takes memory. */
export const MOST_EMBEDDED = 1_000;

/**
 * The kubeconfigs in a Secret or ConfigMap: whole ones in any of its values, and what Argo CD writes of a cluster; and a document
 * that is one itself.
 */
export function* embeddedIn(object: ManifestObject): Steps<readonly EmbeddedKubeconfig[]> {
  if (object.kind === "Config") return yield* wholeDocument(object);
  const found: EmbeddedKubeconfig[] = [];
  const fields = object.apiVersion === "v1" ? (VALUES[object.kind] ?? {}) : {};
  for (const [field, encoding] of Object.entries(fields)) {
    const map = mapAt(object.map, field);
    if (map === undefined) continue;
    const replaced = field === "data" ? mapAt(object.map, "stringData") : undefined;
    for (const [key, value] of textsIn(map)) {
      if (replaced !== undefined && get(replaced, key) !== undefined) continue;
      // One more, so that whoever asks can tell that there are more.
      if (found.length > MOST_EMBEDDED) break;
      const kubeconfig = yield* kubeconfigIn(value, encoding === "plain");
      if (kubeconfig === undefined) continue;
      const { text, document, isPlain } = kubeconfig;
      const toFill = toFillIn(object, text, document);
      const places = placesOf(object, value, isPlain);
      found.push({ object, key: `${field}.${key}`, text, document, toFill, ...places });
    }
  }
  const argo = argoKubeconfig(object);
  if (argo !== undefined) found.push(embeddedArgo(object, argo));
  return found;
}

function* wholeDocument(object: ManifestObject): Steps<readonly EmbeddedKubeconfig[]> {
  const { kind } = object;
  const lead = /^[ \t]*\r?\n/.exec(object.text)?.[0].length ?? 0;
  const text = object.text.slice(lead);
  const offset = object.offset + lead;
  const found = yield* readKubeconfigIn(text, true);
  if (found === undefined) return [];
  const { document } = found;
  const embedded: EmbeddedKubeconfig = {
    object,
    key: kind,
    text,
    document,
    toFill: toFillIn(object, text, document),
    span: { start: offset, end: offset + text.length },
    outer: inner => moved(inner, offset),
    inner: at => at - offset,
  };
  return [embedded];
}

interface Found {
  readonly text: string;
  readonly document: YamlDocument;
  readonly isPlain: boolean;
}

/** People encode once more than needed, for a variable of a pipeline. */
function* kubeconfigIn({ text }: ScalarNode, isPlain: boolean): Steps<Found | undefined> {
  const first = isPlain ? text : decodedText(text);
  const found = first === undefined ? undefined : yield* readKubeconfigIn(first, isPlain);
  if (found !== undefined || first === undefined || !isBase64(first)) return found;
  const second = decodedText(first);
  return second === undefined ? undefined : yield* readKubeconfigIn(second, false);
}

function* readKubeconfigIn(text: string, isPlain: boolean): Steps<Found | undefined> {
  const document = yield* readLikelySteps(text);
  if (document === undefined || !looksLikeKubeconfig(document)) return undefined;
  return document.refusal === undefined || beginsAsKubeconfig(text) ? { text, document, isPlain } : undefined;
}

/** The first line that says something: no comment, but for that of a script, and no mark of YAML or of a template. */
const FIRST = /^(?![ \t\r]*$|[ \t]*#(?!!)|---|[ \t]*\{[{%]).*/m;
const ROOT_KEY =
  /^[ \t]*(?:\{|["']?(?:apiVersion|kind|preferences|clusters|contexts|users|current-context)["']?[ \t]*:)/;

/** Tells one with a mistake from a script that writes one, or a page that tells of one. */
function beginsAsKubeconfig(text: string): boolean {
  return ROOT_KEY.test(FIRST.exec(text)?.[0] ?? "");
}

/** Where placeholders leave no YAML, in the kubeconfig or round it, what was read is not what will be there. */
function toFillIn({ isTemplate }: ManifestObject, text: string, document: YamlDocument): readonly Span[] {
  const lines = placeholderLines(text);
  const isBroken = isTemplate || (document.refusal !== undefined && lines.length > 0);
  return isBroken ? [{ start: 0, end: text.length }] : lines;
}

/** Long enough for a kubeconfig, and nothing else in it. */
function isBase64(text: string): boolean {
  return text.length > 60 && /^[A-Za-z0-9+/=\r\n]+$/.test(text);
}

function embeddedArgo(object: ManifestObject, { config, text, fields }: ArgoCluster): EmbeddedKubeconfig {
  const fieldAt = (inner: Span) =>
    fields.find(each => touches(each.inner, inner.start) && touches(each.inner, inner.end));
  const places = new Map(
    fields.map(({ holder }) => [holder, placesOf(object, holder.value, holder.isPlain)]),
  );
  const own = placesOf(object, config.value, config.isPlain);
  return {
    object,
    key: config.key,
    text,
    span: own.span,
    toFill: placeholderLines(text),
    outer: inner => {
      const field = fieldAt(inner);
      const at = field && places.get(field.holder);
      if (field === undefined || at === undefined) return own.span;
      return field.outer === undefined ? at.span : at.outer(field.outer);
    },
    inner: offset => {
      const at = own.inner(offset);
      if (at === undefined) return undefined;
      return fields.find(({ outer }) => outer !== undefined && touches(outer, at))?.inner.start;
    },
    fieldAt: inner => fieldAt(inner)?.name,
  };
}

interface Places extends Pick<ValuePlaces, "inner" | "outer"> {
  readonly span: Span;
}

/** Places of the text that a value holds, in the text of the manifest. */
function placesOf({ offset, text }: ManifestObject, value: ScalarNode, isPlain: boolean): Places {
  const span = moved(value.span, offset);
  if (!isPlain) return { span, outer: () => span, inner: () => undefined };
  const places = new ValuePlaces(text, value);
  return { span, outer: at => moved(places.outer(at), offset), inner: at => places.inner(at - offset) };
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
