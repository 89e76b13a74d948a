import { decodeBase64 } from "../../core/bytes/base64.ts";
import { utf8Text } from "../../core/bytes/bytes.ts";
import { say } from "../../core/message.ts";
import type { Result } from "../../core/result.ts";
import type { ClusterClient } from "../client.ts";
import { type ClusterFailure, clusterFailure } from "../http/failure.ts";
import { field, objectsIn, textField } from "../json.ts";

/** An account of programs: core/v1 ServiceAccount. */
export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** Seconds: a TokenRequest for less is refused (pkg/apis/authentication/validation). */
export const SHORTEST_TOKEN = 600;
/** Seconds: a TokenRequest for more is refused. */
export const LONGEST_TOKEN = 2 ** 32;

/** The names of all namespaces. */
export async function listNamespaces(
  client: ClusterClient,
  signal?: AbortSignal,
): Promise<Result<readonly string[], ClusterFailure>> {
  const answer = await client.call({ path: "/api/v1/namespaces?limit=1000", signal });
  return answer.ok ? { ok: true, value: namesIn(answer.value) } : answer;
}

export async function listServiceAccounts(
  client: ClusterClient,
  namespace: string,
  signal?: AbortSignal,
): Promise<Result<readonly ServiceAccount[], ClusterFailure>> {
  const answer = await client.call({ path: `${accountsOf(namespace)}?limit=1000`, signal });
  return answer.ok ? { ok: true, value: objectsIn(answer.value, "items").map(accountOf) } : answer;
}

export async function createServiceAccount(
  client: ClusterClient,
  { namespace, name }: Pick<ServiceAccount, "namespace" | "name">,
  signal?: AbortSignal,
): Promise<Result<ServiceAccount, ClusterFailure>> {
  const body = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } };
  const answer = await client.call({ method: "POST", path: accountsOf(namespace), body, signal });
  return answer.ok ? { ok: true, value: accountOf(answer.value) } : answer;
}

/** Deletes it only while it is the one that is meant. */
export async function deleteServiceAccount(
  client: ClusterClient,
  { namespace, name, uid }: ServiceAccount,
  signal?: AbortSignal,
): Promise<Result<unknown, ClusterFailure>> {
  const body = { apiVersion: "v1", kind: "DeleteOptions", preconditions: { uid } };
  return client.call({
    method: "DELETE",
    path: `${accountsOf(namespace)}/${encodeURIComponent(name)}`,
    body,
    signal,
  });
}

export interface TokenWish {
  /** At least {@link SHORTEST_TOKEN}; servers give less without a word. */
  readonly expirationSeconds: number;
  /** Who is to accept it; the API server alone where it is empty. */
  readonly audiences: readonly string[];
}

/** A new token of an account, by TokenRequest. Secret. */
export async function requestToken(
  client: ClusterClient,
  { namespace, name }: Pick<ServiceAccount, "namespace" | "name">,
  { expirationSeconds, audiences }: TokenWish,
  signal?: AbortSignal,
): Promise<Result<string, ClusterFailure>> {
  const spec = { expirationSeconds, ...(audiences.length > 0 && { audiences }) };
  const answer = await client.call({
    method: "POST",
    path: `${accountsOf(namespace)}/${encodeURIComponent(name)}/token`,
    body: { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec },
    signal,
  });
  if (!answer.ok) return answer;
  const token = textField(field(answer.value, "status"), "token");
  return token ? { ok: true, value: token } : noToken();
}

const TOKEN_TYPE = "kubernetes.io/service-account-token";
/** Names the account of a Secret (core/v1 ServiceAccountNameKey). */
const ACCOUNT = "kubernetes.io/service-account.name";

/** The names of the Secrets that hold a token of an account. */
export async function listTokenSecrets(
  client: ClusterClient,
  { namespace, name }: Pick<ServiceAccount, "namespace" | "name">,
  signal?: AbortSignal,
): Promise<Result<readonly string[], ClusterFailure>> {
  const path = `${secretsOf(namespace)}?${new URLSearchParams({ fieldSelector: `type=${TOKEN_TYPE}` })}`;
  const answer = await client.call({ path, signal });
  if (!answer.ok) return answer;
  const own = objectsIn(answer.value, "items").filter(
    each =>
      textField(field(each, "metadata", "annotations"), ACCOUNT) === name &&
      textField(field(each, "data"), "token") !== undefined,
  );
  return { ok: true, value: namesIn({ items: own }) };
}

/** The token in a Secret. Secret. */
export async function readTokenSecret(
  client: ClusterClient,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  signal?: AbortSignal,
): Promise<Result<string, ClusterFailure>> {
  const answer = await client.call({ path: `${secretsOf(namespace)}/${encodeURIComponent(name)}`, signal });
  if (!answer.ok) return answer;
  const bytes = decodeBase64(textField(field(answer.value, "data"), "token") ?? "");
  const token = bytes.ok ? utf8Text(bytes.value) : undefined;
  return token ? { ok: true, value: token } : noToken();
}

function noToken(): ClusterFailure {
  return clusterFailure("invalid", say("The API server answers without a token."));
}

function accountsOf(namespace: string): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/serviceaccounts`;
}

function secretsOf(namespace: string): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets`;
}

function accountOf(object: unknown): ServiceAccount {
  const metadata = field(object, "metadata");
  const [namespace = "", name = "", uid = ""] = ["namespace", "name", "uid"].map(key =>
    textField(metadata, key),
  );
  return { namespace, name, uid };
}

function namesIn(list: unknown): readonly string[] {
  return objectsIn(list, "items").flatMap(each => textField(field(each, "metadata"), "name") ?? []);
}
