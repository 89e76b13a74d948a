import { readYamlBytes } from "../../../src/core/yaml/index.ts";
import { toJson } from "../../../src/core/yaml/json.ts";

/** What kubectl's reader makes of a text: its JSON, or its error. */
export type KubectlVerdict =
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly err: string };

/** Our verdict on the bytes of a file: its JSON, `refused`, or what went wrong with us. */
export function ourVerdict(bytes: Uint8Array): string {
  const { root, refusal } = readYamlBytes(bytes).document;
  if (refusal !== undefined) return "refused";
  return root === undefined ? "null" : (toJson(root) ?? "no JSON");
}

/** kubectl's verdict in the same words; Go escapes for HTML what JavaScript does not. */
export function theirVerdict(verdict: KubectlVerdict): string {
  if (!verdict.ok) return "refused";
  return verdict.json.replace(
    /\\(?:u(003c|003e|0026|2028|2029|fffd)|.)/gs,
    (whole, code: string | undefined) =>
      code === undefined ? whole : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
