import { factsOfManifests } from "../../src/core/gather-manifests.ts";
import { buildReport } from "../../src/core/report/build.ts";
import { OPTIONS } from "../unit/pki/support.ts";
import { memoryWorld } from "./memory-folder.ts";

/** What is found out about a text of manifests. */
export const factsOf = (text: string) => factsOfManifests("m.yaml", text, memoryWorld({}), OPTIONS);

/** The rows of the report on the kubeconfigs in it. */
export async function rowsOf(text: string) {
  const { embedded } = await factsOf(text);
  return buildReport({ analyses: [], folders: [], embedded }, { ...OPTIONS, ...OPTIONS.thresholds }).rows;
}

/** Its findings, each with how its place begins. */
export async function foundIn(text: string): Promise<readonly string[]> {
  const { findings } = await factsOf(text);
  return findings.map(({ code, span }) => `${code} ${text.slice(span.start, span.end).slice(0, 24)}`);
}

export const indented = (text: string, by: string) => text.trimEnd().replaceAll(/^/gm, by);

/** A ConfigMap with one value, as a block of text. */
export const configMap = (text: string, key = "kubeconfig") =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  ${key}: |\n${indented(text, "    ")}\n`;

/** A cluster of Argo CD's, its config as a block of JSON. */
export const argo = (config: object | string, server = "https://10.0.0.5:6443") => {
  const text = typeof config === "string" ? config : JSON.stringify(config, undefined, 2);
  return `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  labels: {argocd.argoproj.io/secret-type: cluster}\nstringData:\n  name: main\n  server: ${server}\n  config: |\n${indented(text, "    ")}\n`;
};
