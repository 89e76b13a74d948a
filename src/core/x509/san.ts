import { isAscii, latin1 } from "../bytes/bytes.ts";
import { formatIpAddress } from "../go/ip-address.ts";
import { uriHost } from "../go/url.ts";
import { contextTag, DerReader, Tag } from "./der.ts";
import { isDomainName } from "./names/domain.ts";
import type { SubjectAltName } from "./types.ts";

/** The GeneralName choices that Go reads (RFC 5280 4.2.1.6). */
export const NameTag = {
  email: contextTag(1, false),
  dns: contextTag(2, false),
  uri: contextTag(6, false),
  ip: contextTag(7, false),
} as const;

export interface AltNamesReading {
  readonly names: readonly SubjectAltName[];
  readonly error?: string;
}

/** Read a subjectAltName value as Go does (crypto/x509 parseSANExtension); names after a bad one are still read. */
export function readAltNames(value: Uint8Array): AltNamesReading {
  const names: SubjectAltName[] = [];
  const sequence = new DerReader(value).enter(Tag.sequence);
  if (sequence === undefined) {
    return { names, error: "x509: invalid subject alternative names" };
  }
  let error: string | undefined;
  while (!sequence.empty) {
    const tag = sequence.peek();
    const content = sequence.enterAny();
    if (content === undefined) {
      error ??= "x509: invalid subject alternative name";
      break;
    }
    const name = readAltName(tag, content);
    if (typeof name === "string") {
      error ??= name;
    } else {
      names.push(name);
    }
  }
  return error === undefined ? { names } : { names, error };
}

function readAltName(tag: number, content: DerReader): SubjectAltName | string {
  const { bytes, offset, end } = content;
  switch (tag) {
    case NameTag.dns:
      return isAscii(bytes, offset, end)
        ? { type: "dns", value: latin1(bytes, offset, end) }
        : "x509: SAN dNSName is malformed";
    case NameTag.ip:
      return end - offset === 4 || end - offset === 16
        ? { type: "ip", value: formatIpAddress(content.remainder()) }
        : `x509: cannot parse IP address of length ${end - offset}`;
    case NameTag.email:
      return isAscii(bytes, offset, end)
        ? { type: "email", value: latin1(bytes, offset, end) }
        : "x509: SAN rfc822Name is malformed";
    case NameTag.uri:
      return readUri(bytes, offset, end);
    default:
      return { type: "other", tag: tag ^ 0x80 };
  }
}

function readUri(bytes: Uint8Array, start: number, end: number): SubjectAltName | string {
  if (!isAscii(bytes, start, end)) {
    return "x509: SAN uniformResourceIdentifier is malformed";
  }
  const value = latin1(bytes, start, end);
  const host = uriHost(value);
  if (host === undefined) {
    return `x509: cannot parse URI ${JSON.stringify(value)}`;
  }
  return isDomainName(host, false)
    ? { type: "uri", value }
    : `x509: cannot parse URI ${JSON.stringify(value)}: invalid domain`;
}
