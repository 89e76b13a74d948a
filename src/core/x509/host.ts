import { formatIpAddress, parseIpAddress } from "../go/ip-address.ts";
import { commonName } from "./name.ts";
import type { Certificate } from "./types.ts";

/** From so many names on, Go counts them instead of listing them. */
const MOST_LISTED = 100;

/** The names that Go looks at, in the order of the certificate. */
export function hostNames({ subjectAltNames }: Certificate, type: "dns" | "ip"): readonly string[] {
  return subjectAltNames.flatMap(name => (name.type === type ? [name.value] : []));
}

/**
 * Whether a certificate is for a host, an address perhaps in brackets: by its subject alternative names alone, never by
 * its common name (crypto/x509 Certificate.VerifyHostname).
 */
export function isForHost(certificate: Certificate, host: string): boolean {
  const address = addressOf(host);
  if (address !== undefined) {
    return hostNames(certificate, "ip").includes(address.canonical);
  }
  const name = lower(host);
  const parts = partsOf(name);
  const valid = isHostName(name.replace(/\.$/, ""), false);
  return hostNames(certificate, "dns").some(pattern =>
    valid && isHostName(pattern, true)
      ? matches(pattern, parts)
      : lower(pattern) === name && name !== "" && name !== ".",
  );
}

/** Go's words for a host that the certificate is not for (crypto/x509 HostnameError). */
export function hostError(certificate: Certificate, host: string): string {
  const address = addressOf(host);
  const wanted = address?.text ?? host;
  const hasNames = certificate.extensions.some(extension => extension.oid === "2.5.29.17");
  if (!hasNames && matches(commonName(certificate.subject), partsOf(wanted))) {
    return "x509: certificate relies on legacy Common Name field, use SANs instead";
  }
  const names = hostNames(certificate, address === undefined ? "dns" : "ip");
  if (address !== undefined && names.length === 0) {
    return `x509: cannot validate certificate for ${wanted} because it doesn't contain any IP SANs`;
  }
  if (names.length >= MOST_LISTED) {
    const kind = address === undefined ? "names" : "IP SANs";
    return `x509: certificate is valid for ${names.length} ${kind}, but none matched ${wanted}`;
  }
  const listed = names.join(", ");
  return listed === ""
    ? `x509: certificate is not valid for any names, but wanted to match ${wanted}`
    : `x509: certificate is valid for ${listed}, not ${wanted}`;
}

/** An address as it stands without brackets and as Go prints it; an address with a zone is none to net.ParseIP. */
function addressOf(host: string): { readonly text: string; readonly canonical: string } | undefined {
  const text = /^\[.+\]$/.test(host) ? host.slice(1, -1) : host;
  const parsed = parseIpAddress(text);
  return parsed === undefined || parsed.zone
    ? undefined
    : { text, canonical: formatIpAddress(parsed.octets) };
}

/** crypto/x509 validHostname: letters, digits, `_`, and `-` not in front; a pattern may begin with a label `*`. */
function isHostName(name: string, pattern: boolean): boolean {
  if (name === "*") {
    return false;
  }
  return name
    .split(".")
    .every((label, i) => (pattern && i === 0 && label === "*") || /^[a-zA-Z0-9_][a-zA-Z0-9_-]*$/.test(label));
}

/** crypto/x509 matchHostnames: `*` stands for the whole first label, and for one label only. */
function matches(pattern: string, parts: readonly string[]): boolean {
  const labels = lower(pattern).split(".");
  return (
    pattern !== "" &&
    labels.length === parts.length &&
    labels.every((label, i) => (i === 0 && label === "*") || label === parts[i])
  );
}

function partsOf(host: string): readonly string[] {
  return lower(host.replace(/\.$/, "")).split(".");
}

/** ASCII only, as Go does it. */
function lower(text: string): string {
  return text.replace(/[A-Z]/g, letter => letter.toLowerCase());
}
