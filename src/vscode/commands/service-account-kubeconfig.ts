import type { Command } from "../errors.ts";
import { serviceAccountKubeconfig as make } from "../service-accounts/make-kubeconfig.ts";
import type { Editing, Granting } from "../services.ts";
import { changing } from "./changing.ts";

/** Make a kubeconfig with a token of a service account, by the cluster of a context. */
export function serviceAccountKubeconfig(services: Editing & Granting): Command {
  return { id: "kubeconfigInspector.serviceAccountKubeconfig", run: changing(services, make) };
}
