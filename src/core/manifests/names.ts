/** RFC 1123 subdomain, which every Kubernetes object accepts as its name (apimachinery validation.IsDNS1123Subdomain). */
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
/** The name goes into that of a file, and into lists that people read. Kubernetes allows 253. */
const MAX_LENGTH = 100;

/** RFC 1123 label (apimachinery validation.IsDNS1123Label). */
export function isNamespaceName(text: string): boolean {
  return text.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(text);
}

/** What may name a service account (apimachinery validation.IsDNS1123Subdomain). */
export function isSubdomain(text: string): boolean {
  return text.length <= 253 && SUBDOMAIN.test(text);
}

/** What may name a role: a segment of a path, colons allowed (apimachinery path.IsValidPathSegmentName). */
export function isRoleName(text: string): boolean {
  return text !== "" && text !== "." && text !== ".." && !/[/%]|\p{Cc}|\p{Cs}/u.test(text);
}

/**
 * An object name made of several texts: the same for the same texts, another for others. Texts that cannot stand in a
 * name as they are leave what can, and a hash of them at the end.
 */
export function objectName(...parts: readonly string[]): string {
  const whole = parts.join("--");
  if (whole.length <= MAX_LENGTH && parts.every(part => SUBDOMAIN.test(part) && !part.includes("--"))) {
    return whole;
  }
  const plain = whole
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const stem = plain.slice(0, 63).replace(/-$/, "");
  return `${stem === "" ? "subject" : stem}-${hash(JSON.stringify(parts))}`;
}

/** FNV-1a over UTF-16 units, 32 bits: to tell names apart, not to protect them. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return (value >>> 0).toString(16).padStart(8, "0");
}
