import * as vscode from "vscode";
import type { Command } from "../errors.ts";
import { signCsr as sign } from "../mint/signCsr.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./trust.ts";

/** Sign the request in a file of the explorer, or in one to be chosen. */
export function signCsr(services: Services): Command {
  return {
    id: "kubeconfigInspector.signCsr",
    async run(argument) {
      requireTrust();
      await services.sources.ready;
      await sign(services, argument instanceof vscode.Uri ? argument : undefined);
    },
  };
}
