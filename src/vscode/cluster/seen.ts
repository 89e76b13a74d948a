import * as vscode from "vscode";
import type { SeenOfContexts } from "../tree/tree-source.ts";
import type { SeenIdentities } from "./seen-identities.ts";
import type { SeenRequests } from "./seen-requests.ts";
import type { SeenServers } from "./seen-servers.ts";

/** All that was seen of the API servers of contexts. */
export function seenOfContexts(
  identities: SeenIdentities,
  servers: SeenServers,
  requests: SeenRequests,
): SeenOfContexts {
  const all = [identities, servers, requests];
  return {
    of: (configuration, context) => {
      const server = servers.of(configuration, context);
      const asked = requests.of(configuration, context);
      return {
        ...identities.of(configuration, context),
        ...(server && { server }),
        ...(asked && { requests: asked }),
      };
    },
    onDidChange: listener => vscode.Disposable.from(...all.map(each => each.onDidChange(listener))),
  };
}
