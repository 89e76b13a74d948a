import { readFileSync, statSync } from "node:fs";
import * as tls from "node:tls";
import { decodeCertificates, readCaBundle } from "../../core/x509/certificates.ts";
import type { Certificate } from "../../core/x509/types.ts";

/** Where Go looks for the CAs of the system, the first that is there (crypto/x509 root_linux.go). */
const LINUX = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/tls/cacert.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/** Larger files are no list of CAs. Bytes. */
const LARGEST = 16 * 1024 * 1024;

let known: readonly string[] | undefined;

/**
 * The CAs that count where a kubeconfig names none, in PEM, read once: on Linux the file that Go takes, elsewhere the system's
 * as Node gives them, and Node's own where there are none.
 */
export function systemRoots(): readonly string[] {
  known ??= (process.platform === "linux" ? ofLinux() : ofNode()) ?? tls.rootCertificates;
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

function ofLinux(): readonly string[] | undefined {
  const file = process.env["SSL_CERT_FILE"];
  for (const path of file ? [file] : LINUX) {
    const found = readList(path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Since Node 22.15. */
function ofNode(): readonly string[] | undefined {
  const get: unknown = Reflect.get(tls, "getCACertificates");
  const found: unknown = typeof get === "function" ? get("system") : undefined;
  return Array.isArray(found) && found.length > 0 ? found.map(String) : undefined;
}

function readList(path: string): readonly string[] | undefined {
  try {
    if (statSync(path).size > LARGEST) return undefined;
    const text = readFileSync(path, "latin1");
    return text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? undefined;
  } catch {
    return undefined;
  }
}
