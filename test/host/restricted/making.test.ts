import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { extensionUnderTest } from "../support/extension.ts";
import { Script } from "../support/script.ts";

/** Commands that make or change files. */
const MAKING = [
  "createCa",
  "createCsr",
  "createFrontProxy",
  "createServing",
  "deleteEntry",
  "embedFiles",
  "extractContext",
  "extractFromManifest",
  "mergeKubeconfig",
  "mintUser",
  "renameEntry",
  "renew",
  "renewExpiring",
  "setNamespace",
  "signCsr",
  "useContext",
];

/** Commands that contact servers. */
const REACHING = [
  "bootstrapTokens",
  "checkAllServers",
  "checkServer",
  "mayI",
  "requestUser",
  "serviceAccountKubeconfig",
  "whatMayI",
  "whatMayUser",
  "whoAmI",
];

describe("making and changing in a workspace that is not trusted", () => {
  it("is refused before anything is asked", async () => {
    const api = await extensionUnderTest();
    const asked: string[] = [];
    for (const id of [...MAKING, ...REACHING]) {
      const run = api.runWith(new Script([]), `kubeconfigInspector.${id}`);
      const refusal = await run.then(() => "", String);
      if (!refusal.includes("This workspace is not trusted")) asked.push(`${id}: ${refusal}`);
    }
    assert.deepEqual(asked, []);
  });

  it("is not offered by the palette", () => {
    const { packageJSON } = vscode.extensions.getExtension("kubeconfig-inspector.kubeconfig-inspector") ?? {};
    const commands: { command: string; enablement?: string }[] = packageJSON.contributes.commands;
    const guarded = commands.filter(({ enablement }) => enablement?.includes("isWorkspaceTrusted"));
    const names = new Set(guarded.map(({ command }) => command.replace("kubeconfigInspector.", "")));
    assert.deepEqual(
      [...MAKING, ...REACHING].filter(id => !names.has(id)),
      [],
    );
  });
});
