import type { Analysis } from "../analysis.ts";
import type { Timing } from "../features/time.ts";
import type { CertificateBundle, ClusterFacts, Material, UserFacts } from "../kubeconfig/facts-model.ts";
import type { ClusterEntry, Field, KubeconfigFile, UserEntry } from "../kubeconfig/model.ts";
import { baseNameOf } from "../kubeconfig/paths.ts";
import type { TokenInfo } from "../tokens/types.ts";
import { lostMessage } from "../x509/lost-blocks.ts";
import { type RowDraft, rowOfCertificate, toldApart } from "./draft.ts";
import type { ReportRow } from "./model.ts";
import { stateOf } from "./state.ts";

/** Every client certificate, CA and token with an end, of the files of an analysis, and files that do not load. */
export function rowsOfKubeconfig(analysis: Analysis, timing: Timing): readonly RowDraft[] {
  const rows: RowDraft[] = analysis.files.flatMap(rowOfRefused);
  for (const facts of analysis.users.values()) rows.push(...rowsOfUser(facts, timing));
  for (const facts of analysis.clusters.values()) rows.push(...rowsOfCluster(facts, analysis, timing));
  return rows;
}

function rowOfRefused({ source, refusals }: KubeconfigFile): readonly RowDraft[] {
  const [refusal] = refusals;
  if (refusal === undefined) return [];
  const file = source.path ?? source.id;
  const row: ReportRow = {
    id: `${source.id}\nrefused`,
    kind: "kubeconfig",
    name: baseNameOf(file),
    kubeadm: false,
    state: "broken",
    detail: refusal.message,
    contexts: [],
    file: source.id,
    span: refusal.span,
    externallyManaged: false,
  };
  return [{ row }];
}

function* rowsOfUser(facts: UserFacts, timing: Timing): Iterable<RowDraft> {
  const { entry, certificate, token, fileToken } = facts;
  const contexts = unique(facts.contexts.map(context => context.name));
  if (certificate !== undefined) {
    const identity = facts.identities.find(each => each.source === "client-certificate");
    for (const draft of rowsOfBundle(entry, certificate, "client-certificate", timing)) {
      const own = draft.row.kind === "client-certificate" && draft.certificate && identity !== undefined;
      yield { ...draft, row: { ...draft.row, contexts, ...(own ? { identity } : {}) } };
    }
  }
  if (token !== undefined && entry.token !== undefined) {
    const row = rowOfToken(facts, { token, field: entry.token, source: "token" }, timing);
    if (row !== undefined) yield { row: { ...row, contexts } };
  }
  if (fileToken?.content !== undefined) {
    const { content, field } = fileToken;
    const row = rowOfToken(facts, { token: content, field, source: "token-file" }, timing);
    if (row !== undefined) yield { row: { ...row, contexts } };
  }
}

function rowsOfCluster({ entry, ca }: ClusterFacts, analysis: Analysis, timing: Timing): readonly RowDraft[] {
  if (ca === undefined) return [];
  const using = analysis.contexts.filter(
    context => context.cluster.kind === "found" && context.cluster.entry === entry,
  );
  const contexts = unique(using.map(context => context.entry.name));
  return rowsOfBundle(entry, ca, "ca", timing).map(draft => ({ ...draft, row: { ...draft.row, contexts } }));
}

/** For a client the first certificate is the leaf and the others are CAs. */
function rowsOfBundle(
  entry: ClusterEntry | UserEntry,
  { field, content, failure }: Material<CertificateBundle>,
  kind: "client-certificate" | "ca",
  timing: Timing,
): readonly RowDraft[] {
  const base = { name: entry.name, kubeadm: false, contexts: [], file: entry.source, span: field.span };
  const id = (index: number | string) => `${entry.source}\n${entry.kind}\n${entry.name}\n${kind}\n${index}`;
  const broken = { state: "broken", externallyManaged: false } as const;
  if (content === undefined || content.certificates.length === 0) {
    if (failure === undefined || failure.code === "unknown") return [];
    return [{ row: { ...base, id: id(0), kind, ...broken, detail: failure.message } }];
  }
  const lost = content.lost.map(
    (each): RowDraft => ({
      row: { ...base, id: id(`line ${each.line}`), kind: "ca", ...broken, detail: lostMessage(each) },
    }),
  );
  const drafts = content.certificates.map((item, index): RowDraft => {
    const row = { ...base, id: id(index), kind: index === 0 ? kind : "ca" } as const;
    if (!item.ok) return { row: { ...row, ...broken, detail: item.failure.message } };
    const { certificate } = item;
    return { row: { ...row, ...rowOfCertificate(certificate, timing) }, certificate };
  });
  return [...toldApart(drafts), ...lost];
}

interface TokenOrigin {
  readonly token: TokenInfo;
  readonly field: Field<string>;
  readonly source: "token" | "token-file";
}

/** @returns nothing for a token that does not say when it ends */
function rowOfToken(
  { entry, identities }: UserFacts,
  { token, field, source }: TokenOrigin,
  timing: Timing,
): Omit<ReportRow, "contexts"> | undefined {
  const { notBefore, notAfter } = validityOf(token);
  if (notAfter === undefined) return undefined;
  const identity = identities.find(each => each.source === source);
  return {
    id: `${entry.source}\n${entry.kind}\n${entry.name}\n${source}`,
    kind: "token",
    name: entry.name,
    kubeadm: false,
    file: entry.source,
    span: field.span,
    state: stateOf(timing, { notBefore, notAfter }),
    notAfter,
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(identity === undefined ? {} : { identity }),
    externallyManaged: false,
  };
}

/** Only a JSON Web Token says when it ends. Milliseconds since the epoch. */
function validityOf(token: TokenInfo): { readonly notBefore?: number; readonly notAfter?: number } {
  if (token.kind !== "jwt") return {};
  const { nbf, iat, exp } = token.claims;
  const notBefore = nbf ?? iat;
  return {
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(exp === undefined ? {} : { notAfter: exp }),
  };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
