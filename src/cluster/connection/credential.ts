import { hasCertificate, hasKey } from "../../core/kubeconfig/credentials.ts";
import type { ClusterEntry, UserEntry } from "../../core/kubeconfig/model.ts";
import type { Result } from "../../core/result.ts";
import { textOfBytes } from "./bytes.ts";
import { loginFrom } from "./login.ts";
import type { Credential, Impersonation, TlsMaterial } from "./model.ts";
import type { Reader } from "./reader.ts";

type Given = Result<Credential, { readonly ok: false; readonly error: string }>;

/**
 * What a user sends beside its certificate; a plugin only where it has nothing else (plugin/pkg/client/auth/exec,
 * UpdateTransportConfig).
 * @returns why kubectl makes no request, in client-go's words (transport/round_trippers.go, HTTPWrappersForConfig)
 */
export function credentialOf(
  user: UserEntry,
  cluster: ClusterEntry,
  tls: TlsMaterial,
  reader: Reader,
): Given {
  const tokenFile = reader.path(user, user.tokenFile);
  const token = user.token?.value || tokenIn(user, reader);
  const username = user.username?.value;
  if (tokenFile !== undefined && username) {
    return { ok: false, error: "username/password or bearer token may be set, but not both" };
  }
  if (tokenFile !== undefined && !token) {
    return { ok: false, error: `read empty token from file ${JSON.stringify(tokenFile)}` };
  }
  const base = reader.base(user);
  const alone = !token && !username && !(hasCertificate(user) && hasKey(user));
  const value = {
    ...(token && { token }),
    ...(tokenFile !== undefined && { tokenFile }),
    ...(username && { basic: loginFrom(username, user.password?.value ?? "") }),
    ...(alone &&
      user.exec && {
        exec: {
          config: user.exec.value,
          cluster,
          ...(base !== undefined && { base }),
          ...(tls.ca !== undefined && { ca: tls.ca }),
        },
      }),
  };
  return { ok: true, value };
}

function tokenIn(user: UserEntry, reader: Reader): string | undefined {
  const content = reader.bytes(user, undefined, user.tokenFile);
  return content === undefined ? undefined : textOfBytes(content);
}

export function impersonationOf(user: UserEntry): Impersonation | undefined {
  if (!user.as?.value) return undefined;
  const extra = [...(user.asUserExtra?.value ?? [])].flatMap(([name, values]) =>
    values.map(value => [name, value] as const),
  );
  return {
    user: user.as.value,
    ...(user.asUid?.value && { uid: user.asUid.value }),
    groups: user.asGroups?.value ?? [],
    extra,
  };
}
