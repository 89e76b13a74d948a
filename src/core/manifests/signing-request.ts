import { type Message, say } from "../message.ts";
import type { CertificateRequest } from "../x509/csr.ts";
import { organizations } from "../x509/name.ts";
import { readRequestField } from "../x509/request-field.ts";
import type { RequestReading } from "../x509/request-reading.ts";
import type { MapNode, ScalarNode } from "../yaml/node.ts";
import { type ManifestObject, mapAt, scalarAt, textAt } from "./objects.ts";
import { CLIENT_SIGNER } from "./signers.ts";

/** A CertificateSigningRequest of the Kubernetes API. */
export interface SigningRequest {
  readonly object: ManifestObject;
  readonly spec: MapNode;
  readonly signer: string;
  /** Absent where there is none, or what stands there is no text. */
  readonly request?: RequestReading & { readonly value: ScalarNode };
}

/** Whether an object is meant to be one, be it of a version that there is not; other groups may have a kind of that name. */
export function isSigningRequest({ kind, apiVersion }: ManifestObject): boolean {
  if (kind !== "CertificateSigningRequest") return false;
  return !apiVersion.includes("/") || apiVersion.startsWith("certificates.k8s.io/");
}

/** Undefined for any other object, and for one without a spec. */
export function signingRequestOf(object: ManifestObject): SigningRequest | undefined {
  const spec = isSigningRequest(object) ? mapAt(object.map, "spec") : undefined;
  if (spec === undefined) return undefined;
  const value = scalarAt(spec, "request");
  const request = value && { value, ...readRequestField(value.text) };
  return { object, spec, signer: textAt(spec, "signerName") ?? "", ...(request && { request }) };
}

/** Why the admission plugin CertificateSubjectRestriction forbids a request; undefined where it does not. */
export function forbiddenSubject(request: CertificateRequest, signer: string): Message | undefined {
  return signer === CLIENT_SIGNER && asksForMasters(request)
    ? say(
        'it asks for the group system:masters ("use of {0} signer with system:masters group is not allowed", by the admission plugin CertificateSubjectRestriction): ask for another group, and bind it to the rights that are needed',
        CLIENT_SIGNER,
      )
    : undefined;
}

/** Whether it asks for the group that may do everything. */
export function asksForMasters({ subject }: CertificateRequest): boolean {
  return organizations(subject).includes("system:masters");
}
