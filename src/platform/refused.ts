import type { Message } from "../core/message.ts";
import type { WriteResult } from "../core/ports.ts";
import { diskMessage } from "./disk.ts";
import type { Refusal } from "./replace.ts";

export function refused(reason: Message): Refusal {
  return { kind: "refused", reason };
}

/** What the disk throws is told as a refusal. */
export async function guarded(path: string, run: () => Promise<WriteResult>): Promise<WriteResult> {
  try {
    return await run();
  } catch (error) {
    return refused(diskMessage(path, error));
  }
}
