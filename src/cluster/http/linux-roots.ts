import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Where Go looks for the CAs of a Linux: the first of these that is there (crypto/x509 root_linux.go). */
const FILES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/tls/cacert.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/** And all that is in these. */
const FOLDERS = ["/etc/ssl/certs", "/etc/pki/tls/certs"];

/** Larger files are no list of CAs. Bytes. */
const LARGEST = 16 * 1024 * 1024;
/** Files of a folder. */
const MOST = 5000;

/**
 * What Go trusts where nothing else is said (crypto/x509 root_unix.go, loadSystemRoots): certificates in PEM, each once.
 * @param env `SSL_CERT_FILE` and `SSL_CERT_DIR` count in the place of what is usual
 * @returns undefined where there are none
 */
export function linuxRoots(env: Readonly<Record<string, string | undefined>>): readonly string[] | undefined {
  const file = env["SSL_CERT_FILE"];
  const folders = env["SSL_CERT_DIR"];
  const found = new Set<string>();
  for (const path of file ? [file] : FILES) {
    const text = readText(path);
    if (text === undefined) continue;
    addTo(found, text);
    break;
  }
  for (const folder of folders ? folders.split(":") : FOLDERS) {
    for (const path of within(folder)) addTo(found, readText(path) ?? "");
  }
  return found.size === 0 ? undefined : [...found];
}

function addTo(found: Set<string>, text: string): void {
  for (const each of text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []) {
    found.add(each.replaceAll("\r", ""));
  }
}

function within(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .slice(0, MOST)
      .map(name => join(folder, name));
  } catch {
    return [];
  }
}

function readText(path: string): string | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= LARGEST ? readFileSync(path, "latin1") : undefined;
  } catch {
    return undefined;
  }
}
