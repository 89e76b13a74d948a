import { utf8Bytes } from "../../bytes/bytes.ts";
import { parseIpAddress } from "../../go/ip-address.ts";
import type { Result } from "../../result.ts";
import { DerReader, Tag } from "../der.ts";
import { NameTag } from "../san.ts";
import type { SubjectAltName } from "../types.ts";
import { element, sequence } from "./der.ts";
import { failure } from "./failure.ts";

/** A name a server answers to. */
export interface ServerName {
  readonly type: "dns" | "ip";
  readonly value: string;
}

const LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
const HOST_NAME = new RegExp(`^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*$`);

/** Whether a text is a host name as a certificate may carry it: ASCII labels, perhaps a `*` as the first. */
export function isHostName(text: string): boolean {
  return text.length <= 253 && HOST_NAME.test(text);
}

/**
 * Read a list as make-ca-cert.sh and openssl take it, `IP:10.0.0.1,DNS:kubernetes.default`, separated by commas or
 * spaces; without a prefix an address is an address and the rest a host name. Code of a failure: `server-name`.
 */
export function parseServerNames(text: string): Result<readonly ServerName[]> {
  const names: ServerName[] = [];
  for (const item of text.split(/[\s,]+/).filter(part => part !== "")) {
    const [, prefix = "", value = ""] = /^(?:(IP|DNS):)?(.*)$/i.exec(item) ?? [];
    const type = prefix === "" ? (parseIpAddress(value) === undefined ? "dns" : "ip") : prefix.toLowerCase();
    if (type === "ip" ? parseIpAddress(value) === undefined : !isHostName(value)) {
      return type === "ip"
        ? failure("server-name", "{0} is not an IP address.", value)
        : failure("server-name", "{0} is not a host name. Write other alphabets in their xn-- form.", value);
    }
    const name: ServerName = { type: type === "ip" ? "ip" : "dns", value };
    if (!names.some(each => each.type === name.type && each.value === name.value)) {
      names.push(name);
    }
  }
  return names.length === 0
    ? failure(
        "server-name",
        "A server certificate needs at least one name or address: clients ignore the common name.",
      )
    : { ok: true, value: names };
}

/** The names by which pods reach the API server (kubeadm pkg/util/pkiutil GetAPIServerAltNames). */
export function kubernetesServiceNames(clusterDomain = "cluster.local"): readonly ServerName[] {
  const names = ["kubernetes", "kubernetes.default", "kubernetes.default.svc"];
  return [...names, `kubernetes.default.svc.${clusterDomain}`].map(value => ({ type: "dns", value }));
}

/** The GeneralNames of a subjectAltName extension (RFC 5280 4.2.1.6). */
export function altNames(names: readonly ServerName[]): Uint8Array {
  return sequence(
    ...names.map(({ type, value }) =>
      type === "ip"
        ? element(NameTag.ip, parseIpAddress(value)?.octets ?? new Uint8Array(0))
        : element(NameTag.dns, utf8Bytes(value)),
    ),
  );
}

/**
 * Whether a name that somebody asks for may stand in a certificate: a host name, an address, or a mail address or URI
 * that can be read. What holds a zero or a space would look like another name somewhere.
 */
export function isSafeName(name: SubjectAltName): boolean {
  switch (name.type) {
    case "dns":
      return isHostName(name.value);
    case "ip":
      return true;
    case "email":
    case "uri":
      return /^[\x21-\x7e]+$/.test(name.value);
    case "other":
      return false;
  }
}

/** The GeneralNames that are safe, byte for byte; undefined when none is. @param names what stands in `value` */
export function safeAltNames(value: Uint8Array, names: readonly SubjectAltName[]): Uint8Array | undefined {
  const reader = new DerReader(value).enter(Tag.sequence);
  const kept: Uint8Array[] = [];
  for (const name of names) {
    const element = reader?.element();
    if (element === undefined) {
      return undefined;
    }
    if (isSafeName(name)) {
      kept.push(element);
    }
  }
  return kept.length === 0 ? undefined : sequence(...kept);
}
