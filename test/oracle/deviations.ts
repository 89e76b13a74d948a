/**
 * Where our verdict on a kubeconfig is meant to differ from client-go's, each with its reason. A line that no longer
 * applies fails the test that reads it.
 */
export interface Deviation {
  /** The file, from the corpus's folder. */
  readonly path: string;
  /** The key of the verdict that differs. */
  readonly key: string;
  readonly reason: string;
}

export const deviations: readonly Deviation[] = [];
