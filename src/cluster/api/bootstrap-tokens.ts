import { decodeBase64 } from "../../core/bytes/base64.ts";
import { utf8Text } from "../../core/bytes/bytes.ts";
import { say } from "../../core/message.ts";
import type { Result } from "../../core/result.ts";
import type { ClusterClient } from "../client.ts";
import { type ClusterFailure, clusterFailure } from "../http/failure.ts";
import { field, objectsIn, textField } from "../json.ts";

const TYPE = "bootstrap.kubernetes.io/token";
const SECRETS = "/api/v1/namespaces/kube-system/secrets";
/** k8s.io/cluster-bootstrap/token/api BootstrapTokenSecretPrefix. */
const PREFIX = "bootstrap-token-";

/** A token by which machines join (k8s.io/cluster-bootstrap/token/api), without its secret. */
export interface BootstrapToken {
  readonly id: string;
  /** Milliseconds since the epoch; it never ends where absent. */
  readonly expires?: number;
  /** That its end cannot be read, which makes the server refuse it. */
  readonly isExpiryBroken: boolean;
  /** `authentication`, `signing` */
  readonly usages: readonly string[];
  /** Beside `system:bootstrappers`. */
  readonly groups: readonly string[];
  readonly description?: string;
}

export async function listBootstrapTokens(
  client: ClusterClient,
  signal?: AbortSignal,
): Promise<Result<readonly BootstrapToken[], ClusterFailure>> {
  const path = `${SECRETS}?${new URLSearchParams({ fieldSelector: `type=${TYPE}` })}`;
  const answer = await client.call({ path, signal });
  return answer.ok ? { ok: true, value: objectsIn(answer.value, "items").map(tokenOf) } : answer;
}

/** `ID.SECRET`. Secret. */
export async function readBootstrapToken(
  client: ClusterClient,
  id: string,
  signal?: AbortSignal,
): Promise<Result<string, ClusterFailure>> {
  const answer = await client.call({ path: `${SECRETS}/${encodeURIComponent(PREFIX + id)}`, signal });
  if (!answer.ok) return answer;
  const secret = dataOf(answer.value, "token-secret");
  return secret
    ? { ok: true, value: `${id}.${secret}` }
    : clusterFailure("invalid", say("The Secret of the bootstrap token {0} holds no token-secret.", id));
}

export interface NewBootstrapToken {
  readonly id: string;
  /** Secret. */
  readonly secret: string;
  /** Milliseconds since the epoch; it never ends where absent. */
  readonly expires?: number;
  readonly usages: readonly string[];
  /** Each begins with `system:bootstrappers:`. */
  readonly groups: readonly string[];
  readonly description: string;
}

export async function createBootstrapToken(
  client: ClusterClient,
  { id, secret, expires, usages, groups, description }: NewBootstrapToken,
  signal?: AbortSignal,
): Promise<Result<BootstrapToken, ClusterFailure>> {
  const stringData = {
    "token-id": id,
    "token-secret": secret,
    ...(expires !== undefined && { expiration: new Date(expires).toISOString().replace(/\.\d+Z$/, "Z") }),
    ...Object.fromEntries(usages.map(usage => [`usage-bootstrap-${usage}`, "true"])),
    ...(groups.length > 0 && { "auth-extra-groups": groups.join(",") }),
    ...(description !== "" && { description }),
  };
  const metadata = { name: PREFIX + id, namespace: "kube-system" };
  const body = { apiVersion: "v1", kind: "Secret", metadata, type: TYPE, stringData };
  const answer = await client.call({ method: "POST", path: SECRETS, body, signal });
  return answer.ok ? { ok: true, value: tokenOf(answer.value) } : answer;
}

/** Takes it away, by its public half: machines that have not joined by then cannot. */
export async function deleteBootstrapToken(
  client: ClusterClient,
  id: string,
  signal?: AbortSignal,
): Promise<Result<unknown, ClusterFailure>> {
  return client.call({ method: "DELETE", path: `${SECRETS}/${encodeURIComponent(PREFIX + id)}`, signal });
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/**
 * Letters and digits, each as likely as any other (cluster-bootstrap/token/util, randBytes).
 * @param random fills bytes, from a source that nobody can guess
 */
export function randomLetters(
  length: number,
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array,
): string {
  let text = "";
  while (text.length < length) {
    for (const byte of random(new Uint8Array(length))) {
      // 252 is the last multiple of 36 that a byte reaches: what is above would make the first letters likelier.
      if (byte < 252 && text.length < length) text += LETTERS[byte % LETTERS.length] ?? "";
    }
  }
  return text;
}

function tokenOf(secret: unknown): BootstrapToken {
  const expiration = dataOf(secret, "expiration");
  const expires = expiration === undefined ? Number.NaN : Date.parse(expiration);
  const description = dataOf(secret, "description");
  const data = field(secret, "data");
  return {
    id:
      dataOf(secret, "token-id") ?? textField(field(secret, "metadata"), "name")?.slice(PREFIX.length) ?? "",
    ...(!Number.isNaN(expires) && { expires }),
    isExpiryBroken: expiration !== undefined && Number.isNaN(expires),
    usages: Object.keys(data).flatMap(key => {
      const [, usage] = /^usage-bootstrap-(.+)$/.exec(key) ?? [];
      return usage !== undefined && dataOf(secret, key) === "true" ? [usage] : [];
    }),
    groups: (dataOf(secret, "auth-extra-groups") ?? "").split(",").filter(each => each !== ""),
    ...(description && { description }),
  };
}

function dataOf(secret: unknown, key: string): string | undefined {
  const text = textField(field(secret, "data"), key);
  const bytes = text === undefined ? undefined : decodeBase64(text);
  return bytes?.ok ? utf8Text(bytes.value) : undefined;
}
