import { mkdirSync } from "node:fs";

/** A sample workspace on disk. */
export interface Sample {
  readonly folder: string;
  /** The value of KUBECONFIG that goes with it. */
  readonly kubeconfig: string;
}

export async function writeSample(folder: string): Promise<Sample> {
  mkdirSync(folder, { recursive: true });
  return { folder, kubeconfig: "" };
}
