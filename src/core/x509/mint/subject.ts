import { Tag } from "../der.ts";
import { UID_OID } from "../name.ts";
import { directoryString, element, oid, sequence } from "./der.ts";
import type { ClientIdentity } from "./identity.ts";

const COMMON_NAME = "2.5.4.3";
const ORGANIZATION = "2.5.4.10";

/**
 * The DER of a client's subject: one RelativeDistinguishedName for each group, then the user, then the UID. Go puts
 * all organizations into one; the API server reads both alike, and openssl and zlint prefer it so.
 */
export function clientSubject({ user, groups, uid }: ClientIdentity): Uint8Array {
  return subject([
    ...[...new Set(groups)].map(group => [ORGANIZATION, group] as const),
    [COMMON_NAME, user],
    ...(uid === undefined ? [] : [[UID_OID, uid] as const]),
  ]);
}

/** The DER of a name with one attribute in each RelativeDistinguishedName. */
function subject(attributes: readonly (readonly [type: string, value: string])[]): Uint8Array {
  return sequence(
    ...attributes.map(([type, value]) => element(Tag.set, sequence(oid(type), directoryString(value)))),
  );
}
