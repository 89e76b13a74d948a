import type { Command } from "../errors.ts";
import { requestUser as request } from "../requests/request-user.ts";
import type { Editing, Requesting } from "../services.ts";
import { changing } from "./changing.ts";

/** Ask the cluster of a context for a client certificate, and put it where it works. */
export function requestUser(services: Editing & Requesting): Command {
  return { id: "kubeconfigInspector.requestUser", run: changing(services, request) };
}
