import fc from "fast-check";

/**
 * Any character but half a surrogate pair, as a `unit` of `fc.string`. fast-check's own `binary` makes a table of
 * the million that there are first, which takes it a second.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .nat(0x10_ffff)
  .filter(code => code < 0xd800 || code > 0xdfff)
  .map(code => String.fromCodePoint(code));
