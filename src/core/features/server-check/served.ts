import { render, say } from "../../message.ts";
import { shown } from "../../rules/words.ts";
import { potentialIssuers, type Signed } from "../../x509/chain.ts";
import { commonName, formatName } from "../../x509/name.ts";
import type { Certificate, DistinguishedName } from "../../x509/types.ts";

/** The certificates of a server, all of them readable to Go, and whose signatures were checked. */
export interface Served {
  readonly leaf: Certificate;
  readonly intermediates: readonly Certificate[];
  readonly signed: Signed;
}

/** The last certificate on the way up from the server's own, through what it sent. */
export function topOf({ leaf, intermediates, signed }: Served): Certificate {
  const way = new Set([leaf]);
  let top = leaf;
  for (;;) {
    const next = potentialIssuers(top, intermediates).find(each => !way.has(each) && signed(top, each));
    if (next === undefined) return top;
    way.add(next);
    top = next;
  }
}

/** How people call a subject or an issuer. */
export function called(name: DistinguishedName): string {
  return shown(commonName(name) || formatName(name));
}

const MOST_NAMES = 8;

/** `a, b and c`. */
export function listed(names: readonly string[]): string {
  const all = names.map(shown);
  if (all.length > MOST_NAMES) {
    const head = all.slice(0, MOST_NAMES).join(", ");
    return render(say("{0} and {1} more", head, all.length - MOST_NAMES));
  }
  const [last = "", ...others] = all.toReversed();
  return others.length === 0 ? last : render(say("{0} and {1}", others.toReversed().join(", "), last));
}
