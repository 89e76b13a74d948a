import * as tls from "node:tls";
import { decodeCertificates, readCaBundle } from "../../core/x509/certificates.ts";
import type { Certificate } from "../../core/x509/types.ts";
import { linuxRoots } from "./linux-roots.ts";

let known: readonly string[] | undefined;

/**
 * The CAs that count where a kubeconfig names none, in PEM, read once: on Linux what Go takes, elsewhere the system's
 * as Node gives them, and Node's own where there are none.
 */
export function systemRoots(): readonly string[] {
  known ??= (process.platform === "linux" ? linuxRoots(process.env) : ofNode()) ?? tls.rootCertificates;
  return known;
}

let decoded: readonly Certificate[] | undefined;

/** The same, decoded once; what cannot be read is left out. */
export function systemCertificates(): readonly Certificate[] {
  decoded ??= certificatesIn(systemRoots().join("\n"));
  return decoded;
}

/** The CAs of a kubeconfig as kubectl reads them: none where it would refuse them. @param pem that of the cluster */
export function caOf(pem: string): readonly Certificate[] {
  const bundle = readCaBundle(pem);
  return bundle.ok ? bundle.value : [];
}

/** Those of a text in PEM that can be read. */
export function certificatesIn(pem: string): readonly Certificate[] {
  return decodeCertificates(pem).entries.flatMap(({ certificate }) =>
    certificate.ok ? [certificate.value] : [],
  );
}

/** Since Node 22.15. */
function ofNode(): readonly string[] | undefined {
  const get: unknown = Reflect.get(tls, "getCACertificates");
  const found: unknown = typeof get === "function" ? get("system") : undefined;
  return Array.isArray(found) && found.length > 0 ? found.map(String) : undefined;
}
