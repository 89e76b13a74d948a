import { authorityCases } from "./authorities.ts";
import type { RuleCase } from "./case.ts";
import { certificateCases } from "./certificates.ts";
import { chainCases } from "./chains.ts";
import { clusterCases } from "./cluster.ts";
import { fileCases } from "./file.ts";
import { keyCases } from "./keys.ts";
import { namedFileCases } from "./named-files.ts";
import { makePki } from "./pki.ts";
import { referenceCases } from "./references.ts";
import { tokenCases } from "./tokens.ts";
import { userCases } from "./user.ts";

/** The cases of every topic, by its name. */
export async function allCases(): Promise<Readonly<Record<string, readonly RuleCase[]>>> {
  const pki = await makePki();
  return {
    file: fileCases,
    references: referenceCases,
    cluster: clusterCases,
    user: userCases,
    tokens: tokenCases,
    "named files": namedFileCases,
    certificates: await certificateCases(pki),
    "chains of client certificates": await chainCases(pki),
    keys: await keyCases(pki),
    authorities: await authorityCases(pki),
  };
}
