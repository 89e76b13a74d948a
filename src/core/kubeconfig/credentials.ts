import { type Message, say } from "../message.ts";
import type { CredentialMethod, SentCredential, ServerFacts, UserFacts } from "./facts-model.ts";
import type { UserEntry } from "./model.ts";
import { isTls } from "./server.ts";

/** Every method a user carries, what decides first. */
export function methodsOf(entry: UserEntry): readonly CredentialMethod[] {
  const methods: CredentialMethod[] = [];
  if (hasCertificate(entry)) methods.push("client-certificate");
  if (entry.tokenFile?.value) methods.push("token-file");
  if (entry.token?.value) methods.push("token");
  if (hasBasic(entry)) methods.push("basic");
  if (entry.exec) methods.push("exec");
  if (entry.authProvider) methods.push("auth-provider");
  return methods;
}

export function hasCertificate(entry: UserEntry): boolean {
  return Boolean(entry.clientCertificate?.value || entry.clientCertificateData?.value);
}

export function hasKey(entry: UserEntry): boolean {
  return Boolean(entry.clientKey?.value || entry.clientKeyData?.value);
}

export function hasBasic(entry: UserEntry): boolean {
  return Boolean(entry.username?.value || entry.password?.value);
}

/**
 * What kubectl sends of a user's methods to a server (client-go tools/clientcmd/client_config.go, rest/transport.go and
 * plugin/pkg/client/auth/exec): nothing over http; the content of tokenFile instead of an inline token; an exec plugin
 * only where nothing else is there; an auth-provider's token never instead of another.
 * @param user undefined where the context names none that exists
 */
export function sentCredential(user: UserFacts | undefined, server: ServerFacts | undefined): SentCredential {
  if (user === undefined || server === undefined || server.kind !== "url") {
    return { methods: [], nothing: "unresolved", ignored: [] };
  }
  if (!isTls(server)) {
    const why = say("kubectl reads no credentials for a server that it reaches over http");
    return { methods: [], nothing: "http", ignored: user.methods.map(method => ({ method, why })) };
  }
  const methods: CredentialMethod[] = [];
  const ignored: { method: CredentialMethod; why: Message }[] = [];
  for (const method of user.methods) {
    const why = whyIgnored(method, user);
    if (why === undefined) methods.push(method);
    else ignored.push({ method, why });
  }
  return { methods, ...(methods.length === 0 && { nothing: "none" as const }), ignored };
}

function whyIgnored(method: CredentialMethod, user: UserFacts): Message | undefined {
  const has = (other: CredentialMethod) => user.methods.includes(other);
  switch (method) {
    case "client-certificate":
      return hasKey(user.entry) ? undefined : say("a client certificate is of no use without its key");
    case "token":
      return has("token-file") && !isUnreadable(user)
        ? say("kubectl sends the content of tokenFile instead of the inline token")
        : undefined;
    case "token-file":
      return has("token") && isUnreadable(user)
        ? say("tokenFile cannot be read, so kubectl falls back to the inline token")
        : undefined;
    case "exec":
      return has("token") ||
        has("token-file") ||
        has("basic") ||
        (has("client-certificate") && hasKey(user.entry))
        ? say("kubectl runs an exec plugin only for a user without any other credential")
        : undefined;
    case "auth-provider":
      return has("token") || has("token-file") || has("basic")
        ? say("a token or password of the user is sent instead of the auth-provider's token")
        : undefined;
    case "basic":
      return undefined;
  }
}

function isUnreadable(user: UserFacts): boolean {
  const code = user.fileToken?.failure?.code;
  return code !== undefined && code !== "unknown";
}
