import * as vscode from "vscode";
import type { Command } from "../errors.ts";
import { nodeOf } from "../tree/arguments.ts";

export const copyName: Command = {
  id: "kubeconfigInspector.copyName",
  run: argument => vscode.env.clipboard.writeText(nodeOf(argument).name ?? ""),
};
