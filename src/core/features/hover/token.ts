import type { Block } from "./blocks.ts";
import type { Target } from "./target.ts";
export function tokenBlocks(_: Target): Block[] {
  return [];
}
export function tokenFileBlocks(_: Target): Block[] {
  return [];
}
