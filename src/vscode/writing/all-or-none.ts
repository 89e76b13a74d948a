/** One of several changes that are made all or none. */
export interface UndoableChange {
  /** What a person knows the changed file by. */
  readonly place: string;
  /** @throws Error that says why it cannot be taken back */
  readonly takeBack: () => Promise<void>;
}

/** A change that stays as it was made, and why. */
export interface NotUndone {
  readonly place: string;
  readonly error: unknown;
}

export interface TakenBack {
  readonly back: readonly string[];
  readonly stuck: readonly NotUndone[];
}

/** Take changes back, the last first, and every one that can be. @param made in the order in which they were made */
export async function takeBackAll(made: readonly UndoableChange[]): Promise<TakenBack> {
  const back: string[] = [];
  const stuck: NotUndone[] = [];
  for (const { place, takeBack } of made.toReversed()) {
    try {
      await takeBack();
      back.push(place);
    } catch (error) {
      stuck.push({ place, error });
    }
  }
  return { back, stuck };
}
