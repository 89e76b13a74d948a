import type { Platform } from "../../core/ports.ts";
import type { MintWorld } from "../../core/x509/mint/world.ts";
import { runBundle } from "./run-bundle.ts";

export type Signing = typeof import("../../core/x509/signing.ts");

/** What makes keys and certificates: a bundle of its own, read when somebody first makes one. */
export async function signing(): Promise<Signing> {
  return typeof process === "undefined"
    ? await runBundle<Signing>("signing")
    : import("../../core/x509/signing.ts");
}

export function mintWorld(platform: Pick<Platform, "now">): MintWorld {
  return { now: platform.now(), crypto: globalThis.crypto };
}
