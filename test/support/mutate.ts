/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Change a few bytes: flip, overwrite, insert, delete, repeat, cut. */
export function mutateBytes(bytes: Uint8Array, random: () => number, alphabet?: string): Uint8Array {
  let out = Array.from(bytes);
  const below = (n: number) => Math.floor(random() * n);
  const anyByte = () => (alphabet === undefined ? below(256) : alphabet.charCodeAt(below(alphabet.length)));
  for (let times = 1 + below(3); times > 0; times--) {
    const at = below(out.length + 1);
    switch (below(6)) {
      case 0:
        out[at] = (out[at] ?? 0) ^ (1 << below(8));
        break;
      case 1:
        out[at] = anyByte();
        break;
      case 2:
        out.splice(at, 0, anyByte());
        break;
      case 3:
        out.splice(at, 1 + below(3));
        break;
      case 4:
        out.splice(at, 0, ...out.slice(at, at + 1 + below(40)));
        break;
      default:
        out = below(8) === 0 ? out.slice(0, at) : out;
    }
  }
  return Uint8Array.from(out, byte => byte ?? 0);
}

interface Node {
  tag: number;
  /** Bytes that stand before the children: the unused bits of a BIT STRING. */
  prefix: number[];
  content: number[] | Node[];
}

/** Change the tree of a DER value and write the lengths anew, so that what is wrong lies deep. */
export function mutateDer(der: Uint8Array, random: () => number): Uint8Array {
  const nodes = parse(Array.from(der)) ?? [];
  for (let times = 1 + Math.floor(random() * 2); times > 0; times--) {
    mutateTree(nodes, random);
  }
  return Uint8Array.from(nodes.flatMap(encode));
}

function mutateTree(roots: Node[], random: () => number): void {
  const places = [...allPlaces(roots)];
  const place = places[Math.floor(random() * places.length)];
  if (place === undefined) {
    return;
  }
  const { list, index } = place;
  const node = list[index];
  if (node === undefined) {
    return;
  }
  const below = (n: number) => Math.floor(random() * n);
  switch (below(7)) {
    case 0:
      node.tag = TAGS[below(TAGS.length)] ?? 0;
      break;
    case 1:
      list.splice(index, 1);
      break;
    case 2:
      list.splice(index, 0, structuredClone(node));
      break;
    case 3:
      list.push(...list.splice(index, 1));
      break;
    default:
      mutateContent(node, random);
  }
}

const TAGS = [
  1, 2, 3, 4, 5, 6, 10, 12, 18, 19, 20, 22, 23, 24, 30, 31, 0x30, 0x31, 0x80, 0x81, 0x82, 0x86, 0x87, 0xa0,
  0xa1, 0xa2, 0xa3, 0xa4,
];
const BYTES = [
  0, 1, 0x7f, 0x80, 0xff, 0x2e, 0x40, 0x2a, 0x20, 0x2b, 0x2d, 0x30, 0x39, 0x5a, 0x3a, 0x2f, 0x25, 0x5b,
];

function mutateContent(node: Node, random: () => number): void {
  const below = (n: number) => Math.floor(random() * n);
  const bytes = encodeContent(node);
  const byte = () => (below(2) === 0 ? (BYTES[below(BYTES.length)] ?? 0) : below(256));
  const at = below(bytes.length + 1);
  switch (below(5)) {
    case 0:
      bytes.splice(at, 1);
      break;
    case 1:
      bytes.splice(at, 0, byte());
      break;
    case 2:
      bytes.splice(0, bytes.length);
      break;
    case 3:
      bytes.unshift(byte());
      break;
    default:
      if (at < bytes.length) bytes[at] = byte();
  }
  node.prefix = [];
  node.content = bytes;
}

function* allPlaces(list: Node[]): Iterable<{ list: Node[]; index: number }> {
  for (const [index, node] of list.entries()) {
    yield { list, index };
    if (isNodes(node.content)) {
      yield* allPlaces(node.content);
    }
  }
}

function isNodes(content: number[] | Node[]): content is Node[] {
  return typeof content[0] === "object";
}

function parse(bytes: number[]): Node[] | undefined {
  const nodes: Node[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0;
    let length = bytes[at + 1] ?? 0;
    let start = at + 2;
    if (length >= 0x80) {
      const count = length & 0x7f;
      length = bytes.slice(start, start + count).reduce((sum, byte) => sum * 256 + byte, 0);
      start += count;
    }
    if ((tag & 0x1f) === 0x1f || start + length > bytes.length) {
      return undefined;
    }
    const content = bytes.slice(start, start + length);
    const prefix = tag === 3 && content[0] === 0 ? [0] : [];
    const inner = tag & 0x20 || tag === 3 || tag === 4 ? parse(content.slice(prefix.length)) : undefined;
    nodes.push(
      inner !== undefined && inner.length > 0
        ? { tag, prefix, content: inner }
        : { tag, prefix: [], content },
    );
    at = start + length;
  }
  return nodes;
}

function encode(node: Node): number[] {
  const content = encodeContent(node);
  return [node.tag, ...encodeLength(content.length), ...content];
}

function encodeContent(node: Node): number[] {
  return [...node.prefix, ...(isNodes(node.content) ? node.content.flatMap(encode) : node.content)];
}

function encodeLength(length: number): number[] {
  if (length < 0x80) {
    return [length];
  }
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) {
    bytes.unshift(rest % 256);
  }
  return [0x80 | bytes.length, ...bytes];
}
