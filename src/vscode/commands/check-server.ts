import type { Command } from "../errors.ts";
import { checkOne } from "../servers/check-one.ts";
import type { Looking } from "../servers/look.ts";

export function checkServer(services: Looking): Command {
  return {
    id: "kubeconfigInspector.checkServer",
    run: async argument => {
      await services.sources.ready;
      await checkOne(services, argument);
    },
  };
}
