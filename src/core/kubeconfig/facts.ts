import type { Steps } from "../steps.ts";
import type { TokenInfo } from "../tokens/types.ts";
import { methodsOf } from "./credentials.ts";
import type { ClusterFacts, UserFacts } from "./facts-model.ts";
import { identitiesOf, leafOf } from "./identity.ts";
import { certificateMaterial, keyMaterial, type Lookup, tokenFileMaterial } from "./material.ts";
import type { ClusterEntry, ContextEntry, UserEntry } from "./model.ts";
import { earliest } from "./resolve.ts";
import { serverFacts } from "./server.ts";

export function clusterFacts(entry: ClusterEntry, lookup: Lookup): ClusterFacts {
  const server = serverFacts(entry.server?.value);
  const { certificateAuthorityData: data, certificateAuthority: file, source } = entry;
  const ca = certificateMaterial(lookup, source, data, file)?.material;
  return { entry, server, ...(ca && { ca }) };
}

/**
 * Field by field, as one may hold a megabyte.
 * @param contexts those that use the user, effective ones first
 * @param exactKeys whether a key's public part is computed, as Go does, rather than taken from where the key states it
 */
export function* userFactsSteps(
  entry: UserEntry,
  lookup: Lookup,
  contexts: readonly ContextEntry[],
  exactKeys: boolean,
): Steps<UserFacts> {
  const { source } = entry;
  const certificate = certificateMaterial(
    lookup,
    source,
    entry.clientCertificateData,
    entry.clientCertificate,
  );
  yield;
  const key = keyMaterial(lookup, source, entry.clientKeyData, entry.clientKey);
  const keyPair =
    certificate?.content && key?.content && certificate.content.pairWith(key.content, exactKeys);
  yield;
  const token = entry.token?.value ? lookup.cache.token(entry.token.value) : undefined;
  const fileToken = tokenFileMaterial(lookup, source, entry.tokenFile);
  const credentials = {
    ...(certificate && { certificate: certificate.material }),
    ...(token && { token }),
    ...(fileToken && { fileToken }),
  };
  const idToken = idTokenOf(entry, lookup);
  const ends = earliest(
    leafOf(certificate?.material)?.notAfter,
    tokenExpiry(fileToken?.content ?? token),
    tokenExpiry(idToken),
  );
  return {
    entry,
    methods: methodsOf(entry),
    ...credentials,
    ...(key && { key: key.material }),
    ...(keyPair && { keyPair }),
    identities: identitiesOf(entry, { ...credentials, ...(idToken && { idToken }) }),
    ...(ends !== undefined && { expires: ends }),
    contexts,
  };
}

/** The token that an oidc auth-provider keeps in the file. */
function idTokenOf(entry: UserEntry, lookup: Lookup): TokenInfo | undefined {
  const text = entry.authProvider?.value.config.get("id-token")?.value;
  return text ? lookup.cache.token(text) : undefined;
}

function tokenExpiry(token: TokenInfo | undefined): number | undefined {
  return token?.kind === "jwt" ? token.claims.exp : undefined;
}
