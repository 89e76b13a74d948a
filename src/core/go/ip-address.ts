/** An address as Go's `netip.ParseAddr` takes it. */
export interface IpAddress {
  /** 4 of them, or 16. */
  readonly octets: Uint8Array;
  /** Whether it has a zone (`%eth0`), which only an IPv6 address may have. */
  readonly zone: boolean;
}

/** `netip.ParseAddr`: no leading zeros in an IPv4 address; undefined where Go refuses the text. */
export function parseIpAddress(text: string): IpAddress | undefined {
  const first = /[.:%]/.exec(text)?.[0];
  if (first !== ":") {
    const octets = first === "." ? ipv4Octets(text) : undefined;
    return octets && { octets, zone: false };
  }
  const percent = text.indexOf("%");
  if (percent >= 0 && percent === text.length - 1) {
    return undefined;
  }
  const octets = ipv6Octets(percent < 0 ? text : text.slice(0, percent));
  return octets && { octets, zone: percent >= 0 };
}

function ipv4Octets(text: string): Uint8Array | undefined {
  const fields = text.split(".");
  const isAddress =
    fields.length === 4 && fields.every(field => /^(0|[1-9]\d{0,2})$/.test(field) && Number(field) < 256);
  return isAddress ? Uint8Array.from(fields, Number) : undefined;
}

/** RFC 4291 2.2: groups of hexadecimal digits, `::` for one or more of zeros. */
function ipv6Octets(text: string): Uint8Array | undefined {
  const halves = text.split("::");
  if (halves.length > 2) {
    return undefined;
  }
  const [head, tail] = halves.map((half, i) => groupOctets(half, i === halves.length - 1));
  if (head === undefined || (halves.length === 2 && tail === undefined)) {
    return undefined;
  }
  const gap = 16 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? gap !== 0 : gap < 2) {
    return undefined;
  }
  return Uint8Array.from([...head, ...new Array<number>(gap).fill(0), ...(tail ?? [])]);
}

/** @param last whether an IPv4 address may end it */
function groupOctets(half: string, last: boolean): readonly number[] | undefined {
  const groups = half === "" ? [] : half.split(":");
  const octets: number[] = [];
  for (const [i, group] of groups.entries()) {
    const v4 = last && i === groups.length - 1 ? ipv4Octets(group) : undefined;
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

/** The address in `bytes` (4 or 16 of them) as Go's `net.IP.String` prints it: an IPv4-mapped one as IPv4. */
export function formatIpAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) {
    return bytes.join(".");
  }
  const mapped = bytes.every((byte, i) => i >= 12 || byte === (i < 10 ? 0 : 0xff));
  return mapped ? bytes.subarray(12).join(".") : formatIpv6(bytes);
}

/** RFC 5952: lower case, the first longest run of two or more zero groups shortened. */
function formatIpv6(bytes: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  let run = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (groups[start + length] === 0) {
      length++;
    }
    if (length > run.length) {
      run = { start, length };
    }
  }
  const hex = groups.map(group => group.toString(16));
  if (run.start < 0) {
    return hex.join(":");
  }
  return `${hex.slice(0, run.start).join(":")}::${hex.slice(run.start + run.length).join(":")}`;
}
