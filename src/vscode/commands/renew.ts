import type { Command } from "../errors.ts";
import { renewOne } from "../mint/renew.ts";
import { isUserPlace, targetAt, targetOfNode } from "../mint/targets.ts";
import { nodeOf } from "./arguments.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./trust.ts";

/** Renew a client certificate: that of a node, of a user at a place, or one to be chosen. */
export function renew(services: Services): Command {
  return {
    id: "kubeconfigInspector.renew",
    async run(argument) {
      requireTrust();
      await services.sources.ready;
      if (argument === undefined) return renewOne(services);
      const target = isUserPlace(argument)
        ? targetAt(argument, services)
        : await targetOfNode(nodeOf(argument), services);
      return renewOne(services, target);
    },
  };
}
