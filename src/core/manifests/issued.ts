import { decodeBase64 } from "../bytes/base64.ts";
import { readPkiFile } from "../pki/file.ts";
import type { PkiFile } from "../pki/model.ts";
import type { Span } from "../text.ts";
import { type ManifestObject, mapAt, scalarAt } from "./objects.ts";
import { isSigningRequest } from "./signing-request.ts";

/** What a signer has put into `status.certificate` of a CertificateSigningRequest. */
export interface IssuedCertificate {
  readonly object: ManifestObject;
  /** In the text of the manifests. */
  readonly span: Span;
  /** What it holds, the leaf first; its path is that of the manifest. */
  readonly file: PkiFile;
}

/** Undefined for any other object, and where nothing is issued yet. */
export function issuedIn(object: ManifestObject, source: string): IssuedCertificate | undefined {
  const status = isSigningRequest(object) ? mapAt(object.map, "status") : undefined;
  const value = status && scalarAt(status, "certificate");
  if (value === undefined || value.text === "") return undefined;
  const { offset, name } = object;
  const bytes = decodeBase64(value.text);
  const called = { path: source, name: name || "status.certificate" };
  const file: PkiFile = bytes.ok
    ? readPkiFile(called.path, called.name, { kind: "file", bytes: bytes.value })
    : { ...called, certificates: [], requests: [], pkcs12: false, failure: bytes.message };
  return { object, span: { start: value.span.start + offset, end: value.span.end + offset }, file };
}
