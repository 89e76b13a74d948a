import { encodeBase64 } from "../bytes/base64.ts";
import { utf8Bytes } from "../bytes/bytes.ts";
import type { ClusterFacts } from "../kubeconfig/facts-model.ts";
import type { ClusterEntry, KubeconfigFile } from "../kubeconfig/model.ts";
import { type Message, say } from "../message.ts";
import type { PathStyle } from "../ports.ts";
import { encodePem } from "../x509/pem.ts";
import { addEntries, type NewEntry } from "./add.ts";
import type { JsonMap } from "./change.ts";
import { credentialFields, type NewCredential } from "./credential.ts";
import { newFileText } from "./extract.ts";
import { useContext } from "./fields.ts";
import type { Plan } from "./plan.ts";
import { entryValue, movedTo } from "./values.ts";

/** A user, and the context by which kubectl uses it. */
export interface NewUser {
  readonly user: string;
  readonly context: string;
  /** The name of the cluster. */
  readonly cluster: string;
  /** That of the context; none where absent. */
  readonly namespace?: string;
}

/** A cluster of a configuration, and where a copy of its entry is to stand. */
export interface ClusterOrigin {
  readonly file: KubeconfigFile | undefined;
  readonly entry: ClusterEntry;
  readonly facts: ClusterFacts | undefined;
  /** Where the new file is to stand; unknown: paths become absolute. */
  readonly to: string | undefined;
  readonly style: PathStyle;
}

/** A cluster as a file of its own holds it: the CA embedded, other paths written for the new place. */
export function clusterElsewhere({ file, entry, facts, to, style }: ClusterOrigin): NewEntry {
  const value: JsonMap = file ? movedTo(entryValue(file, entry), file.source.path, to, style) : {};
  const pem = caOf(facts);
  if (pem === undefined) return { kind: "cluster", name: entry.name, value };
  const { "certificate-authority": _, ...rest } = value;
  return { kind: "cluster", name: entry.name, value: { ...rest, ...caData(pem) } };
}

/** Of a CA in a file that was read; what is embedded already stays as it is. */
function caOf(facts: ClusterFacts | undefined): string | undefined {
  if (facts?.ca?.from !== "file") return undefined;
  const certificates = facts.ca.content?.certificates ?? [];
  const pems = certificates.map(item =>
    item.ok ? encodePem("CERTIFICATE", item.certificate.der) : undefined,
  );
  return pems.length === 0 || pems.includes(undefined) ? undefined : pems.join("");
}

/** A cluster that nobody has a kubeconfig for yet. @param caPem what its server is verified with */
export function newCluster(name: string, server: string, caPem: string): NewEntry {
  return { kind: "cluster", name, value: { ...caData(caPem), server } };
}

function caData(pem: string): JsonMap {
  return { "certificate-authority-data": encodeBase64(utf8Bytes(pem)) };
}

/** Why a text is not the address of an API server; nothing when it is. */
export function serverProblem(text: string): Message | undefined {
  const url = URL.parse(text);
  if (url?.protocol !== "https:" || url.hostname === "") {
    return say("Type the address of the API server, such as https://192.0.2.10:6443.");
  }
  return url.username || url.password || url.search || url.hash
    ? say("Only the address belongs here: https://, the host, the port and a path.")
    : undefined;
}

/** The text of a kubeconfig for one user of one cluster. Holds its secret. */
export function kubeconfigOfUser(
  cluster: NewEntry,
  wish: Omit<NewUser, "cluster">,
  credential: NewCredential,
): string {
  const entries = userEntries({ ...wish, cluster: cluster.name }, credential);
  return newFileText([cluster, ...entries], wish.context);
}

/** What a user is added to, and whether kubectl is to use it from then on. */
export interface UserAddition extends NewUser {
  /** The cluster too, where the file has none of the name. */
  readonly newCluster?: NewEntry;
  readonly makeCurrent: boolean;
}

/**
 * Add a user and its context to one file; kubectl's current context is changed where it stands.
 * @param files all of the configuration
 */
export function addUser(
  file: KubeconfigFile,
  files: readonly KubeconfigFile[],
  { newCluster: cluster, makeCurrent, ...wish }: UserAddition,
  credential: NewCredential,
): Plan {
  const entries = [...(cluster ? [cluster] : []), ...userEntries(wish, credential)];
  const current = makeCurrent ? (files.find(each => each.currentContext?.value) ?? file) : undefined;
  const added = addEntries(file, { entries, ...(current === file && { currentContext: wish.context }) });
  if (current === undefined || current === file || !added.ok) return added;
  const used = useContext(current, wish.context);
  return used.ok ? { ok: true, files: [...added.files, ...used.files] } : used;
}

/** The fields of the context in the order in which kubectl writes them. */
function userEntries(
  { user, context, cluster, namespace }: NewUser,
  credential: NewCredential,
): readonly NewEntry[] {
  return [
    { kind: "user", name: user, value: credentialFields(credential) },
    { kind: "context", name: context, value: { cluster, ...(namespace && { namespace }), user } },
  ];
}
