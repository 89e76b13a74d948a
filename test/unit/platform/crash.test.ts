import { strict as assert } from "node:assert";
import {
  existsSync,
  type promises,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { nodeWriter } from "../../../src/platform/write.ts";
import { type Call, faultyDisk, temporaryFolder, worldOf } from "./support.ts";

/** `CRASH_ROUNDS=…` makes a longer run. */
const rounds = Number(process.env["CRASH_ROUNDS"] ?? 1);

const OLD = `old ${"o".repeat(9_000)}`;
const NEW = `new ${"n".repeat(20_000)}`;

interface Death {
  /** The number of the step that is not taken any more. */
  readonly at: number;
  /** How much of a write has reached the disk by then: from 0 to 1. */
  readonly written: number;
}

type Write = (writer: ReturnType<typeof nodeWriter>, path: string) => Promise<unknown>;

/**
 * Take the steps of a write up to one of them, and no more: what the disk holds is then what a killed process leaves.
 * @returns the steps that were taken, and whether the end was reached
 */
async function dieAt(path: string, death: Death, write: Write) {
  const open = new Set<promises.FileHandle>();
  const steps: string[] = [];
  let die: () => void = () => undefined;
  const dead = new Promise<"dead">(resolve => {
    die = () => resolve("dead");
  });
  const disk = faultyDisk(async (step, _, call) => {
    if (isHandle(call.on)) open.add(call.on);
    steps.push(step);
    if (steps.length <= death.at) return step === "file.sync" ? "skip" : undefined;
    if (steps.length === death.at + 1) await writePart(step, call, death.written);
    die();
    return new Promise<undefined>(() => undefined);
  });
  const end = write(nodeWriter(worldOf(disk)), path).then(() => "done" as const);
  const outcome = await Promise.race([dead, end]);
  for (const handle of open) await handle.close().catch(() => undefined);
  return { outcome, steps };
}

function isHandle(value: object): value is promises.FileHandle {
  return "fd" in value;
}

async function writePart(step: string, { on, args }: Call, share: number): Promise<void> {
  const [bytes] = args;
  if (step !== "file.writeFile" || !isHandle(on) || !(bytes instanceof Uint8Array)) return;
  await on.write(bytes, 0, Math.floor(bytes.length * share));
}

/** Only a power failure could tell whether a file was synced, which takes most of the time. */
describe("a write that is killed", function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder.path, name);

  const rewrite: Write = (writer, path) => writer.rewrite(path, () => ({ ok: true, text: NEW }));
  const create: Write = (writer, path) => writer.create(path, NEW);
  const replace: Write = (writer, path) => writer.replace(path, NEW);

  const cases: readonly (readonly [what: string, write: Write, before: string | undefined, link: boolean])[] =
    [
      ["in the place of a file", rewrite, OLD, false],
      ["behind a link", rewrite, OLD, true],
      ["where there was no file", rewrite, undefined, false],
      ["of a new key", create, undefined, false],
      ["of a certificate", replace, OLD, false],
    ];

  for (const [what, write, before, link] of cases) {
    it(`${what} leaves the old or the new one whole, at every step`, async () => {
      const seen = new Set<string>();
      let deaths = 0;
      for (let step = 0, round = 0; ; step++) {
        const isOver = await atStep(step, write, before, link, content => {
          seen.add(content === undefined ? "missing" : content.slice(0, 3));
          deaths += 1;
        });
        if (!isOver) continue;
        if (++round >= rounds) break;
        step = -1;
      }
      assert.deepEqual([...seen].sort(), ["new", before === undefined ? "missing" : "old"].sort());
      assert.ok(deaths > 10, `${deaths}`);
    });
  }

  async function atStep(
    step: number,
    write: Write,
    before: string | undefined,
    link: boolean,
    look: (content: string | undefined) => void,
  ): Promise<boolean> {
    // How much was written makes a difference only where writing is what was cut short.
    for (const written of [0, 0.3, 1]) {
      const path = prepare(before, link);
      const { outcome, steps } = await dieAt(path, { at: step, written }, write);
      if (outcome === "done") return true;
      const content = existsSync(path) ? readFileSync(path, "utf8") : undefined;
      assert.ok([before, NEW].includes(content), `after ${steps.join()}: ${content?.slice(0, 20)}`);
      if (content !== undefined) assert.equal(statSync(path).mode & 0o777, 0o600);
      look(content);
      await writeAgain(path, link);
      if (steps.at(-1) !== "file.writeFile") break;
    }
    return false;
  }

  function prepare(before: string | undefined, link: boolean): string {
    for (const name of folder.list()) unlinkSync(at(name));
    const real = at(link ? "real" : "config");
    if (before !== undefined) writeFileSync(real, before, { mode: 0o600 });
    if (link) symlinkSync("real", at("config"));
    return at("config");
  }

  /** The next write works once the lock of the dead one is broken, and nothing of the dead one is left. */
  async function writeAgain(path: string, link: boolean): Promise<void> {
    const writer = nodeWriter(worldOf(faultyDisk(step => (step === "file.sync" ? "skip" : undefined))));
    const again = await writer.rewrite(path, () => ({ ok: true, text: "again" }), {
      onHeldLock: () => Promise.resolve(true),
    });
    assert.equal(again.kind, "written");
    assert.deepEqual(
      [readFileSync(path, "utf8"), folder.list()],
      ["again", link ? ["config", "real"] : ["config"]],
    );
  }
});
