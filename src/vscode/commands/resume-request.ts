import type { Command } from "../errors.ts";
import { resumeRequest as resume } from "../requests/resume.ts";
import type { Editing, Requesting } from "../services.ts";
import { changing } from "./changing.ts";

/** Go on with a request for a certificate that was left. */
export function resumeRequest(services: Editing & Requesting): Command {
  return { id: "kubeconfigInspector.resumeRequest", run: changing(services, resume) };
}
