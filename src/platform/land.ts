import { createWhole } from "./create.ts";
import { type Found, type Refusal, replaceWhole } from "./replace.ts";
import type { WriterWorld } from "./writer-world.ts";

/** Put bytes where a file was found, or none was. @returns `changed` when it is another by now */
export async function land(
  path: string,
  target: string,
  found: Exclude<Found, { readonly kind: "refused" }>,
  bytes: Uint8Array,
  { disk, clock }: WriterWorld,
): Promise<"done" | "changed" | Refusal> {
  if (found.kind === "file") return replaceWhole(path, target, found, bytes, disk, clock);
  const created = await createWhole(target, bytes, disk);
  if (created.kind === "refused") return created.exists ? "changed" : created;
  return "done";
}
