import type { Translate } from "../message.ts";

/** How a renderer shows things to people: in which language, and files by which name. */
export interface Presentation {
  readonly translate?: Translate;
  /** A row's file as people know it; by default as it stands. */
  readonly label?: (file: string) => string;
}
