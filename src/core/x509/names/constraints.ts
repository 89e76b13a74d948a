import { isAscii, latin1, toHex } from "../../bytes/bytes.ts";
import { parseIpAddress } from "../../go/ip-address.ts";
import { contextTag, DerReader, Tag } from "../der.ts";
import { parseMailbox } from "../mailbox.ts";
import { NameTag } from "../san.ts";
import { isDomainName } from "./domain.ts";

/** An address range: `ip` and `mask` have four or sixteen bytes. */
export interface IpRange {
  readonly ip: Uint8Array;
  readonly mask: Uint8Array;
}

export interface Subtrees {
  readonly dns: readonly string[];
  readonly email: readonly string[];
  readonly uri: readonly string[];
  readonly ip: readonly IpRange[];
}

export interface NameConstraints {
  readonly permitted: Subtrees;
  readonly excluded: Subtrees;
  /** A constraint on a kind of name that Go does not check. */
  readonly unhandled: boolean;
}

const NONE: Subtrees = { dns: [], email: [], uri: [], ip: [] };

/** Read a nameConstraints value (RFC 5280 4.2.1.10), or Go's complaint (crypto/x509 parseNameConstraintsExtension). */
export function readNameConstraints(value: Uint8Array): NameConstraints | string {
  const outer = new DerReader(value);
  const sequence = outer.enter(Tag.sequence);
  if (sequence === undefined || !outer.empty) {
    return "x509: invalid NameConstraints extension";
  }
  const permittedTag = contextTag(0, true);
  const excludedTag = contextTag(1, true);
  const permitted =
    sequence.peek() === permittedTag ? sequence.enter(permittedTag) : new DerReader(value, 0, 0);
  const excluded = sequence.peek() === excludedTag ? sequence.enter(excludedTag) : new DerReader(value, 0, 0);
  if (permitted === undefined || excluded === undefined || !sequence.empty) {
    return "x509: invalid NameConstraints extension";
  }
  if (permitted.empty && excluded.empty) {
    return "x509: empty name constraints extension";
  }
  const read = [readSubtrees(permitted), readSubtrees(excluded)];
  const [first = NO_SUBTREES, second = NO_SUBTREES] = read;
  return (
    first.error ??
    second.error ?? {
      permitted: first.subtrees,
      excluded: second.subtrees,
      unhandled: first.unhandled || second.unhandled,
    }
  );
}

interface SubtreesReading {
  readonly subtrees: Subtrees;
  readonly unhandled: boolean;
  readonly error?: string;
}

const NO_SUBTREES: SubtreesReading = { subtrees: NONE, unhandled: false };

function readSubtrees(reader: DerReader): SubtreesReading {
  const subtrees = { dns: [] as string[], email: [] as string[], uri: [] as string[], ip: [] as IpRange[] };
  let unhandled = false;
  while (!reader.empty) {
    const subtree = reader.enter(Tag.sequence);
    const tag = subtree?.peek() ?? -1;
    const base = subtree?.enterAny()?.remainder();
    if (base === undefined) {
      return { subtrees, unhandled, error: "x509: invalid NameConstraints extension" };
    }
    let error: string | undefined;
    if (tag === NameTag.ip) {
      error = readIpRange(base, subtrees.ip);
    } else if (tag === NameTag.dns || tag === NameTag.email || tag === NameTag.uri) {
      error = readTextConstraint(tag, base, subtrees);
    } else {
      unhandled = true;
    }
    if (error !== undefined) {
      return { subtrees, unhandled, error };
    }
  }
  return { subtrees, unhandled };
}

function readTextConstraint(
  tag: number,
  base: Uint8Array,
  into: { dns: string[]; email: string[]; uri: string[] },
): string | undefined {
  const text = latin1(base);
  if (!isAscii(base)) {
    return `x509: invalid constraint value: x509: ${JSON.stringify(text)} cannot be encoded as an IA5String`;
  }
  if (tag === NameTag.dns) {
    into.dns.push(text);
    return isDomainName(text, true)
      ? undefined
      : `x509: failed to parse dnsName constraint ${JSON.stringify(text)}`;
  }
  if (tag === NameTag.email) {
    into.email.push(text);
    const valid = text.includes("@") ? parseMailbox(text) !== undefined : isDomainName(text, true);
    return valid ? undefined : `x509: failed to parse rfc822Name constraint ${JSON.stringify(text)}`;
  }
  into.uri.push(text);
  if (parseIpAddress(text)?.zone === false) {
    return `x509: failed to parse URI constraint ${JSON.stringify(text)}: cannot be IP address`;
  }
  return isDomainName(text, true)
    ? undefined
    : `x509: failed to parse URI constraint ${JSON.stringify(text)}`;
}

function readIpRange(base: Uint8Array, into: IpRange[]): string | undefined {
  if (base.length !== 8 && base.length !== 32) {
    return `x509: IP constraint contained value of length ${base.length}`;
  }
  const half = base.length / 2;
  const mask = base.subarray(half);
  if (!isMask(mask)) {
    return `x509: IP constraint contained invalid mask ${toHex(mask)}`;
  }
  into.push({ ip: base.subarray(0, half), mask });
  return undefined;
}

/** Ones, then zeros. */
function isMask(mask: Uint8Array): boolean {
  const last = mask.findIndex(byte => byte !== 0xff);
  return last < 0 || (PARTIAL.has(mask[last] ?? 0) && mask.subarray(last + 1).every(byte => byte === 0));
}

const PARTIAL: ReadonlySet<number> = new Set([0x00, 0x80, 0xc0, 0xe0, 0xf0, 0xf8, 0xfc, 0xfe]);
