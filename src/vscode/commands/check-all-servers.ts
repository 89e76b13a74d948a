import type { Command } from "../errors.ts";
import { checkAll } from "../servers/check-all.ts";
import type { Looking } from "../servers/look.ts";

export function checkAllServers(services: Looking): Command {
  return {
    id: "kubeconfigInspector.checkAllServers",
    run: async argument => {
      await services.sources.ready;
      await checkAll(services, argument);
    },
  };
}
