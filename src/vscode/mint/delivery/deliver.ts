import type * as vscode from "vscode";
import {
  addUser,
  certificateCredential,
  kubeconfigOfUser,
  type NewCredential,
} from "../../../core/edits/index.ts";
import type { Minted } from "../../../core/x509/mint/leaf.ts";
import { uriOf } from "../../convert.ts";
import type { Services } from "../../services.ts";
import { planFor } from "../../writing/changes.ts";
import { createPair } from "../../writing/file-set.ts";
import { createFiles } from "../../writing/files.ts";
import type { Undo } from "../../writing/undo.ts";
import type { Destination, EntryDestination } from "./wish.ts";

export interface Delivery<D extends Destination = Destination> {
  readonly destination: D;
  /** That of the new context; none where absent. */
  readonly namespace?: string;
  /** Whether a change of a kubeconfig is shown before it is made. */
  readonly show: boolean;
}

export interface DeliveryResult {
  /** What to open to see it. */
  readonly place: vscode.Uri;
  /** Absent where the files of a certificate and its key were made. */
  readonly undo?: Undo;
}

type Delivering = Pick<Services, "platform" | "changes" | "ask">;

/** Put a new certificate and its key where they shall go. */
export async function deliver(
  minted: Minted,
  { destination, ...how }: Delivery,
  title: string,
  services: Delivering,
): Promise<DeliveryResult> {
  if (destination.kind === "files") return { place: await createPair(destination, minted, services) };
  return deliverEntries(certificateCredential(minted), { destination, ...how }, title, services);
}

/** Put a new credential into a kubeconfig, with the context of its user. */
export async function deliverEntries(
  credential: NewCredential,
  { destination, namespace, show }: Delivery<EntryDestination>,
  title: string,
  { platform, changes, ask }: Delivering,
): Promise<DeliveryResult> {
  const place = namespace === undefined ? {} : { namespace };
  if (destination.kind === "kubeconfig") {
    const { files } = destination.group.analysis;
    const { source, cluster, user, context, makeCurrent } = destination;
    const wish = { cluster, user, context, makeCurrent, ...place };
    const plan = planFor(source, (file, all) => addUser(file, all, wish, credential));
    return { place: uriOf(destination), undo: await changes.apply(ask, title, [{ files, plan }], show) };
  }
  const { uri, cluster, context, user } = destination;
  const text = kubeconfigOfUser(cluster, { user, context, ...place }, credential);
  return { place: uri, undo: await createFiles([{ uri, text }], platform) };
}
