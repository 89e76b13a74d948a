import type { Analysis } from "../../analysis.ts";
import { bySeverity } from "../../finding.ts";
import { type SchemaPath, v1 } from "../../kubeconfig/schema/fields.ts";
import type { Thresholds } from "../../thresholds.ts";
import { type Block, type Hover, note } from "./blocks.ts";
import { caBlocks, clusterBlocks, serverBlocks } from "./cluster.ts";
import {
  clusterReferenceBlocks,
  contextNameBlocks,
  currentContextBlocks,
  userReferenceBlocks,
} from "./context.ts";
import { execBlocks } from "./exec.ts";
import { clusterEntry, findingsAt, type Target, targetAt, userEntry } from "./target.ts";
import { tokenBlocks, tokenFileBlocks } from "./token.ts";
import { clientCertificateBlocks, clientKeyBlocks, userBlocks } from "./user.ts";
import { authProviderBlocks, impersonationBlocks, insecureBlocks, proxyBlocks } from "./values.ts";
import { verified } from "./verify.ts";

/** What each field has to say beside the meaning of its key. Adding one is its line here. */
const FIELDS: Readonly<Partial<Record<SchemaPath, (target: Target) => Block[]>>> = {
  "current-context": currentContextBlocks,
  "clusters.name": target => withEntry(clusterEntry(target), entry => clusterBlocks(target, entry)),
  "clusters.cluster.server": serverBlocks,
  "clusters.cluster.certificate-authority": caBlocks,
  "clusters.cluster.certificate-authority-data": caBlocks,
  "clusters.cluster.insecure-skip-tls-verify": insecureBlocks,
  "clusters.cluster.proxy-url": proxyBlocks,
  "users.name": target => withEntry(userEntry(target), entry => userBlocks(target, entry)),
  "users.user.client-certificate": clientCertificateBlocks,
  "users.user.client-certificate-data": clientCertificateBlocks,
  "users.user.client-key": clientKeyBlocks,
  "users.user.client-key-data": clientKeyBlocks,
  "users.user.token": tokenBlocks,
  "users.user.tokenFile": tokenFileBlocks,
  "users.user.as": impersonationBlocks,
  "users.user.as-uid": impersonationBlocks,
  "users.user.as-groups": impersonationBlocks,
  "users.user.as-user-extra": impersonationBlocks,
  "users.user.auth-provider": authProviderBlocks,
  "users.user.auth-provider.name": authProviderBlocks,
  "users.user.auth-provider.config": authProviderBlocks,
  "users.user.exec": execBlocks,
  "users.user.exec.command": execBlocks,
  "users.user.exec.args": execBlocks,
  "contexts.name": contextNameBlocks,
  "contexts.context.cluster": clusterReferenceBlocks,
  "contexts.context.user": userReferenceBlocks,
};

/**
 * What there is to say about the key or value at an offset; nothing for what a kubeconfig does not have.
 * Holds no secret: private keys, tokens, passwords and the values of env and auth-provider settings stay out.
 */
export function hover(
  analysis: Analysis,
  sourceId: string,
  offset: number,
  thresholds: Thresholds,
): Hover | undefined {
  const target = targetAt(analysis, sourceId, offset, { now: analysis.now, thresholds });
  return target && hoverOf(target);
}

/** As `hover`, with the signatures checked of a client certificate that stands there. */
export async function verifiedHover(
  analysis: Analysis,
  sourceId: string,
  offset: number,
  thresholds: Thresholds,
): Promise<Hover | undefined> {
  const target = targetAt(analysis, sourceId, offset, { now: analysis.now, thresholds });
  return target && hoverOf(await verified(target));
}

function hoverOf(target: Target): Hover | undefined {
  const { place } = target;
  const special = hasMore(target.path) ? FIELDS[target.path]?.(target) : undefined;
  const meaning = v1.paths.get(target.path)?.explanation;
  const blocks = [
    ...(special ?? []),
    ...findingsAt(target)
      .toSorted(bySeverity)
      .slice(0, MOST_FINDINGS)
      .map((finding): Block => ({ kind: "finding", finding })),
    ...(meaning ? [note(meaning)] : []),
  ];
  if (blocks.length === 0) return undefined;
  return { span: place.on === "key" && place.key ? place.key : place.value.span, blocks };
}

function hasMore(path: string): path is keyof typeof FIELDS {
  return Object.hasOwn(FIELDS, path);
}

/** A hover over a whole list would else say what the problems view says better. */
const MOST_FINDINGS = 20;

function withEntry<T>(entry: T | undefined, blocks: (entry: T) => Block[]): Block[] {
  return entry === undefined ? [] : blocks(entry);
}
