import * as vscode from "vscode";
import { encodePem } from "../../core/x509/pem.ts";
import type { Command } from "../errors.ts";
import { certificateOf } from "../tree/arguments.ts";

/** The certificate alone, as PEM. It is public: the key is not part of it. */
export const copyCertificate: Command = {
  id: "kubeconfigInspector.copyCertificate",
  run: argument => vscode.env.clipboard.writeText(encodePem("CERTIFICATE", certificateOf(argument).der)),
};
