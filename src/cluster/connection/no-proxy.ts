import { parseIpAddress } from "../../core/go/ip-address.ts";
import { asciiName } from "./endpoint.ts";
import type { Endpoint } from "./model.ts";

/** Whether a server is reached without the proxy of the environment (golang.org/x/net/http/httpproxy, useProxy). */
export function isExempt({ host, port }: Endpoint, noProxy: string): boolean {
  const address = parseIpAddress(host)?.octets;
  if (host === "localhost" || (address !== undefined && isLoopback(address))) return true;
  const dialled: Dialled = {
    name: host.toLowerCase(),
    address: address && short(address),
    port: String(port),
  };
  return noProxy.split(",").some(entry => {
    const rule = entry.trim().toLowerCase();
    return rule === "*" || (rule !== "" && matches(rule, dialled));
  });
}

interface Dialled {
  readonly name: string;
  /** Absent for a name. */
  readonly address: Uint8Array | undefined;
  readonly port: string;
}

function matches(rule: string, { name, address, port }: Dialled): boolean {
  const network = networkOf(rule);
  if (network !== undefined) return address !== undefined && isWithin(address, network);
  const { host, port: only } = splitHostPort(rule) ?? { host: rule, port: "" };
  if (host === "" || (only !== "" && only !== port)) return false;
  const listed = parseIpAddress(host);
  if (listed !== undefined && !listed.zone) {
    return address !== undefined && Buffer.compare(short(listed.octets), address) === 0;
  }
  if (address !== undefined) return false;
  const domain = asciiName(host.startsWith("*.") ? host.slice(1) : host);
  return domain.startsWith(".") ? name.endsWith(domain) : name === domain || name.endsWith(`.${domain}`);
}

/** net.SplitHostPort; undefined where it gives an error. */
function splitHostPort(text: string): { readonly host: string; readonly port: string } | undefined {
  const [, bracketed, plain, port = ""] = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  return host === undefined ? undefined : { host, port };
}

interface Network {
  readonly base: Uint8Array;
  readonly bits: number;
}

/** net.ParseCIDR. */
function networkOf(rule: string): Network | undefined {
  const [, text, digits] = /^([^/]*)\/(\d+)$/.exec(rule) ?? [];
  const address = parseIpAddress(text ?? "");
  const bits = Number(digits);
  if (address === undefined || address.zone || bits > address.octets.length * 8) return undefined;
  const base = masked(address.octets, bits);
  const narrow = short(base);
  return { base: narrow, bits: Math.max(0, bits - 8 * (base.length - narrow.length)) };
}

function isWithin(address: Uint8Array, { base, bits }: Network): boolean {
  return address.length === base.length && Buffer.compare(masked(address, bits), masked(base, bits)) === 0;
}

function masked(octets: Uint8Array, bits: number): Uint8Array {
  return octets.map((octet, index) => octet & (0xff00 >> Math.min(8, Math.max(0, bits - 8 * index))));
}

function isLoopback(octets: Uint8Array): boolean {
  const narrow = short(octets);
  if (narrow.length === 4) return narrow[0] === 127;
  return narrow.every((octet, index) => octet === (index === 15 ? 1 : 0));
}

/** An IPv4 address in an IPv6 one in its four bytes, as Go's To4 gives it. */
function short(octets: Uint8Array): Uint8Array {
  const isMapped =
    octets.length === 16 && octets.subarray(0, 12).every((o, at) => o === (at < 10 ? 0 : 0xff));
  return isMapped ? octets.subarray(12) : octets;
}
