/** The 4 or 16 octets of an IP address in text form (RFC 4291 2.2), or undefined; no zone, no leading zeros. */
export function parseIpAddress(text: string): Uint8Array | undefined {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): Uint8Array | undefined {
  const parts = text.split(".");
  const isAddress =
    parts.length === 4 && parts.every(part => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return isAddress ? Uint8Array.from(parts, Number) : undefined;
}

function parseIpv6(text: string): Uint8Array | undefined {
  const halves = text.split("::");
  const [head, tail] = halves.map(octetsOf);
  if (head === undefined || halves.length > 2 || (halves.length === 2 && tail === undefined)) {
    return undefined;
  }
  if (tail === undefined) {
    return head.length === 16 ? Uint8Array.from(head) : undefined;
  }
  const gap = 16 - head.length - tail.length;
  return gap < 2 ? undefined : Uint8Array.from([...head, ...new Array<number>(gap).fill(0), ...tail]);
}

/** Groups of four hexadecimal digits, the last perhaps an IPv4 address. */
function octetsOf(half: string): readonly number[] | undefined {
  if (half === "") {
    return [];
  }
  const groups = half.split(":");
  const octets: number[] = [];
  for (const [i, group] of groups.entries()) {
    const v4 = i === groups.length - 1 && group.includes(".") ? parseIpv4(group) : undefined;
    if (v4 !== undefined) {
      octets.push(...v4);
    } else if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      octets.push(value >> 8, value & 0xff);
    } else {
      return undefined;
    }
  }
  return octets;
}
