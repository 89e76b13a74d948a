import * as vscode from "vscode";
import type { SeenRequests } from "../../core/features/requests/model.ts";
import type { SeenServer } from "../../core/features/server-check/seen.ts";
import type { ContextSeen, SeenUser } from "../../core/features/tree/index.ts";
import type { Sources } from "../sources/sources.ts";
import type { SeenOfContexts } from "../tree/tree-source.ts";
import { SeenOfContext } from "./seen-of-context.ts";

/** All that was seen of the API servers of contexts. */
export class Seen implements SeenOfContexts, vscode.Disposable {
  readonly identities: SeenOfContext<SeenUser>;
  readonly servers: SeenOfContext<SeenServer>;
  readonly requests: SeenOfContext<SeenRequests>;

  constructor(sources: Pick<Sources, "groups">) {
    this.identities = new SeenOfContext(sources);
    this.servers = new SeenOfContext(sources);
    this.requests = new SeenOfContext(sources);
  }

  get #all() {
    return [this.identities, this.servers, this.requests];
  }

  dispose(): void {
    for (const each of this.#all) each.dispose();
  }

  of(configuration: string, context: string): ContextSeen {
    const identity = this.identities.of(configuration, context);
    const server = this.servers.of(configuration, context);
    const requests = this.requests.of(configuration, context);
    return { ...(identity && { identity }), ...(server && { server }), ...(requests && { requests }) };
  }

  onDidChange(listener: () => void): vscode.Disposable {
    return vscode.Disposable.from(...this.#all.map(each => each.onDidChange(listener)));
  }

  clear(): void {
    for (const each of this.#all) each.clear();
  }
}
