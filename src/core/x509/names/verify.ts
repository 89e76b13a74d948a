import { toHex } from "../../bytes/bytes.ts";
import { parseIpAddress } from "../../go/ip-address.ts";
import { uriHost } from "../../go/url.ts";
import { DerReader, Tag } from "../der.ts";
import { type Mailbox, parseMailbox } from "../mailbox.ts";
import { NameTag } from "../san.ts";
import type { Certificate } from "../types.ts";
import { readNameConstraints, type Subtrees } from "./constraints.ts";
import { isDomainName } from "./domain.ts";

const NAME_CONSTRAINTS = "2.5.29.30";
const SUBJECT_ALT_NAME = "2.5.29.17";

/**
 * Whether the names of a chain, leaf first, keep to the constraints above them; Go's reason where they do not
 * (crypto/x509 checkChainConstraints).
 */
export function constraintViolation(chain: readonly Certificate[]): string | undefined {
  return constraintCheck()(chain);
}

/** The same for chains that share certificates, as they do where CAs sign one another: none is looked at again. */
export function constraintCheck(): (chain: readonly Certificate[]) => string | undefined {
  const constraints = remembered(constraintsOf);
  const names = remembered(namesOf);
  const violations = remembered(below =>
    remembered(above => violationBetween(names(below), constraints(above))),
  );
  return chain => {
    for (const [i, below] of chain.entries()) {
      for (const above of chain.slice(i + 1)) {
        const violation = constraints(above) && violations(below)(above);
        if (violation !== undefined) {
          return violation;
        }
      }
    }
    return undefined;
  };
}

function remembered<V>(of: (certificate: Certificate) => V): (certificate: Certificate) => V {
  const known = new Map<Certificate, { readonly value: V }>();
  return certificate => {
    const found = known.get(certificate) ?? { value: of(certificate) };
    known.set(certificate, found);
    return found.value;
  };
}

function constraintsOf({ extensions }: Certificate): Lookup | undefined {
  const value = extensions.find(extension => extension.oid === NAME_CONSTRAINTS)?.value;
  const constraints = value && readNameConstraints(value);
  return typeof constraints === "object"
    ? { permitted: indexOf(constraints.permitted), excluded: indexOf(constraints.excluded) }
    : undefined;
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

function violationBetween(
  names: Names | string | undefined,
  constraints: Lookup | undefined,
): string | undefined {
  if (names === undefined || constraints === undefined) {
    return undefined;
  }
  return typeof names === "string" ? names : firstViolation(names, constraints);
}

function firstViolation(names: Names, { permitted, excluded }: Lookup): string | undefined {
  for (const check of checksOf(names)) {
    if (check.applies(permitted) && !check.matches(permitted, false)) {
      return `${check.label} is not permitted by any constraint`;
    }
    if (check.matches(excluded, true)) {
      return `${check.label} is excluded by a constraint`;
    }
  }
  return undefined;
}

interface Check {
  readonly label: string;
  applies(subtrees: SubtreeIndex): boolean;
  matches(subtrees: SubtreeIndex, excluded: boolean): boolean;
}

function* checksOf(names: Names): Iterable<Check> {
  for (const address of names.ip) {
    const matches = (subtrees: SubtreeIndex) => containsAddress(subtrees.ip, address);
    yield { label: "IP address", applies: subtrees => subtrees.ip.size > 0, matches };
  }
  for (const kind of ["dns", "uri"] as const) {
    const label = kind === "dns" ? "DNS name" : "URI";
    for (const name of names[kind]) {
      yield {
        label: `${label} ${JSON.stringify(name)}`,
        applies: subtrees => subtrees[kind].domains.size > 0,
        matches: (subtrees, excluded) =>
          !isDomainName(name, false) || matchesDomain(subtrees[kind], name, excluded),
      };
    }
  }
  for (const mailbox of names.email) {
    yield {
      label: `email address "${mailbox.local}@${mailbox.domain}"`,
      applies: ({ mailboxes, mail }) => mailboxes.size + mail.domains.size > 0,
      matches: ({ mailboxes, mail }, excluded) =>
        mailboxes.has(mailKey(mailbox)) || matchesDomain(mail, mailbox.domain, excluded),
    };
  }
}

/** Constraints laid out so that a name is looked up by its own parts: certificates carry thousands of both. */
interface SubtreeIndex {
  readonly dns: Domains;
  readonly uri: Domains;
  readonly mail: Domains;
  readonly mailboxes: ReadonlySet<string>;
  /** Networks in hexadecimal by their mask. */
  readonly ip: ReadonlyMap<string, { readonly mask: Uint8Array; readonly networks: Set<string> }>;
}

interface Domains {
  /** In lower case. */
  readonly domains: ReadonlySet<string>;
  /** What is left of each without its first label: what a wildcard would have to end in to cover it. */
  readonly parents: ReadonlySet<string>;
}

interface Lookup {
  readonly permitted: SubtreeIndex;
  readonly excluded: SubtreeIndex;
}

function indexOf({ dns, uri, email, ip }: Subtrees): SubtreeIndex {
  const networks = new Map<string, { mask: Uint8Array; networks: Set<string> }>();
  for (const { ip: address, mask } of ip) {
    const key = toHex(mask);
    const same = networks.get(key) ?? { mask, networks: new Set() };
    same.networks.add(networkOf(address, mask));
    networks.set(key, same);
  }
  const exact = email.flatMap(text => (text.includes("@") ? (parseMailbox(text) ?? []) : []));
  return {
    dns: domainsOf(dns),
    uri: domainsOf(uri),
    mail: domainsOf(email.filter(text => !text.includes("@"))),
    mailboxes: new Set(exact.map(mailKey)),
    ip: networks,
  };
}

function domainsOf(constraints: readonly string[]): Domains {
  const lower = constraints.map(text => text.toLowerCase());
  const parents = lower.flatMap(text => (text.includes(".") ? [text.slice(text.indexOf("."))] : []));
  return { domains: new Set(lower), parents: new Set(parents) };
}

function mailKey({ local, domain }: Mailbox): string {
  return `${local}@${domain.toLowerCase()}`;
}

function containsAddress(ranges: SubtreeIndex["ip"], address: Uint8Array): boolean {
  for (const { mask, networks } of ranges.values()) {
    if (mask.length === address.length && networks.has(networkOf(address, mask))) {
      return true;
    }
  }
  return false;
}

function networkOf(address: Uint8Array, mask: Uint8Array): string {
  return toHex(address.map((byte, i) => byte & (mask[i] ?? 0)));
}

/** crypto/x509 dnsHasSuffix; an exclusion also hits a wildcard that would cover the excluded name. */
function matchesDomain({ domains, parents }: Domains, name: string, excluded: boolean): boolean {
  const given = name.toLowerCase();
  if (domains.has("") || domains.has(given)) {
    return true;
  }
  for (let dot = given.indexOf("."); dot >= 0; dot = given.indexOf(".", dot + 1)) {
    if (domains.has(given.slice(dot)) || domains.has(given.slice(dot + 1))) {
      return true;
    }
  }
  const first = given.indexOf(".");
  return excluded && given.startsWith("*") && first >= 0 && parents.has(given.slice(first));
}
