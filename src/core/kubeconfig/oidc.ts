import type { TokenInfo } from "../tokens/types.ts";
import type { OidcFacts } from "./facts-model.ts";
import { authorityMaterial, type Lookup } from "./material.ts";
import type { UserEntry } from "./model.ts";

/** What the auth-provider oidc has, as client-go plugin/pkg/client/auth/oidc/oidc.go reads it; undefined for another. */
export function oidcFacts({ authProvider, source }: UserEntry, lookup: Lookup): OidcFacts | undefined {
  if (authProvider?.value.name?.value !== "oidc") return undefined;
  const { config } = authProvider.value;
  const idToken = config.get("id-token")?.value;
  // client-go resolves no path of a provider: a relative one starts where kubectl runs, which nobody knows here.
  const ca = authorityMaterial(
    { ...lookup, paths: noPaths },
    source,
    config.get("idp-certificate-authority-data"),
    config.get("idp-certificate-authority"),
  );
  return {
    ...(idToken && { idToken: lookup.cache.token(idToken) }),
    ...(ca && { ca: ca.material }),
    refreshes: Boolean(config.get("refresh-token")?.value),
  };
}

const noPaths: Lookup["paths"] = new Map();

/** When kubectl has nothing to send any more: never while it gets a new id-token by itself. */
export function oidcExpiry(oidc: OidcFacts | undefined): number | undefined {
  return oidc === undefined || oidc.refreshes ? undefined : tokenExpiry(oidc.idToken);
}

/** In milliseconds since the epoch. */
export function tokenExpiry(token: TokenInfo | undefined): number | undefined {
  return token?.kind === "jwt" ? token.claims.exp : undefined;
}
