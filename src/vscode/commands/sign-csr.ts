import * as vscode from "vscode";
import type { Command } from "../errors.ts";
import { signCsr as sign } from "../mint/sign-csr.ts";
import type { Issuing } from "../services.ts";
import { changing } from "./changing.ts";

/** Sign the request in a file of the explorer, or in one to be chosen. */
export function signCsr(services: Issuing): Command {
  return {
    id: "kubeconfigInspector.signCsr",
    run: changing(services, (all, argument) =>
      sign(all, argument instanceof vscode.Uri ? argument : undefined),
    ),
  };
}
