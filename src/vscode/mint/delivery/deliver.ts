import type * as vscode from "vscode";
import type { NewEntry } from "../../../core/edits/add.ts";
import { addEntries, credentialFields, useContext } from "../../../core/edits/index.ts";
import type { MakePlan } from "../../../core/edits/rewrite.ts";
import type { Minted } from "../../../core/x509/mint/leaf.ts";
import { uriOf } from "../../convert.ts";
import type { Services } from "../../services.ts";
import { planFor } from "../../writing/changes.ts";
import { createPair } from "../../writing/file-set.ts";
import { createFiles } from "../../writing/files.ts";
import type { Undo } from "../../writing/undo.ts";
import { kubeconfigText } from "../clusters.ts";
import type { Destination } from "./destination.ts";

export interface Delivery {
  readonly destination: Destination;
  /** That of the new context; none where absent. */
  readonly namespace?: string;
  /** Whether a change of a kubeconfig is shown before it is made. */
  readonly show: boolean;
}

export interface DeliveryResult {
  /** What to open to see it. */
  readonly place: vscode.Uri;
  /** Absent where files were made. */
  readonly undo?: Undo;
}

/** Put a new certificate and its key where they shall go. */
export async function deliver(
  minted: Minted,
  { destination, namespace, show }: Delivery,
  title: string,
  services: Pick<Services, "platform" | "changes" | "ask">,
): Promise<DeliveryResult> {
  const { platform, changes, ask } = services;
  switch (destination.kind) {
    case "kubeconfig": {
      const { files } = destination.group.analysis;
      const change = { files, plan: additionOf(minted, destination, namespace) };
      const undo = await changes.apply(ask, title, [change], show);
      return { place: uriOf(destination), undo };
    }
    case "new": {
      const { uri, cluster, context, user } = destination;
      const added = contextEntry(context, { cluster: cluster.name, namespace, user });
      await createFiles([{ uri, text: kubeconfigText(cluster, userEntry(user, minted), added) }], platform);
      return { place: uri };
    }
    case "files":
      return { place: await createPair(destination, minted, services) };
  }
}

function userEntry(name: string, { certificatePem, keyPem }: Minted): NewEntry {
  const value = credentialFields({ kind: "client-certificate", certificate: certificatePem, key: keyPem });
  return { kind: "user", name, value };
}

/** In the order in which kubectl writes the fields. */
function contextEntry(
  name: string,
  fields: { readonly cluster: string; readonly namespace: string | undefined; readonly user: string },
): NewEntry {
  const { cluster, namespace, user } = fields;
  return { kind: "context", name, value: { cluster, ...(namespace && { namespace }), user } };
}

/** The new entries go into one file; kubectl's current context is changed where it stands. */
function additionOf(
  minted: Minted,
  destination: Extract<Destination, { readonly kind: "kubeconfig" }>,
  namespace: string | undefined,
): MakePlan {
  const { source, cluster, user, context, makeCurrent } = destination;
  return planFor(source, (file, files) => {
    const entries: readonly NewEntry[] = [
      userEntry(user, minted),
      contextEntry(context, { cluster, namespace, user }),
    ];
    const current = makeCurrent ? (files.find(each => each.currentContext?.value) ?? file) : undefined;
    const added = addEntries(file, { entries, ...(current === file && { currentContext: context }) });
    if (current === undefined || current === file || !added.ok) return added;
    const used = useContext(current, context);
    return used.ok ? { ok: true, files: [...added.files, ...used.files] } : used;
  });
}
