import type { Command } from "../errors.ts";
import { renewExpiring as renewAll } from "../mint/renew-expiring.ts";
import type { Editing, Issuing } from "../services.ts";
import { changing } from "./changing.ts";

export function renewExpiring(services: Editing & Issuing): Command {
  return {
    id: "kubeconfigInspector.renewExpiring",
    run: changing(services, renewAll),
  };
}
