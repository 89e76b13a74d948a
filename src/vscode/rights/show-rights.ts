import * as vscode from "vscode";
import type { ClusterClient } from "../../cluster/index.ts";
import { type RightsInput, rightsDocument } from "../../core/features/rights/document.ts";
import { translated } from "../convert.ts";
import type { Services } from "../services.ts";
import type { AskedPlace } from "./ask-place.ts";

/** What is known of somebody's rights, beside where and when it was asked. */
export type FoundOf = Omit<RightsInput, "context" | "server" | "namespace" | "at">;

/** Show what somebody may do in a namespace, as a page. */
export async function showRights(
  { pages, platform }: Pick<Services, "pages" | "platform">,
  { namespace, context }: AskedPlace,
  { connection }: ClusterClient,
  found: FoundOf,
): Promise<void> {
  const server = connection.endpoint.shown;
  const input = { context, server, namespace, at: platform.now(), ...found };
  const title = vscode.l10n.t("What {0} may do in {1}", found.who, namespace);
  await pages.show(title, rightsDocument(input, translated));
}
