import { readJwt } from "./jwt.ts";
import type { TokenInfo } from "./types.ts";

/** k8s.io/cluster-bootstrap/token/api BootstrapTokenPattern. */
const BOOTSTRAP = /^([a-z0-9]{6})\.[a-z0-9]{16}$/;

/**
 * What a bearer token says of itself. Never throws, takes time in proportion to the length, and keeps no secret: of a
 * bootstrap token only the public id, of a JWT neither text nor signature, of any other nothing.
 */
export function readToken(token: string): TokenInfo {
  const [, id] = BOOTSTRAP.exec(token) ?? [];
  if (id !== undefined) {
    const identity = { user: `system:bootstrap:${id}`, groups: ["system:bootstrappers"] };
    return { kind: "bootstrap", id, identity };
  }
  return readJwt(token) ?? { kind: "opaque" };
}
