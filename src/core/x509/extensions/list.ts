import { contextTag, type DerReader, Tag } from "../der.ts";
import { type ProblemPart, refusal } from "../problems.ts";
import type { CertificateExtension, CertificateProblem } from "../types.ts";
import { type ExtensionFacts, readExtension } from "./decode.ts";

/**
 * The unique ids and the raw extensions that follow the key (RFC 5280 4.1.2.8, 4.1.2.9), and the first complaint that
 * Go has of their form; extensions after a malformed one are still taken.
 */
export function readOptionalFields(
  tbs: DerReader,
  version: number,
  into: CertificateExtension[],
): CertificateProblem | undefined {
  for (const [n, name] of [
    [1, "issuerUniqueID"],
    [2, "subjectUniqueID"],
  ] as const) {
    const tag = contextTag(n, false);
    if (tbs.peek() === tag && tbs.enter(tag) === undefined) {
      return refusal("structure", `x509: malformed ${name}`);
    }
  }
  const tag = contextTag(3, true);
  if (version !== 3 || tbs.peek() !== tag) {
    return undefined;
  }
  const list = tbs.enter(tag)?.enter(Tag.sequence);
  if (list === undefined) {
    return refusal("extension", "x509: malformed extensions");
  }
  return readExtensionList(list, into);
}

/** Every extension that can be told from its neighbours, and the first complaint. */
function readExtensionList(list: DerReader, into: CertificateExtension[]): CertificateProblem | undefined {
  const seen = new Set<string>();
  let problem: CertificateProblem | undefined;
  while (!list.empty) {
    const reader = list.enter(Tag.sequence);
    if (reader === undefined) {
      return problem ?? refusal("extension", "x509: malformed extension");
    }
    const extension = readRawExtension(reader);
    if (typeof extension === "string") {
      problem ??= refusal("extension", extension);
      continue;
    }
    if (seen.has(extension.oid)) {
      const error = `x509: certificate contains duplicate extension with OID "${extension.oid}"`;
      problem ??= refusal("extension", error);
    }
    seen.add(extension.oid);
    into.push(extension);
  }
  return problem;
}

function readRawExtension(reader: DerReader): CertificateExtension | string {
  const oid = reader.oid();
  if (oid === undefined) {
    return "x509: malformed extension OID field";
  }
  const critical = reader.peek() === Tag.boolean ? reader.boolean() : false;
  if (critical === undefined) {
    return "x509: malformed extension critical field";
  }
  const value = reader.content(Tag.octetString);
  return value === undefined ? "x509: malformed extension value field" : { oid, critical, value };
}

/** Read each extension by itself; returns the critical ones that Go does not handle. */
export function readExtensions(
  extensions: readonly CertificateExtension[],
  facts: ExtensionFacts,
  problems: CertificateProblem[],
): readonly string[] {
  const unhandledCritical: string[] = [];
  for (const extension of extensions) {
    const { error, unhandled } = readExtension(extension, facts);
    if (error !== undefined) {
      problems.push(refusal(partOf(extension.oid), error));
    } else if (unhandled === true && extension.critical) {
      unhandledCritical.push(extension.oid);
    }
  }
  return unhandledCritical;
}

function partOf(oid: string): ProblemPart {
  return oid === "2.5.29.17" ? "san" : oid === "2.5.29.30" ? "name-constraints" : "extension";
}
