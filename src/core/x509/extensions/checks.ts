// Extensions of which only the form matters here: Go refuses a certificate where one is malformed (crypto/x509
// processExtensions).
import { toHex } from "../../bytes/bytes.ts";
import { contextTag, DerReader, Tag } from "../der.ts";
import { readNameConstraints } from "../names/constraints.ts";
import type { CertificateExtension } from "../types.ts";

/** `error` is Go's complaint; `unhandled` means that Go refuses chains with it where it is critical. */
export interface ExtensionVerdict {
  readonly error?: string;
  readonly unhandled?: boolean;
}

const FINE: ExtensionVerdict = {};

export function checkNameConstraints({ value }: CertificateExtension): ExtensionVerdict {
  const constraints = readNameConstraints(value);
  return typeof constraints === "string" ? { error: constraints } : { unhandled: constraints.unhandled };
}

export function checkCrlDistributionPoints({ value }: CertificateExtension): ExtensionVerdict {
  const points = new DerReader(value).enter(Tag.sequence);
  if (points === undefined) {
    return { error: "x509: invalid CRL distribution points" };
  }
  const nameTag = contextTag(0, true);
  while (!points.empty) {
    const point = points.enter(Tag.sequence);
    if (point !== undefined && point.peek() !== nameTag) {
      continue;
    }
    const fullName = point?.enter(nameTag)?.enter(nameTag);
    if (fullName === undefined || !skipUris(fullName)) {
      return { error: "x509: invalid CRL distribution point" };
    }
  }
  return FINE;
}

function skipUris(names: DerReader): boolean {
  const uriTag = contextTag(6, false);
  while (names.peek() === uriTag) {
    if (names.enter(uriTag) === undefined) {
      return false;
    }
  }
  return true;
}

export function checkPolicies({ value }: CertificateExtension): ExtensionVerdict {
  const error = "x509: invalid certificate policies";
  const policies = new DerReader(value).enter(Tag.sequence);
  if (policies === undefined) {
    return { error };
  }
  const seen = new Set<string>();
  while (!policies.empty) {
    const oid = policies.enter(Tag.sequence)?.content(Tag.oid);
    const id = oid && toHex(oid);
    if (oid === undefined || id === undefined || seen.has(id) || !isOidEncoding(oid)) {
      return { error };
    }
    seen.add(id);
  }
  return FINE;
}

/** Complete and minimal sub-identifiers of any size (crypto/x509 newOIDFromDER). */
function isOidEncoding(content: Uint8Array): boolean {
  const last = content.at(-1);
  const startsSubidentifier = (i: number) => i === 0 || (content[i - 1] ?? 0) < 0x80;
  return (
    last !== undefined && last < 0x80 && !content.some((byte, i) => byte === 0x80 && startsSubidentifier(i))
  );
}

export function checkPolicyMappings({ value }: CertificateExtension): ExtensionVerdict {
  const error = "x509: invalid policy mappings extension";
  const mappings = new DerReader(value).enter(Tag.sequence);
  if (mappings === undefined) {
    return { error };
  }
  while (!mappings.empty) {
    const mapping = mappings.enter(Tag.sequence);
    if (mapping?.enter(Tag.oid) === undefined || mapping.enter(Tag.oid) === undefined) {
      return { error };
    }
  }
  return FINE;
}

export function checkPolicyConstraints({ value }: CertificateExtension): ExtensionVerdict {
  const error = "x509: invalid policy constraints extension";
  const sequence = new DerReader(value).enter(Tag.sequence);
  if (sequence === undefined) {
    return { error };
  }
  for (const tag of [contextTag(0, false), contextTag(1, false)]) {
    if (sequence.peek() === tag) {
      const number = sequence.integer(tag);
      if (number === undefined || number.length > 8) {
        return { error };
      }
    }
  }
  return FINE;
}

export function checkInhibitAnyPolicy({ value }: CertificateExtension): ExtensionVerdict {
  const number = new DerReader(value).integer();
  return number === undefined || number.length > 8
    ? { error: "x509: invalid inhibit any policy extension" }
    : FINE;
}

export function checkAuthorityInfoAccess({ value, critical }: CertificateExtension): ExtensionVerdict {
  if (critical) {
    return { error: "x509: authority info access incorrectly marked critical" };
  }
  const error = "x509: invalid authority info access";
  const descriptions = new DerReader(value).enter(Tag.sequence);
  if (descriptions === undefined) {
    return { error };
  }
  const uriTag = contextTag(6, false);
  while (!descriptions.empty) {
    const description = descriptions.enter(Tag.sequence);
    if (description?.oid() === undefined) {
      return { error };
    }
    if (description.peek() === uriTag && description.enter(uriTag) === undefined) {
      return { error };
    }
  }
  return FINE;
}
