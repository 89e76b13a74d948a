import { type RequestReading, readRequestField } from "../x509/request-reading.ts";
import type { ScalarNode } from "../yaml/node.ts";
import { type ManifestObject, mapAt, scalarAt, textAt } from "./objects.ts";

/** A CertificateSigningRequest of the Kubernetes API. */
export interface SigningRequest extends RequestReading {
  readonly object: ManifestObject;
  readonly value: ScalarNode;
  readonly signer: string;
}

export function isSigningRequest({ kind, apiVersion }: ManifestObject): boolean {
  return kind === "CertificateSigningRequest" && apiVersion.startsWith("certificates.k8s.io/");
}

/** Undefined for any other object, and for one without a request. */
export function signingRequestOf(object: ManifestObject): SigningRequest | undefined {
  const spec = isSigningRequest(object) ? mapAt(object.map, "spec") : undefined;
  const value = spec && scalarAt(spec, "request");
  if (spec === undefined || value === undefined) return undefined;
  return { object, value, signer: textAt(spec, "signerName") ?? "", ...readRequestField(value.text) };
}
