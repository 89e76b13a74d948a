import { equalBytes } from "./bytes.ts";
import { DerReader, Tag } from "./der.ts";
import { parseIpAddress } from "./ipaddress.ts";
import { type Mailbox, parseMailbox } from "./mailbox.ts";
import { type IpRange, type NameConstraints, readNameConstraints, type Subtrees } from "./nameconstraints.ts";
import { NameTag } from "./san.ts";
import type { Certificate } from "./types.ts";
import { isDomainName, uriHost } from "./uri.ts";

const NAME_CONSTRAINTS = "2.5.29.30";
const SUBJECT_ALT_NAME = "2.5.29.17";

/**
 * Whether the names of a chain, leaf first, keep to the constraints above them; Go's reason where they do not
 * (crypto/x509 checkChainConstraints).
 */
export function constraintViolation(chain: readonly Certificate[]): string | undefined {
  const constraints = chain.map(constraintsOf);
  for (const [i, certificate] of chain.entries()) {
    const names = namesOf(certificate);
    const above = constraints.slice(i + 1).filter(each => each !== undefined);
    if (names === undefined || above.length === 0) {
      continue;
    }
    const violation = typeof names === "string" ? names : firstViolation(names, above);
    if (violation !== undefined) {
      return violation;
    }
  }
  return undefined;
}

function constraintsOf({ extensions }: Certificate): NameConstraints | undefined {
  const value = extensions.find(extension => extension.oid === NAME_CONSTRAINTS)?.value;
  const constraints = value && readNameConstraints(value);
  return typeof constraints === "object" ? constraints : undefined;
}

interface Names {
  readonly ip: readonly Uint8Array[];
  readonly dns: readonly string[];
  readonly uri: readonly string[];
  readonly email: readonly Mailbox[];
}

/** The names that constraints apply to, undefined without such an extension, or why Go cannot match one. */
function namesOf({ extensions, subjectAltNames }: Certificate): Names | string | undefined {
  const value = extensions.find(extension => extension.oid === SUBJECT_ALT_NAME)?.value;
  if (value === undefined) {
    return undefined;
  }
  const names = { ip: ipBytes(value), dns: [] as string[], uri: [] as string[], email: [] as Mailbox[] };
  for (const name of subjectAltNames) {
    if (name.type === "dns") {
      names.dns.push(name.value);
    } else if (name.type === "uri") {
      const host = constrainedHost(name.value);
      if (host === undefined) {
        return `URI (${JSON.stringify(name.value)}) cannot be matched against constraints`;
      }
      names.uri.push(host);
    } else if (name.type === "email") {
      const mailbox = parseMailbox(name.value);
      if (mailbox === undefined) {
        return `cannot parse rfc822Name ${JSON.stringify(name.value)}`;
      }
      names.email.push({ local: mailbox.local, domain: mailbox.domain.toLowerCase() });
    }
  }
  return names;
}

function ipBytes(value: Uint8Array): readonly Uint8Array[] {
  const addresses: Uint8Array[] = [];
  const names = new DerReader(value).enter(Tag.sequence);
  while (names !== undefined && !names.empty) {
    const tag = names.peek();
    const content = names.enterAny();
    if (content === undefined) {
      break;
    }
    if (tag === NameTag.ip) {
      addresses.push(content.remainder());
    }
  }
  return addresses;
}

/** The host without port, unless there is none or it is an address (crypto/x509 parseURIs). */
function constrainedHost(uri: string): string | undefined {
  const host = uriHost(uri)?.toLowerCase() ?? "";
  const name = host.includes(":") && !host.endsWith("]") ? /^([^:[\]]*):[^:]*$/.exec(host)?.[1] : host;
  return name === undefined || host === "" || name.startsWith("[") || parseIpAddress(name) ? undefined : name;
}

function firstViolation(names: Names, constraints: readonly NameConstraints[]): string | undefined {
  for (const { permitted, excluded } of constraints) {
    for (const check of checksOf(names)) {
      if (check.count(permitted) > 0 && !check.matches(permitted, false)) {
        return `${check.label} is not permitted by any constraint`;
      }
      if (check.matches(excluded, true)) {
        return `${check.label} is excluded by a constraint`;
      }
    }
  }
  return undefined;
}

interface Check {
  readonly label: string;
  count(subtrees: Subtrees): number;
  matches(subtrees: Subtrees, excluded: boolean): boolean;
}

function* checksOf(names: Names): Iterable<Check> {
  for (const address of names.ip) {
    const matches = ({ ip }: Subtrees) => ip.some(range => contains(range, address));
    yield { label: "IP address", count: subtrees => subtrees.ip.length, matches };
  }
  for (const kind of ["dns", "uri"] as const) {
    const label = kind === "dns" ? "DNS name" : "URI";
    for (const name of names[kind]) {
      yield {
        label: `${label} ${JSON.stringify(name)}`,
        count: subtrees => subtrees[kind].length,
        matches: (subtrees, excluded) =>
          !isDomainName(name, false) || subtrees[kind].some(each => matchesDomain(each, name, excluded)),
      };
    }
  }
  for (const mailbox of names.email) {
    yield {
      label: `email address "${mailbox.local}@${mailbox.domain}"`,
      count: subtrees => subtrees.email.length,
      matches: (subtrees, excluded) => subtrees.email.some(each => matchesMail(each, mailbox, excluded)),
    };
  }
}

function contains({ ip, mask }: IpRange, address: Uint8Array): boolean {
  const network = (bytes: Uint8Array) => bytes.map((byte, i) => byte & (mask[i] ?? 0));
  return ip.length === address.length && equalBytes(network(ip), network(address));
}

/** crypto/x509 dnsHasSuffix; an exclusion also hits a wildcard that would cover the excluded name. */
function matchesDomain(constraint: string, name: string, excluded: boolean): boolean {
  const wanted = constraint.toLowerCase();
  const given = name.toLowerCase();
  if (wanted === "" || given === wanted || given.endsWith(wanted.startsWith(".") ? wanted : `.${wanted}`)) {
    return true;
  }
  const dot = wanted.indexOf(".");
  return (
    excluded && dot >= 0 && /^\*[^.]*\./.test(given) && given.slice(given.indexOf(".")) === wanted.slice(dot)
  );
}

function matchesMail(constraint: string, mailbox: Mailbox, excluded: boolean): boolean {
  if (!constraint.includes("@")) {
    return matchesDomain(constraint, mailbox.domain, excluded);
  }
  const exact = parseMailbox(constraint);
  return exact?.local === mailbox.local && exact.domain.toLowerCase() === mailbox.domain;
}
