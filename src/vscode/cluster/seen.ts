import * as vscode from "vscode";
import type { SeenOfContexts } from "../tree/tree-source.ts";
import type { SeenIdentities } from "./seen-identities.ts";
import type { SeenServers } from "./seen-servers.ts";

/** All that was seen of the API servers of contexts. */
export function seenOfContexts(identities: SeenIdentities, servers: SeenServers): SeenOfContexts {
  return {
    of: (configuration, context) => {
      const server = servers.of(configuration, context);
      return { ...identities.of(configuration, context), ...(server && { server }) };
    },
    onDidChange: listener =>
      vscode.Disposable.from(identities.onDidChange(listener), servers.onDidChange(listener)),
  };
}
