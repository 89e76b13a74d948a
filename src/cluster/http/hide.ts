import { textOfBytes } from "../connection/bytes.ts";
import type { Connection, Login } from "../connection/model.ts";
import type { ClusterFailure } from "./failure.ts";
import type { Headers } from "./headers.ts";
import { basic } from "./tunnel.ts";

/** Replaces what must not be told in what a server says. */
export type Hide = (text: string) => string;

/** Shorter ones are found in any text, and are no secret to anybody. */
const SHORTEST = 4;

/** For a request, whose credential its server may repeat, in any case. */
export function hiding({ credential, proxy }: Connection, headers: Headers): Hide {
  const { token, basic: pair, urlLogin } = credential;
  const authorization = headers["Authorization"];
  const sent = typeof authorization === "string" ? authorization.replace(/^\S+ /, "") : "";
  const logins = [pair, urlLogin, proxy?.login].filter(login => login !== undefined);
  const secrets = [sent, textOfBytes(sent), token ?? "", ...logins.flatMap(formsOf)]
    .map(secret => secret.trim())
    .filter(secret => secret.length >= SHORTEST)
    .sort((a, b) => b.length - a.length)
    .map(secret => secret.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  if (secrets.length === 0) return text => text;
  const pattern = new RegExp(secrets.join("|"), "gi");
  return text => text.replace(pattern, "…");
}

function formsOf(login: Login): readonly string[] {
  return [login.password, textOfBytes(login.password), basic(login).replace(/^\S+ /, "")];
}

/** A failure without what it may have from a server. */
export function hidden(failure: ClusterFailure, hide: Hide): ClusterFailure {
  const { reason, said, kubectl } = failure;
  return {
    ...failure,
    reason: { ...reason, args: reason.args.map(arg => (typeof arg === "string" ? hide(arg) : arg)) },
    ...(said !== undefined && { said: hide(said) }),
    ...(kubectl !== undefined && { kubectl: hide(kubectl) }),
  };
}
