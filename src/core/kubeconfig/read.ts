import { decodeBase64 } from "../bytes/base64.ts";
import { say } from "../message.ts";
import type { Failure } from "../result.ts";
import { atOnce, type Steps } from "../steps.ts";
import { deref } from "../yaml/access.ts";
import { readYamlSteps } from "../yaml/index.ts";
import type { YamlDocument, YamlRefusalReason } from "../yaml/node.ts";
import { duplicateNames } from "./duplicates.ts";
import { readCluster, readContext, readEntries, readUser } from "./entries.ts";
import { interpretKind } from "./kind.ts";
import { readExtensions } from "./lists.ts";
import { type Mapping, mappingOf, type Reading } from "./mapping.ts";
import { jsonKind } from "./mismatches.ts";
import type { Field, KubeconfigFile, Refusal, Source } from "./model.ts";
import { otherTool } from "./other-tools.ts";
import { markPartial } from "./partial.ts";
import { boolField, nested, textField } from "./values.ts";

export interface ReadOptions {
  /** Why a `…-data` value is no base64; whoever has a cache hands in its own. */
  readonly defectOf?: (field: Field<string>) => Failure | undefined;
}

/**
 * Reads one kubeconfig as kubectl does (client-go tools/clientcmd/loader.go, Load). Never throws: what makes kubectl
 * refuse the file stands in `refusals`, and everything that can be read is there all the same.
 */
export function readKubeconfig(source: Source, options: ReadOptions = {}): KubeconfigFile {
  return atOnce(readKubeconfigSteps(source, options));
}

/** As `readKubeconfig`, step by step. */
export function* readKubeconfigSteps(source: Source, options: ReadOptions = {}): Steps<KubeconfigFile> {
  const document = source.document ?? (yield* readYamlSteps(source.text, {}, source.decoding));
  yield;
  const reading: Reading = { text: source.text, refusals: [], defectOf: options.defectOf ?? base64Defect };
  const root = mappingOf("file", "", document.root);
  // Told by keys that no kubeconfig has.
  const isOdd = root === undefined || root.unknown.length > 0;
  const other = isOdd ? otherTool(source.text, document) : undefined;
  const otherwise = other === undefined ? {} : { otherTool: other };
  if (root === undefined) return { ...unreadable(source, document), ...otherwise };
  yield;
  const early = interpretKind(root);
  yield;
  const content = markPartial({ document, ...(yield* readContent(reading, root, source.id)) });
  const late = reading.refusals.filter(each => !early.some(other => other.span === each.span));
  return {
    source,
    ...content,
    ...otherwise,
    refusals: [...yamlRefusal(document), ...early, ...late, ...duplicateNames(content)],
  };
}

function base64Defect(field: Field<string>): Failure | undefined {
  const decoded = decodeBase64(field.value);
  return decoded.ok ? undefined : decoded;
}

type FileContent = Omit<KubeconfigFile, "source" | "document" | "refusals">;

/** Field by field in the order of encoding/json. */
function* readContent(reading: Reading, root: Mapping<"file">, source: string): Steps<FileContent> {
  const apiVersion = textField(reading, root, "apiVersion");
  const clusters = yield* readEntries(reading, root, "clusters", source, readCluster);
  const contexts = yield* readEntries(reading, root, "contexts", source, readContext);
  const currentContext = textField(reading, root, "current-context");
  const extensions = readExtensions(reading, root, "extensions");
  const kind = textField(reading, root, "kind");
  const preferences = nested(reading, root, "preferences", "preferences");
  const colors = preferences && boolField(reading, preferences, "colors");
  const preferenceExtensions = preferences ? readExtensions(reading, preferences, "extensions") : [];
  const users = yield* readEntries(reading, root, "users", source, readUser);
  return {
    ...(apiVersion && { apiVersion }),
    ...(kind && { kind }),
    ...(currentContext && { currentContext }),
    ...(colors && { colors }),
    clusters,
    users,
    contexts,
    extensions,
    preferenceExtensions,
    unknown: [...root.unknown, ...(preferences?.unknown ?? [])],
  };
}

function unreadable(source: Source, document: YamlDocument): KubeconfigFile {
  return {
    source,
    document,
    clusters: [],
    users: [],
    contexts: [],
    extensions: [],
    preferenceExtensions: [],
    unknown: [],
    refusals: [...yamlRefusal(document), ...notAMapping(document)],
  };
}

function yamlRefusal({ refusal }: YamlDocument): readonly Refusal[] {
  if (refusal === undefined) return [];
  const { span, message } = refusal;
  return [{ kind: "yaml", span, message, kubectl: yamlErrors[refusal.reason] }];
}

/** Go's own words without the values, or the most usual ones where it has many. */
const yamlErrors: Readonly<Record<YamlRefusalReason, string>> = {
  syntax: "yaml: did not find expected key",
  encoding: "yaml: invalid leading UTF-8 octet",
  "control-character": "yaml: control characters are not allowed",
  "unknown-anchor": "yaml: unknown anchor referenced",
  "alias-cycle": "yaml: anchor value contains itself",
  "excessive-aliasing": "yaml: document contains excessive aliasing",
  "too-deep": "yaml: exceeded max depth of 10000",
  "too-deep-json": "exceeded max depth",
  "bad-key": "yaml: invalid map key",
  "bad-merge": "yaml: map merge requires map or sequence of maps as the value",
  "bad-value": "yaml: cannot decode a value as its tag says",
  "no-json-key": "unsupported map key of type",
  "no-json-value": "json: unsupported value",
  version: "yaml: found incompatible YAML document",
  "too-large": "yaml: the file is too large to be read here",
};

function notAMapping({ root }: YamlDocument): readonly Refusal[] {
  if (root === undefined) return [];
  return [
    {
      kind: "not-a-mapping",
      span: root.span,
      message: say("A kubeconfig is a mapping of keys to values; this file is not. kubectl refuses it."),
      kubectl: `couldn't get version/kind; json parse error: json: cannot unmarshal ${jsonKind(deref(root))} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`,
    },
  ];
}
