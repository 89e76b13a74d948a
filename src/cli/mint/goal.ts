import type { Analysis } from "../../core/analysis.ts";
import {
  clusterElsewhere,
  type EntryName,
  freeName,
  type NewEntry,
  type NewUser,
  newCluster,
  serverProblem,
  type UserAddition,
} from "../../core/edits/index.ts";
import { entryNamed } from "../../core/edits/plan.ts";
import type { KubeconfigFile } from "../../core/kubeconfig/model.ts";
import { readKubeconfig } from "../../core/kubeconfig/read.ts";
import { render, say } from "../../core/message.ts";
import type { NotDone, Result } from "../../core/result.ts";
import { shown } from "../../core/rules/words.ts";
import { decodeCertificates } from "../../core/x509/certificates.ts";
import type { SigningCa } from "../../core/x509/mint/authority.ts";
import { encodePem } from "../../core/x509/pem.ts";
import { decodeText } from "../../core/yaml/index.ts";
import { analysisFor, contextsOf } from "../context.ts";
import { absolute } from "../inputs.ts";
import type { CliWorld } from "../world.ts";
import type { ClusterWish, GoalWish, MintCommand } from "./arguments.ts";
import { bytesOf } from "./authority.ts";

/** Where a certificate and its key go, in a form that outlives the program. Paths are absolute. */
export type Goal =
  | (OwnKubeconfig & { readonly kind: "file"; readonly path: string })
  | (OwnKubeconfig & { readonly kind: "stdout" })
  | { readonly kind: "add"; readonly path: string; readonly addition: UserAddition }
  | PairGoal
  | RenewalGoal;

export interface OwnKubeconfig {
  readonly cluster: NewEntry;
  readonly wish: Omit<NewUser, "cluster">;
}

/** A key and a certificate, both PEM, which may be one file. */
export interface PairGoal {
  readonly kind: "files";
  readonly path: string;
  readonly key: string;
  readonly certificate: string;
  /** Those that are there are replaced, while they hold the certificate of this fingerprint; left out: they are new. */
  readonly old?: string;
}

/** The user whose certificate is replaced, while it is the one that was seen. */
export interface RenewalGoal {
  readonly kind: "renew";
  readonly path: string;
  readonly user: EntryName;
  /** What its `client-certificate-data` or `client-certificate` said. */
  readonly old: string;
}

type NewUserWish = Extract<MintCommand["whom"], { readonly kind: "new" }>;

/** Decide where a new user goes, before anything is made: a file that is there, or a name that is taken, is refused. */
export async function goalOf(
  whom: NewUserWish,
  kubeconfig: string | undefined,
  ca: SigningCa | undefined,
  world: CliWorld,
): Promise<Result<Goal, NotDone>> {
  const { goal, identity, namespace } = whom;
  if (goal.kind === "add") return additionOf(goal, whom, kubeconfig, ca, world);
  if (goal.kind === "files") return pairAt(absolute(goal.path, world), world);
  const path = goal.kind === "file" ? absolute(goal.path, world) : undefined;
  if (path !== undefined && (await isThere(path, world))) return taken(path);
  const cluster = await clusterFor(whom.cluster, kubeconfig, path, ca, world);
  if (!cluster.ok) return cluster;
  const context = whom.contextName ?? `${identity.user}@${cluster.value.name}`;
  const wish = { user: identity.user, context, ...(namespace !== undefined && { namespace }) };
  const own = { cluster: cluster.value, wish };
  return {
    ok: true,
    value: path === undefined ? { kind: "stdout", ...own } : { kind: "file", path, ...own },
  };
}

async function pairAt(path: string, world: CliWorld): Promise<Result<Goal, NotDone>> {
  const [key, certificate] = [`${path}.key`, `${path}.crt`];
  for (const each of [key, certificate]) if (await isThere(each, world)) return taken(each);
  return { ok: true, value: { kind: "files", path, key, certificate } };
}

async function isThere(path: string, { files }: CliWorld): Promise<boolean> {
  return (await files.read(path, 0)).kind !== "missing";
}

function taken(path: string): NotDone {
  return refused(say("{0} exists already, and is not overwritten. Choose another name.", path));
}

async function additionOf(
  goal: Extract<GoalWish, { readonly kind: "add" }>,
  { identity, namespace, contextName, cluster: wish }: NewUserWish,
  kubeconfig: string | undefined,
  ca: SigningCa | undefined,
  world: CliWorld,
): Promise<Result<Goal, NotDone>> {
  const path = absolute(goal.path, world);
  const file = await kubeconfigAt(path, world);
  if (!file.ok) return file;
  const origin = await clusterFor(wish, kubeconfig, path, ca, world);
  if (!origin.ok) return origin;
  const cluster = clusterIn(file.value, origin.value);
  const files = [file.value];
  const proposed = `${identity.user}@${cluster.name}`;
  const context = contextName ?? freeName(files, "context", proposed);
  if (entryNamed(file.value, "context", context) !== undefined) {
    return refused(
      say("{0} has a context {1} already. Choose another name by --context-name.", path, shown(context)),
    );
  }
  const addition = {
    user: freeName(files, "user", context),
    context,
    cluster: cluster.name,
    makeCurrent: goal.makeCurrent,
    ...(namespace !== undefined && { namespace }),
    ...(cluster.entry && { newCluster: cluster.entry }),
  };
  return { ok: true, value: { kind: "add", path, addition } };
}

/** What a file calls a cluster; where it has it not, the entry to add, under a name that is free. */
function clusterIn(
  file: KubeconfigFile,
  origin: NewEntry,
): { readonly name: string; readonly entry?: NewEntry } {
  const known = entryNamed(file, "cluster", origin.name);
  if (known?.kind === "cluster" && known.server?.value === origin.value["server"])
    return { name: origin.name };
  const name = freeName([file], "cluster", origin.name);
  return { name, entry: { ...origin, name } };
}

/** A kubeconfig that can be changed. */
export async function kubeconfigAt(path: string, world: CliWorld): Promise<Result<KubeconfigFile, NotDone>> {
  const bytes = await bytesOf(path, world);
  if (!bytes.ok) return bytes;
  const { text, decoding } = decodeText(bytes.value);
  const file = readKubeconfig({ id: path, path, text, decoding });
  return file.refusals.length === 0
    ? { ok: true, value: file }
    : refused(say("kubectl cannot read {0}, so nothing is added to it. Repair it first.", path));
}

/** The entry of the cluster that a user is one of. @param to the path of the file that it goes into */
async function clusterFor(
  wish: ClusterWish,
  kubeconfig: string | undefined,
  to: string | undefined,
  ca: SigningCa | undefined,
  world: CliWorld,
): Promise<Result<NewEntry, NotDone>> {
  if (wish.kind === "server") return clusterAt(wish, ca, world);
  const analysis = await analysisFor(kubeconfig, world);
  const name = contextNamed(analysis, wish.context);
  if (!name.ok) return name;
  const context = analysis.effective.contexts.get(name.value);
  if (context === undefined) return refused(say("There is no context {0}.", shown(name.value)));
  const entry = analysis.effective.clusters.get(context.cluster?.value ?? "");
  if (entry === undefined) {
    return refused(say("The cluster of the context {0} does not exist.", shown(name.value)));
  }
  const file = analysis.files.find(({ source }) => source.id === entry.source);
  const facts = analysis.clusters.get(entry);
  return { ok: true, value: clusterElsewhere({ file, entry, facts, to, style: world.style }) };
}

/** The context that is named, else the current one. */
export function contextNamed(analysis: Analysis, name: string | undefined): Result<string, NotDone> {
  const [context] = contextsOf(analysis, name === undefined ? [] : [name]);
  return context === undefined
    ? refused(say("There is no current context. Name one by --context."))
    : { ok: true, value: context };
}

/** A cluster that no kubeconfig has: verified with the CA that is named, else with the root of the one that signs. */
async function clusterAt(
  { server, authority }: Extract<ClusterWish, { readonly kind: "server" }>,
  ca: SigningCa | undefined,
  world: CliWorld,
): Promise<Result<NewEntry, NotDone>> {
  const problem = serverProblem(server);
  if (problem !== undefined) return refused(say("--server: {0}", render(problem)));
  const name = new URL(server).hostname;
  const root = ca?.chain.at(-1);
  if (authority === undefined && root !== undefined) {
    return { ok: true, value: newCluster(name, server, encodePem("CERTIFICATE", root.der)) };
  }
  const bytes = await bytesOf(authority ?? "", world);
  if (!bytes.ok) return bytes;
  const pems = decodeCertificates(bytes.value).entries.map(({ certificate }) =>
    certificate.ok ? encodePem("CERTIFICATE", certificate.value.der) : undefined,
  );
  return pems.length === 0 || pems.includes(undefined)
    ? refused(say("{0}: this is no file of CA certificates that can be read", authority ?? ""))
    : { ok: true, value: newCluster(name, server, pems.join("")) };
}

function refused(reason: NotDone["reason"]): NotDone {
  return { ok: false, reason };
}
