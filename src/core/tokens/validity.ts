import type { TokenInfo } from "./types.ts";

/** Whether a token ends before it begins (RFC 7519 4.1.4, 4.1.5). */
export function tokenNeverValid(token: TokenInfo): boolean {
  if (token.kind !== "jwt") return false;
  const { exp, nbf } = token.claims;
  return exp !== undefined && nbf !== undefined && exp < nbf;
}
