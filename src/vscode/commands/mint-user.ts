import { uriOf } from "../convert.ts";
import type { Command } from "../errors.ts";
import { mintUser as mint } from "../mint/mint-user.ts";
import { requestUser } from "../requests/request-user.ts";
import type { Editing, Granting, Issuing, Requesting } from "../services.ts";
import { nodeOf } from "../tree/arguments.ts";
import { changing } from "./changing.ts";

/** Make a client certificate with a local CA, that of a node or one to be chosen, and put it where it works. */
export function mintUser(services: Editing & Granting & Issuing & Requesting): Command {
  return {
    id: "kubeconfigInspector.mintUser",
    run: changing(services, (all, argument) => {
      const { certificate, place } = argument === undefined ? {} : nodeOf(argument);
      if (certificate?.basicConstraints?.ca !== true)
        return mint(all, all.platform.local ? () => requestUser(all) : undefined);
      const file = place && uriOf(place);
      return mint(all, undefined, { certificate, ...(file && { file }) });
    }),
  };
}
