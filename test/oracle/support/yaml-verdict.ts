import { createHash } from "node:crypto";
import { readYamlBytes } from "../../../src/core/yaml/index.ts";
import { writeJson } from "../../../src/core/yaml/json.ts";

/** What kubectl's reader makes of a text: its JSON, or the digest of a long one, or its error. */
export type KubectlVerdict =
  | { readonly ok: true; readonly json: string }
  | { readonly ok: true; readonly sha256: string }
  | { readonly ok: false; readonly err: string };

/** From so many characters on, aliases have made much of little, and the digest of the JSON is compared. */
const LONG = 4_000_000;

/** Our verdict on the bytes of a file: its JSON or its digest, `refused`, or what went wrong with us. */
export function ourVerdict(bytes: Uint8Array): string {
  const { root, refusal } = readYamlBytes(bytes).document;
  if (refusal !== undefined) return "refused";
  if (root === undefined) return "null";
  const json: string[] = [];
  let length = 0;
  const isShort = writeJson(root, piece => {
    json.push(piece);
    length += piece.length;
    return length <= LONG;
  });
  if (isShort) return json.join("");
  const hash = createHash("sha256");
  return writeJson(root, piece => hash.update(piece) === hash) ? `sha256 ${hash.digest("hex")}` : "no JSON";
}

/** kubectl's verdict in the same words; Go escapes for HTML what JavaScript does not. */
export function theirVerdict(verdict: KubectlVerdict): string {
  if (!verdict.ok) return "refused";
  if ("sha256" in verdict) return `sha256 ${verdict.sha256}`;
  return verdict.json.replace(
    /\\(?:u(003c|003e|0026|2028|2029|fffd)|.)/gs,
    (whole, code: string | undefined) =>
      code === undefined ? whole : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
