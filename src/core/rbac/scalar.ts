import { plainValue } from "../yaml/typing.ts";

/** A text as a YAML scalar that kubectl reads as that string: plain where that is certain, else in double quotes. */
export function yamlScalar(text: string): string {
  const isPlain = /^[A-Za-z][A-Za-z0-9./-]*$/.test(text) && plainValue(text).type === "string";
  return isPlain ? text : doubleQuoted(text);
}

/** JSON's escapes are YAML's too; what YAML does not print, or nobody sees, is escaped besides. */
function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu,
    character => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`,
  );
}
