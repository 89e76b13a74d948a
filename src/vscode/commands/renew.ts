import type { Command } from "../errors.ts";
import { renewOne } from "../mint/renew.ts";
import { isUserPlace, type RenewTarget, targetAt, targetOfNode } from "../mint/targets.ts";
import { renewByCluster } from "../requests/renew-by-cluster.ts";
import type { Editing, Issuing, Requesting } from "../services.ts";
import { nodeOf } from "../tree/arguments.ts";
import { changing } from "./changing.ts";

/** Renew a client certificate: that of a node, of a user at a place, or one to be chosen. */
export function renew(services: Editing & Issuing & Requesting): Command {
  return {
    id: "kubeconfigInspector.renew",
    run: changing(services, async (all, argument) => {
      const byCluster = all.platform.local ? (target: RenewTarget) => renewByCluster(all, target) : undefined;
      if (argument === undefined) return renewOne(all, byCluster);
      const target = isUserPlace(argument)
        ? targetAt(argument, all)
        : await targetOfNode(nodeOf(argument), all);
      return renewOne(all, byCluster, target);
    }),
  };
}
