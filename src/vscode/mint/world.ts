import type { Platform } from "../../core/ports.ts";
import type { MintWorld } from "../../core/x509/mint/world.ts";

/** What makes keys and certificates: a bundle of its own, read when somebody first makes one. */
export function signing() {
  return import("../../core/x509/signing.ts");
}

export function mintWorld(platform: Pick<Platform, "now">): MintWorld {
  return { now: platform.now(), crypto: globalThis.crypto };
}
