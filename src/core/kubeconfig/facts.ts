import type { Steps } from "../steps.ts";
import { methodsOf } from "./credentials.ts";
import type { ClusterFacts, UserFacts } from "./facts-model.ts";
import { identitiesOf, leafOf } from "./identity.ts";
import {
  authorityMaterial,
  certificateMaterial,
  keyMaterial,
  type Lookup,
  tokenFileMaterial,
} from "./material.ts";
import type { ClusterEntry, ContextEntry, UserEntry } from "./model.ts";
import { oidcExpiry, oidcFacts, tokenExpiry } from "./oidc.ts";
import { earliest } from "./resolve.ts";
import { serverFacts } from "./server.ts";

export function clusterFacts(entry: ClusterEntry, lookup: Lookup): ClusterFacts {
  const server = serverFacts(entry.server?.value);
  const { certificateAuthorityData: data, certificateAuthority: file, source } = entry;
  const ca = authorityMaterial(lookup, source, data, file)?.material;
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
  const oidc = oidcFacts(entry, lookup);
  const ends = earliest(
    leafOf(certificate?.material)?.notAfter,
    tokenExpiry(fileToken?.content ?? token),
    oidcExpiry(oidc),
  );
  return {
    entry,
    methods: methodsOf(entry),
    ...credentials,
    ...(key && { key: key.material }),
    ...(keyPair && { keyPair }),
    ...(oidc && { oidc }),
    identities: identitiesOf(entry, { ...credentials, ...(oidc?.idToken && { idToken: oidc.idToken }) }),
    ...(ends !== undefined && { expires: ends }),
    contexts,
  };
}
