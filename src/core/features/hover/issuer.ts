import type { CaRelation, UserFacts } from "../../kubeconfig/facts-model.ts";
import { type Message, say } from "../../message.ts";
import { issuedBy } from "../../x509/chain.ts";
import { commonName, formatName } from "../../x509/name.ts";
import { row } from "./blocks.ts";
import type { IssuerNote } from "./certificate.ts";
import type { Target } from "./target.ts";

/** How many chains, and how many clusters of one, are named. */
const SHOWN = 5;

/** Clusters whose CAs a client certificate relates to in the same way. */
interface Group {
  /** The names from the certificate to the CA, where others stand between. */
  readonly path: string;
  readonly template: string;
  readonly clusters: string[];
}

/**
 * Whether the CA of the clusters it is used on is the issuer, or the chain of the certificates that come with it that
 * leads there. The API server's client CA may be another.
 */
export function issuerNote({ analysis }: Target, facts: UserFacts): IssuerNote {
  const relations = new Map<string, CaRelation>();
  for (const { user, cluster, issuedByClusterCa } of analysis.contexts) {
    if (user.kind !== "found" || user.entry !== facts.entry) continue;
    if (cluster.kind === "found" && issuedByClusterCa) relations.set(cluster.name, issuedByClusterCa);
  }
  const groups = grouped(relations);
  const strange = [...relations.values()].some(({ kind }) => kind === "no") && !bringsItsIssuer(facts);
  return {
    texts: groups.filter(({ path }) => path === "").map(textOf),
    chains: groups
      .filter(({ path }) => path !== "")
      .slice(0, SHOWN)
      .map(group => row(say("Chain"), [group.path, textOf(group)])),
    ...(strange && { tone: "warning" }),
  };
}

function grouped(relations: ReadonlyMap<string, CaRelation>): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [cluster, relation] of relations) {
    const path = pathOf(relation);
    const template = relationTemplate(relation);
    const key = `${template} ${path}`;
    const group = groups.get(key) ?? { path, template, clusters: [] };
    group.clusters.push(cluster);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function textOf({ template, clusters }: Group): Message {
  return say(template, clusters.slice(0, SHOWN).join(", "));
}

function pathOf({ chain = [] }: CaRelation): string {
  if (chain.length < 3) return "";
  return chain.map(({ subject }) => commonName(subject) || formatName(subject)).join(" → ");
}

/** As k3s and RKE2 write it: the CA for clients, another than that for servers, stands behind the certificate. */
function bringsItsIssuer({ certificate }: UserFacts): boolean {
  const [leaf, ...chain] = certificate?.content?.certificates ?? [];
  if (leaf?.ok !== true) return false;
  return chain.some(each => each.ok && issuedBy(leaf.certificate, each.certificate).startsWith("by-"));
}

function relationTemplate({ kind, verified }: CaRelation): string {
  if (verified) return "signed by the CA of {0}";
  switch (kind) {
    case "no":
      return "not the CA of {0}";
    case "by-key-id":
      return "the CA of {0}";
    case "by-name":
      return "by its name the CA of {0}";
    case "unknown":
      return "the CA of {0} cannot be read";
  }
}
