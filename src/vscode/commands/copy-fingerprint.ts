import * as vscode from "vscode";
import { fingerprintOf, formatFingerprint } from "../../core/x509/fingerprint.ts";
import type { Command } from "../errors.ts";
import { certificateOf } from "../tree/arguments.ts";

/** SHA-256, as `openssl x509 -fingerprint -sha256` prints it. */
export const copyFingerprint: Command = {
  id: "kubeconfigInspector.copyFingerprint",
  run: argument => vscode.env.clipboard.writeText(formatFingerprint(fingerprintOf(certificateOf(argument)))),
};
