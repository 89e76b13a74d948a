import { withoutCredentials } from "../credential.ts";
import type { TokenInfo } from "../tokens/types.ts";
import { commonName, organizations, uidOf } from "../x509/name.ts";
import type { Certificate } from "../x509/types.ts";
import type { Identity, UserFacts } from "./facts-model.ts";
import type { UserEntry } from "./model.ts";

type Credentials = Pick<UserFacts, "certificate" | "token" | "fileToken"> & { readonly idToken?: TokenInfo };

/**
 * Who the API server would see with what a user carries, best first: impersonation decides, then what it tries in its
 * usual order. What only the server knows (bound roles, a token's prefix, what a plugin returns) is not in it.
 */
export function identitiesOf(entry: UserEntry, credentials: Credentials): readonly Identity[] {
  const identities: Identity[] = [];
  const impersonated = impersonation(entry);
  if (impersonated) identities.push(impersonated);
  const leaf = leafOf(credentials.certificate);
  const fromCertificate = leaf && certificateIdentity(leaf);
  if (fromCertificate) identities.push(fromCertificate);
  pushToken(identities, credentials.fileToken?.content, "token-file");
  pushToken(identities, credentials.token, "token");
  if (entry.username?.value) identities.push({ user: entry.username.value, groups: [], source: "basic" });
  pushToken(identities, credentials.idToken, "auth-provider");
  return identities;
}

/** The certificate that a client presents: the first of the field (crypto/tls X509KeyPair). */
export function leafOf(material: UserFacts["certificate"]): Certificate | undefined {
  const first = material?.content?.certificates[0];
  return first?.ok ? first.certificate : undefined;
}

/**
 * apiserver pkg/authentication/request/x509, CommonNameUserConversion: CN is the user and every O a group. A
 * certificate without CN, or with a malformed user id, is nobody's.
 */
function certificateIdentity(certificate: Certificate): Identity | undefined {
  const user = commonName(certificate.subject);
  const uid = uidOf(certificate.subject);
  if (user === "" || !uid.ok) return undefined;
  const groups = organizations(certificate.subject);
  return { user, groups, ...(uid.value !== undefined && { uid: uid.value }), source: "client-certificate" };
}

function impersonation(entry: UserEntry): Identity | undefined {
  if (!entry.as?.value) return undefined;
  return {
    user: withoutCredentials(entry.as.value),
    groups: (entry.asGroups?.value ?? []).map(withoutCredentials),
    ...(entry.asUid?.value && { uid: entry.asUid.value }),
    source: "impersonation",
  };
}

function pushToken(into: Identity[], token: TokenInfo | undefined, source: Identity["source"]): void {
  if (token?.identity) into.push({ ...token.identity, source });
}
