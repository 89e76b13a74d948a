/** How many characters are looked through; 200 million take a tenth of a second. */
const MOST = 200_000_000;

/**
 * Whether texts name a file or folder by the last part of its path, in linear time: each name is looked for once, and
 * where all that is too much to look through, every name counts as named.
 */
export function namedInTexts(texts: readonly string[]): (name: string) => boolean {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  const known = new Map<string, boolean>();
  return name => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const named = length * (known.size + 1) > MOST || texts.some(text => isNamed(name, text));
    known.set(name, named);
    return named;
  };
}

/** As a whole: `client-kubelet.crt` does not name `kubelet.crt`. */
function isNamed(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (!/[\w.-]/.test(text[at - 1] ?? "") && !/[\w-]/.test(text[at + name.length] ?? "")) return true;
  }
  return false;
}
