/** Whether Go's `netip.ParseAddr` accepts the text, and what it is. A zone (`%eth0`) is allowed for IPv6. */
export function parseIpAddress(text: string): { readonly family: 4 | 6; readonly zone: boolean } | undefined {
  const first = /[.:%]/.exec(text)?.[0];
  if (first === ".") {
    return isIpv4(text) ? { family: 4, zone: false } : undefined;
  }
  if (first !== ":") {
    return undefined;
  }
  const percent = text.indexOf("%");
  if (percent >= 0 && percent === text.length - 1) {
    return undefined;
  }
  const address = percent < 0 ? text : text.slice(0, percent);
  return isIpv6(address) ? { family: 6, zone: percent >= 0 } : undefined;
}

function isIpv4(text: string): boolean {
  const fields = text.split(".");
  return (
    fields.length === 4 && fields.every(field => /^(0|[1-9]\d{0,2})$/.test(field) && Number(field) < 256)
  );
}

function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) {
    return false;
  }
  const groups = halves.map(half => (half === "" ? [] : half.split(":")));
  const all = groups.flat();
  const last = all.at(-1) ?? "";
  const endsInIpv4 = last.includes(".") && text.endsWith(last);
  const count = all.length + (endsInIpv4 ? 1 : 0);
  if (halves.length === 1 ? count !== 8 : count > 7) {
    return false;
  }
  return all.every((group, i) =>
    endsInIpv4 && i === all.length - 1 ? isIpv4(group) : /^[0-9a-fA-F]{1,4}$/.test(group),
  );
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
