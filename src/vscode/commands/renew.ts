import type { Command } from "../errors.ts";
import { renewOne } from "../mint/renew.ts";
import { isUserPlace, targetAt, targetOfNode } from "../mint/targets.ts";
import type { Editing, Issuing } from "../services.ts";
import { nodeOf } from "../tree/arguments.ts";
import { changing } from "./changing.ts";

/** Renew a client certificate: that of a node, of a user at a place, or one to be chosen. */
export function renew(services: Editing & Issuing): Command {
  return {
    id: "kubeconfigInspector.renew",
    run: changing(services, async (all, argument) => {
      if (argument === undefined) return renewOne(all);
      const target = isUserPlace(argument)
        ? targetAt(argument, all)
        : await targetOfNode(nodeOf(argument), all);
      return renewOne(all, target);
    }),
  };
}
