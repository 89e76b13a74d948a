import type { CertificateBundle } from "../analysis.ts";
import { say } from "../message.ts";
import { decodeBase64 } from "../x509/base64.ts";
import { decodeCertificates } from "../x509/certificates.ts";
import { readPrivateKey } from "../x509/key.ts";
import type { Result } from "../x509/types.ts";
import { readYaml } from "../yaml/index.ts";
import type { MapNode, YamlDocument, YamlNode } from "../yaml/node.ts";
import { type Block, type Hover, heading, note, row, table } from "./hover/blocks.ts";
import { bundleBlocks } from "./hover/certificate.ts";
import { csrBlocks } from "./hover/request.ts";
import { type Place, placeAt } from "./place.ts";
import type { Timing } from "./time.ts";
import { algorithmName } from "./wording.ts";

/** Longer values are not decoded in passing. Characters. */
const LONGEST = 2_000_000;

/** What a value of a manifest holds. */
interface Value {
  readonly pem: Result<Uint8Array | string>;
  readonly role: "client" | "ca";
}

/**
 * The certificates, requests and keys in other Kubernetes manifests: a Secret's and a ConfigMap's data, a
 * CertificateSigningRequest's request and certificate, and caBundle wherever it stands. Of several documents, the one
 * at the offset counts. Of a private key only its kind is told.
 */
export function manifestHoverOf(text: string, offset: number, timing: Timing): Hover | undefined {
  if (text.length > LONGEST || !mentionsPem(text)) return undefined;
  const { start, end } = documentAt(text, offset);
  const found = manifestHover(readYaml(text.slice(start, end)), offset - start, timing);
  return found && { ...found, span: { start: found.span.start + start, end: found.span.end + start } };
}

/** `-----BEGIN`, as it is or in base64. */
function mentionsPem(text: string): boolean {
  return text.includes("-----BEGIN") || text.includes("LS0tLS1CRUdJTi");
}

/** The document of a YAML stream at an offset, without its `---`. */
function documentAt(text: string, offset: number): { readonly start: number; readonly end: number } {
  let start = 0;
  for (const marker of text.matchAll(/^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm)) {
    if (marker.index >= offset) return { start, end: marker.index };
    start = marker.index + 3;
  }
  return { start, end: text.length };
}

export function manifestHover(document: YamlDocument, offset: number, timing: Timing): Hover | undefined {
  const place = placeAt(document, offset);
  if (place?.key === undefined || place.value.kind !== "scalar") return undefined;
  const value = valueAt(place, place.value.text);
  const blocks = value ? valueBlocks(value, timing) : [];
  if (blocks.length === 0) return undefined;
  return { span: place.on === "key" ? place.key : place.value.span, blocks };
}

function valueAt({ path, around }: Place, text: string): Value | undefined {
  const key = path.at(-1);
  const holder = path.at(-2);
  const kind = kindOf(around);
  if (key === "caBundle") return { pem: decodeBase64(text), role: "ca" };
  const role = typeof key === "string" && /(^|[-.])ca([-.]|$)/.test(key) ? "ca" : "client";
  if (kind === "Secret" && holder === "data") return { pem: decodeBase64(text), role };
  if ((kind === "Secret" && holder === "stringData") || (kind === "ConfigMap" && holder === "data")) {
    return { pem: { ok: true, value: text }, role };
  }
  const ofRequest =
    (holder === "spec" && key === "request") || (holder === "status" && key === "certificate");
  return kind === "CertificateSigningRequest" && ofRequest
    ? { pem: decodeBase64(text), role: "client" }
    : undefined;
}

/** The kind of the innermost object around. */
function kindOf(around: readonly YamlNode[]): string | undefined {
  const maps = around.filter(node => node.kind === "map").toReversed();
  return maps.map(kindIn).find(kind => kind !== undefined);
}

function kindIn(map: MapNode): string | undefined {
  const kind = map.entries.findLast(({ key }) => key.kind === "scalar" && key.text === "kind")?.value;
  return kind?.kind === "scalar" ? kind.text : undefined;
}

function valueBlocks({ pem, role }: Value, timing: Timing): readonly Block[] {
  if (!pem.ok) return [note(pem.message, "bad")];
  const request = csrBlocks(pem.value);
  if (request.length > 0) return request;
  const bundle = bundleOf(pem.value);
  if (bundle.certificates.length > 0) {
    const title = role === "ca" ? say("Certificate authority") : say("Certificate");
    return [heading(title), ...bundleBlocks(bundle, role, timing)];
  }
  const key = bundle.skipped.some(label => label.endsWith("PRIVATE KEY"))
    ? readPrivateKey(pem.value)
    : undefined;
  if (key === undefined || !key.ok) return [];
  const { algorithm, format } = key.value;
  return [
    heading(say("Private key")),
    ...table([
      ...(algorithm === undefined ? [] : [row(say("Key"), algorithmName(algorithm))]),
      row(say("Format"), format),
    ]),
  ];
}

function bundleOf(pem: Uint8Array | string): CertificateBundle {
  const { entries, skipped } = decodeCertificates(pem);
  return {
    certificates: entries.map(({ certificate }) =>
      certificate.ok ? { ok: true, certificate: certificate.value } : { ok: false, failure: certificate },
    ),
    skipped: skipped.map(({ label }) => label),
  };
}
