import type { Disk } from "./disk.ts";
import type { Clock } from "./lock.ts";

/** What writing needs of a machine. */
export interface WriterWorld {
  readonly disk: Disk;
  readonly clock: Clock;
}
