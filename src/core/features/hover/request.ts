import type { Block } from "./blocks.ts";
export function csrBlocks(_: Uint8Array | string): Block[] {
  return [];
}
