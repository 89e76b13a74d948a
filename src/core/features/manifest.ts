import { decodeBase64 } from "../bytes/base64.ts";
import type { CertificateBundle } from "../kubeconfig/facts-model.ts";
import { textAt } from "../manifests/objects.ts";
import { render, say } from "../message.ts";
import type { Result } from "../result.ts";
import type { Span } from "../text.ts";
import { decodeCertificates } from "../x509/certificates.ts";
import { readCertificateRequest } from "../x509/csr.ts";
import { readPrivateKey } from "../x509/key.ts";
import { readRequestField } from "../x509/request-field.ts";
import type { Certificate } from "../x509/types.ts";
import { documentSpans } from "../yaml/documents.ts";
import { readYaml } from "../yaml/index.ts";
import type { MapNode, YamlDocument, YamlNode } from "../yaml/node.ts";
import { type Block, type Hover, heading, note, row, table } from "./hover/blocks.ts";
import { bundleBlocks, type CertificateRole } from "./hover/certificate.ts";
import { requestBlocks } from "./hover/request.ts";
import { type Place, placeAt } from "./place.ts";
import type { Timing } from "./time.ts";
import { algorithmName } from "./wording.ts";

/** Longer values are not decoded in passing. Characters. */
const LONGEST = 2_000_000;

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
  return (
    text.includes("CertificateSigningRequest") ||
    text.includes("-----BEGIN") ||
    text.includes("LS0tLS1CRUdJTi")
  );
}

/** The document of a YAML stream at an offset, without its `---`. */
function documentAt(text: string, offset: number): Span {
  for (const span of documentSpans(text)) if (span.end >= offset) return span;
  return { start: 0, end: text.length };
}

function manifestHover(document: YamlDocument, offset: number, timing: Timing): Hover | undefined {
  const place = placeAt(document, offset);
  if (place?.key === undefined || place.value.kind !== "scalar") return undefined;
  const pem = pemAt(place, place.value.text);
  const blocks = isRequest(place)
    ? requestOf(place, place.value.text, document)
    : pem
      ? pemBlocks(pem, timing)
      : [];
  if (blocks.length === 0) return undefined;
  return { span: place.on === "key" ? place.key : place.value.span, blocks };
}

function isRequest({ path, around }: Place): boolean {
  return path.slice(-2).join(".") === "spec.request" && kindOf(around) === "CertificateSigningRequest";
}

/** Who asks to be whom, and why the API server does not take it. */
function requestOf({ around }: Place, value: string, document: YamlDocument): readonly Block[] {
  const { request, refusal } = readRequestField(value);
  const spec = around.at(-1);
  const signer = spec?.kind === "map" ? textAt(spec, "signerName") : undefined;
  const blocks =
    request === undefined ? [heading(say("Certificate signing request"))] : requestBlocks(request, signer);
  // What could not be read as a whole may be another value.
  return refusal === undefined || document.refusal !== undefined
    ? blocks
    : [...blocks, note(say("The API server refuses it: {0}.", render(refusal)), "bad")];
}

/** The PEM text that a value holds, by what the object is. */
function pemAt({ path, around }: Place, text: string): Result<Uint8Array | string> | undefined {
  const [holder, key] = path.slice(-2);
  const plain = { ok: true, value: text } as const;
  if (key === "caBundle") return decodeBase64(text);
  switch (kindOf(around)) {
    case "Secret":
      if (holder === "stringData") return plain;
      return holder === "data" ? decodeBase64(text) : undefined;
    case "ConfigMap":
      return holder === "data" ? plain : undefined;
    case "CertificateSigningRequest": {
      return `${holder}.${key}` === "status.certificate" ? decodeBase64(text) : undefined;
    }
    default:
      return undefined;
  }
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

function pemBlocks(pem: Result<Uint8Array | string>, timing: Timing): readonly Block[] {
  if (!pem.ok) return [note(pem.message, "bad")];
  const request = readCertificateRequest(pem.value);
  if (request.ok) return requestBlocks(request.value);
  const bundle = bundleOf(pem.value);
  if (bundle.certificates.length > 0) return certificateBlocks(bundle, timing);
  return bundle.skipped.some(label => label.endsWith("PRIVATE KEY")) ? keyBlocks(pem.value) : [];
}

function certificateBlocks(bundle: CertificateBundle, timing: Timing): readonly Block[] {
  const [first] = bundle.certificates;
  const certificate = first?.ok === true ? first.certificate : undefined;
  const role = certificate ? roleOf(certificate) : "client-chain";
  const title = role === "ca" ? say("Certificate authority") : say("Certificate");
  return [heading(title), ...bundleBlocks(bundle, role, timing)];
}

/** A user and groups are read only from a certificate that is good for a client. */
function roleOf({ basicConstraints, extKeyUsage }: Certificate): CertificateRole {
  if (basicConstraints?.ca === true) return "ca";
  const isForClients = extKeyUsage?.some(usage => usage === "clientAuth" || usage === "any") ?? false;
  return isForClients ? "client" : "client-chain";
}

function keyBlocks(pem: Uint8Array | string): readonly Block[] {
  const key = readPrivateKey(pem);
  if (!key.ok) return [];
  const { algorithm, format } = key.value;
  const kind = algorithm === undefined ? [] : [row(say("Key"), algorithmName(algorithm))];
  return [heading(say("Private key")), ...table([...kind, row(say("Format"), format)])];
}

function bundleOf(pem: Uint8Array | string): CertificateBundle {
  const { entries, skipped, lost } = decodeCertificates(pem);
  return {
    certificates: entries.map(({ certificate }) =>
      certificate.ok ? { ok: true, certificate: certificate.value } : { ok: false, failure: certificate },
    ),
    skipped: skipped.map(({ label }) => label),
    lost,
  };
}
