/** A family of hostile inputs that grows with a size. */
export interface Shape {
  readonly name: string;
  /** What it is fed to: a kubeconfig's text, the bytes of a certificate or key file, DER, a token. */
  readonly entry: "kubeconfig" | "bytes" | "der" | "token";
  /** About `size` characters or bytes. */
  readonly make: (size: number) => string | Uint8Array;
  /** The largest size that this entry is ever given. Default: the cap of a file. */
  readonly most?: number;
}

/** A text of one part again and again, `size` characters long. */
export function fill(part: string, size: number): string {
  return part.repeat(Math.max(1, Math.floor(size / part.length)));
}

/** Numbered parts, until `size` characters are there. */
export function numbered(part: (index: number) => string, size: number): string {
  const parts: string[] = [];
  for (let length = 0, index = 0; length < size; index++) {
    const next = part(index);
    parts.push(next);
    length += next.length;
  }
  return parts.join("");
}

export const HEAD = "apiVersion: v1\nkind: Config\ncurrent-context: ctx-0\n";
