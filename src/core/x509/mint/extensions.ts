import { contextTag, Tag } from "../der.ts";
import { KEY_USAGES } from "../extensions/decode.ts";
import { readPublicKey } from "../public-key.ts";
import type { CertificateExtension, KeyAlgorithm, KeyUsage } from "../types.ts";
import { bitString, element, oid, sequence, smallInteger } from "./der.ts";
import { unshared } from "./world.ts";

export const ExtensionOid = {
  subjectKeyId: "2.5.29.14",
  keyUsage: "2.5.29.15",
  altNames: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  authorityKeyId: "2.5.29.35",
  extKeyUsage: "2.5.29.37",
} as const;

/** What an end certificate may be used for. */
export type ExtendedUsage = "clientAuth" | "serverAuth";

const USAGE_OIDS = { serverAuth: "1.3.6.1.5.5.7.3.1", clientAuth: "1.3.6.1.5.5.7.3.2" } as const;
/** digitalSignature, and keyEncipherment for RSA: other keys encipher nothing (RFC 5480 3, RFC 8410 5). */
export function leafUsages({ type }: KeyAlgorithm): readonly KeyUsage[] {
  return type === "RSA" ? ["digitalSignature", "keyEncipherment"] : ["digitalSignature"];
}

export function keyUsage(usages: readonly KeyUsage[]): CertificateExtension {
  const bits = KEY_USAGES.map(usage => usages.includes(usage));
  const last = bits.lastIndexOf(true);
  // The first eight: a ninth, decipherOnly, is never asked for.
  const byte = bits.slice(0, 8).reduce((value, bit, i) => (bit ? value | (0x80 >> i) : value), 0);
  return { oid: ExtensionOid.keyUsage, critical: true, value: bitString(Uint8Array.of(byte), 7 - last) };
}

export function extKeyUsage(usages: readonly ExtendedUsage[]): CertificateExtension {
  const value = sequence(...usages.map(usage => oid(USAGE_OIDS[usage])));
  return { oid: ExtensionOid.extKeyUsage, critical: false, value };
}

const TRUE = element(Tag.boolean, Uint8Array.of(0xff));

/** CA:FALSE. */
export function notACa(): CertificateExtension {
  return { oid: ExtensionOid.basicConstraints, critical: true, value: sequence() };
}

/** CA:TRUE. @param pathLength how many CAs may stand below, at most 127; any number where absent */
export function isACa(pathLength?: number): CertificateExtension {
  const value = pathLength === undefined ? sequence(TRUE) : sequence(TRUE, smallInteger(pathLength));
  return { oid: ExtensionOid.basicConstraints, critical: true, value };
}

export function subjectKeyId(id: Uint8Array): CertificateExtension {
  return { oid: ExtensionOid.subjectKeyId, critical: false, value: element(Tag.octetString, id) };
}

export function authorityKeyId(id: Uint8Array): CertificateExtension {
  const value = sequence(element(contextTag(0, false), id));
  return { oid: ExtensionOid.authorityKeyId, critical: false, value };
}

export function subjectAltName(names: Uint8Array): CertificateExtension {
  return { oid: ExtensionOid.altNames, critical: false, value: names };
}

/** SHA-1 of the key's bits, the first method of RFC 5280 4.2.1.2: a name for the key, not a protection. */
export async function keyIdentifier(spki: Uint8Array, { subtle }: Crypto): Promise<Uint8Array> {
  return new Uint8Array(await subtle.digest("SHA-1", unshared(readPublicKey(spki).key)));
}
