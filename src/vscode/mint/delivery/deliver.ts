import type * as vscode from "vscode";
import { addUser, kubeconfigOfUser } from "../../../core/edits/index.ts";
import type { Minted } from "../../../core/x509/mint/leaf.ts";
import { uriOf } from "../../convert.ts";
import type { Services } from "../../services.ts";
import { planFor } from "../../writing/changes.ts";
import { createPair } from "../../writing/file-set.ts";
import { createFiles } from "../../writing/files.ts";
import type { Undo } from "../../writing/undo.ts";
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
      const { source, cluster, user, context, makeCurrent } = destination;
      const wish = { cluster, user, context, makeCurrent, ...(namespace !== undefined && { namespace }) };
      const plan = planFor(source, (file, all) => addUser(file, all, wish, minted));
      const undo = await changes.apply(ask, title, [{ files, plan }], show);
      return { place: uriOf(destination), undo };
    }
    case "new": {
      const { uri, cluster, context, user } = destination;
      const wish = { user, context, ...(namespace !== undefined && { namespace }) };
      await createFiles([{ uri, text: kubeconfigOfUser(cluster, wish, minted) }], platform);
      return { place: uri };
    }
    case "files":
      return { place: await createPair(destination, minted, services) };
  }
}
