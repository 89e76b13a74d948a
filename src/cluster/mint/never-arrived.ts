import type { ClusterFailure, ClusterFailureCode } from "../http/failure.ts";

/** The server was not reached, or has refused. */
const CODES: ReadonlySet<ClusterFailureCode> = new Set([
  "dns",
  "refused",
  "unreachable",
  "proxy",
  "proxy-login",
  "tls",
  "certificate",
  "plain-http",
  "credential",
  "unauthorized",
  "forbidden",
  "not-found",
  "invalid",
]);

/** Whether it is certain that a request was not made, so that its key is good for nothing. */
export function neverArrived({ code }: Pick<ClusterFailure, "code">): boolean {
  return CODES.has(code);
}
