import type { Command } from "../errors.ts";
import { renewExpiring as renewAll } from "../mint/renew-expiring.ts";
import type { Services } from "../services.ts";
import { changing } from "./changing.ts";

export function renewExpiring(services: Services): Command {
  return {
    id: "kubeconfigInspector.renewExpiring",
    run: changing(services, renewAll),
  };
}
