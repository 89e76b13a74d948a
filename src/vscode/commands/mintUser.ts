import type { Command } from "../errors.ts";
import { mintUser as mint } from "../mint/mintUser.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./trust.ts";

/** Make a client certificate with a local CA, and put it where it works. */
export function mintUser(services: Services): Command {
  return {
    id: "kubeconfigInspector.mintUser",
    run: () => {
      requireTrust();
      return mint(services);
    },
  };
}
