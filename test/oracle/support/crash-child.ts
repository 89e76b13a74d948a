/**
 * Writes a file until it is killed: `node crash-child.ts PATH [STEP]` says "ready" and goes on writing, or kills itself
 * before that step of its first write. It breaks the lock that the one killed before it has left.
 */
import { promises } from "node:fs";
import { nodeWriter } from "../../../src/platform/write.ts";
import { faultyDisk, worldOf } from "../../unit/platform/support.ts";

const [path = "", step] = process.argv.slice(2);

/** A line that says how long the text is, so that anything but a whole text shows. */
function textOf(round: number): string {
  const body = `${"x".repeat(60)}\n`.repeat(200 + (round % 7) * 400);
  return `length ${body.length}\n${body}`;
}

let steps = 0;
const disk =
  step === undefined
    ? promises
    : faultyDisk(() => {
        if (steps++ === Number(step)) process.kill(process.pid, "SIGKILL");
      });
const writer = nodeWriter(worldOf(disk));
process.stdout.write("ready\n");
for (let round = 0; ; round++) {
  const result = await writer.rewrite(path, () => ({ ok: true, text: textOf(round) }), {
    onHeldLock: () => Promise.resolve(true),
  });
  if (result.kind === "refused") throw new Error(JSON.stringify(result.reason));
  if (step !== undefined) break;
}
