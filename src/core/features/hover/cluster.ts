import type { ClusterFacts, MaterialFailure } from "../../kubeconfig/facts-model.ts";
import type { ClusterEntry } from "../../kubeconfig/model.ts";
import { shownAddress } from "../../kubeconfig/secrecy.ts";
import { say } from "../../message.ts";
import { commonName, formatName } from "../../x509/name.ts";
import { moment, residual, standing, type Timing } from "../time.ts";
import { type Block, heading, note, type Row, row, table } from "./blocks.ts";
import { bounded, bundleBlocks, toneOfEnd } from "./certificate.ts";
import { clusterEntry, findingsAt, type Target } from "./target.ts";

/** What a cluster is: where it is and how kubectl trusts it. */
export function clusterBlocks(target: Target, entry: ClusterEntry): Block[] {
  const { analysis, timing } = target;
  const facts = analysis.clusters.get(entry);
  const shadowed = analysis.effective.shadowed.has(entry);
  return [
    heading(say("Cluster {0}", entry.name), ...(shadowed ? [say("shadowed")] : [])),
    ...table([
      ...serverRows(facts),
      ...trustRows(entry, facts, timing),
      ...optionRows(entry),
      ...usedByRows(target, entry),
    ]),
    ...(shadowed ? [note(say("An earlier file has a cluster of this name: kubectl uses that one."))] : []),
  ];
}

/** The server as kubectl takes it. */
export function serverRows(facts: ClusterFacts | undefined): readonly Row[] {
  const server = facts?.server;
  if (server === undefined) return [];
  switch (server.kind) {
    case "absent":
      return [row(say("Server"), say("none: kubectl goes to localhost:8080"), "bad")];
    case "invalid":
      return [row(say("Server"), server.reason, "bad")];
    case "url":
      return [row(say("Server"), server.shown)];
  }
}

/** How the server is told from an impostor. */
export function trustRows(
  entry: ClusterEntry,
  facts: ClusterFacts | undefined,
  timing: Timing,
): readonly Row[] {
  const label = say("Trust");
  if (facts?.server.kind === "url" && facts.server.scheme === "http") {
    return [row(label, say("none: http is neither encrypted nor verified"), "bad")];
  }
  if (entry.insecureSkipTlsVerify?.value === true) {
    return [row(label, say("none: any server certificate is accepted"), "bad")];
  }
  const ca = facts?.ca;
  if (ca === undefined) return [row(label, say("the certificate authorities of the system"))];
  const [first] = ca.content?.certificates ?? [];
  if (ca.failure !== undefined || first === undefined) {
    return [row(label, ca.failure?.message ?? say("a CA that has not been read yet"), ca.failure && "bad")];
  }
  if (!first.ok) return [row(label, first.failure.message, "bad")];
  const { subject, notBefore, notAfter } = first.certificate;
  const name = commonName(subject) || formatName(subject);
  const text = say("CA {0}", name);
  if (notAfter === undefined) return [row(label, text)];
  return [
    row(label, [text, standing(timing.now, { notBefore, notAfter })], toneOfEnd(timing, notAfter, notBefore)),
  ];
}

function* optionRows(entry: ClusterEntry): Iterable<Row> {
  if (entry.tlsServerName?.value) yield row(say("Name expected"), entry.tlsServerName.value);
  if (entry.proxyUrl?.value) yield row(say("Proxy"), shownAddress(entry.proxyUrl.value));
}

function usedByRows({ analysis }: Target, entry: ClusterEntry): readonly Row[] {
  const names = analysis.contexts
    .filter(({ cluster }) => cluster.kind === "found" && cluster.entry === entry)
    .map(context => context.entry.name);
  return [row(say("Used by"), names.length > 0 ? bounded(names) : say("no context"))];
}

/** `server`: what kubectl makes of the address. */
export function serverBlocks(target: Target): Block[] {
  const entry = clusterEntry(target);
  const facts = entry && target.analysis.clusters.get(entry);
  if (entry === undefined || facts === undefined) return [];
  if (facts.server.kind !== "url") return table(serverRows(facts)).slice();
  const { scheme, host, shown, schemeless } = facts.server;
  return [
    ...table([
      row(say("Address"), shown),
      row(say("Scheme"), scheme, scheme === "http" ? "bad" : undefined),
      row(say("Host"), host),
      ...trustRows(entry, facts, target.timing),
    ]),
    ...(schemeless ? [note(say("There is no scheme, so kubectl takes it as http."), "warning")] : []),
    ...(scheme === "http"
      ? [note(say("Over http kubectl sends no credential and reads no CA."), "warning")]
      : []),
  ];
}

/** `certificate-authority` and `certificate-authority-data`. */
export function caBlocks(target: Target): Block[] {
  const entry = clusterEntry(target);
  const ca = entry && target.analysis.clusters.get(entry)?.ca;
  if (entry === undefined || ca === undefined || !isOfField(target, ca.field.key.start)) return [];
  const title = heading(say("Certificate authority"), ...(ca.path === undefined ? [] : [ca.path]));
  if (ca.content === undefined) return [title, ...failureBlocks(target, ca.failure)];
  return [title, ...bundleBlocks(ca.content, "ca", target.timing), ...failureBlocks(target, ca.failure)];
}

/** Whether the hovered field is the one that a material comes from: its twin may have won. */
export function isOfField(target: Target, key: number): boolean {
  return target.place.key?.start === key || target.field.start === key;
}

/** Why a field's content is not there, unless a finding says it already. */
export function failureBlocks(target: Target, failure: MaterialFailure | undefined): readonly Block[] {
  if (failure === undefined || findingsAt(target).length > 0) return [];
  return table([row(say("Problem"), failure.message, failure.code === "unknown" ? undefined : "bad")]);
}

/** `expires in 12d, 2026-12-04 10:00 UTC`, for a row. */
export function endRow(label: Parameters<typeof row>[0], until: number, timing: Timing): Row {
  return row(label, [residual(timing.now, until), moment(until)], toneOfEnd(timing, until));
}
