/**
 * Writes the sample workspace: kubeconfigs of every kind, with certificates made now so that each is as
 * far from its end as it says. Run alone: `node sample/generate.ts FOLDER`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import type { Files } from "./files.ts";
import { fleet } from "./fleet.ts";
import { kubeadm } from "./kubeadm.ts";
import { others } from "./others.ts";

/** A sample workspace on disk. */
export interface Sample {
  readonly folder: string;
  /** The value of KUBECONFIG that goes with it: two files that share a user, and one that is missing. */
  readonly kubeconfig: string;
}

/** Write the sample into `folder`, certificates counted from `now`. Files that hold keys get mode 0600. */
export async function writeSample(folder: string, now: Date = new Date()): Promise<Sample> {
  const files: Files = { ...(await fleet(now)), ...(await kubeadm(now)), ...(await others(now)) };
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode: /\.(crt|pub|md)$/.test(name) ? 0o644 : 0o600 });
  }
  const members = ["fleet.kubeconfig", "team.kubeconfig", "missing.kubeconfig"];
  return { folder, kubeconfig: members.map(name => join(folder, name)).join(delimiter) };
}

if (import.meta.main) {
  const { folder, kubeconfig } = await writeSample(resolve(process.argv[2] ?? "sample-workspace"));
  console.log(`Wrote ${folder}\nKUBECONFIG=${kubeconfig}`);
}
