import type { GoError } from "../../go/error.ts";
import { render } from "../../message.ts";
import type { Content } from "../content.ts";
import { hasCertificate, hasKey } from "../credentials.ts";
import type { ClusterEntry, Field, UserEntry } from "../model.ts";
import { isTls, serverFacts } from "../server.ts";
import type { ClientConfig, ClientWorld } from "./config.ts";
import { confirmUsableByKubectl, invalidConfiguration } from "./validate.ts";

export type TlsVerdict =
  | { readonly ok: true }
  /** `config`: no client can be built (ClientConfig). `tls`: its TLS cannot be set up (transport.TLSConfigFor). */
  | (GoError & { readonly stage: "config" | "tls" });

const ok: TlsVerdict = { ok: true };

/**
 * What becomes of a context when kubectl builds a client for it, before it connects (client-go
 * tools/clientcmd/client_config.go, ClientConfig, and transport/transport.go, TLSConfigFor). Errors are client-go's.
 * @param exact whether keys are checked as Go checks them or by the public part that they state
 */
export function tlsVerdict(
  config: ClientConfig,
  name: string,
  world: ClientWorld,
  exact: boolean,
): TlsVerdict {
  const invalid = confirmUsableByKubectl(config, name, world);
  if (invalid.length > 0) return { ok: false, stage: "config", error: invalidConfiguration(invalid) };
  const context = config.contexts.get(name || config.currentContext);
  const cluster = config.clusters.get(context?.cluster?.value ?? "");
  const user = config.users.get(context?.user?.value ?? "");
  if (cluster === undefined || !isTls(serverFacts(cluster.server?.value))) return ok;
  const tokenError = user && tokenFileError(user, world);
  if (tokenError) return { ok: false, stage: "config", error: tokenError };
  const error = caError(cluster, user, world) ?? (user && keyPairError(user, world, exact));
  return error === undefined ? ok : { ok: false, stage: "tls", error };
}

/** tokenFile is read at once where there is no inline token to fall back to. */
function tokenFileError(user: UserEntry, world: ClientWorld): string | undefined {
  if (user.token?.value || !user.tokenFile?.value) return undefined;
  const read = world.read(user.source, user.tokenFile.value);
  return typeof read === "string" ? read : undefined;
}

/** The CA comes first, but the files of the user are read before it is parsed. */
function caError(cluster: ClusterEntry, user: UserEntry | undefined, world: ClientWorld): string | undefined {
  const { certificateAuthorityData: data, certificateAuthority: file, source } = cluster;
  const hasCa = Boolean(data?.value || file?.value);
  if (hasCa && cluster.insecureSkipTlsVerify?.value) {
    return "specifying a root certificates file with the insecure flag is not allowed";
  }
  const ca = materialOf(data, file, source, world);
  if (typeof ca === "string") return ca;
  const unread = user && hasCertificate(user) ? unreadable(user, world) : undefined;
  if (unread !== undefined || ca === undefined) return unread;
  const error = ca.bundleError;
  return error && `unable to load root certificates: ${render(error)}`;
}

function unreadable(user: UserEntry, world: ClientWorld): string | undefined {
  const certificate = certificateOf(user, world);
  if (typeof certificate === "string") return certificate;
  const key = keyOf(user, world);
  return typeof key === "string" ? key : undefined;
}

/** A pair of files is only parsed on the first connection, so that it can be reloaded. */
function keyPairError(user: UserEntry, world: ClientWorld, exact: boolean): string | undefined {
  if (!user.clientCertificateData?.value && !user.clientKeyData?.value) return undefined;
  return pairDefect(user, world, exact);
}

/**
 * Why the client certificate of a user and its key are of no use together, in Go's words (crypto/tls, X509KeyPair); undefined
 * where they fit, or are not there.
 * @param exact whether keys are checked as Go checks them or by the public part that they state
 */
export function pairDefect(user: UserEntry, world: ClientWorld, exact: boolean): string | undefined {
  if (!hasCertificate(user) || !hasKey(user)) return undefined;
  const certificate = certificateOf(user, world);
  const key = keyOf(user, world);
  if (typeof certificate !== "object" || typeof key !== "object") return undefined;
  const verdict = certificate.pairWith(key, exact);
  return verdict.ok ? undefined : render(verdict.message);
}

function certificateOf(user: UserEntry, world: ClientWorld): Content | string | undefined {
  return materialOf(user.clientCertificateData, user.clientCertificate, user.source, world);
}

function keyOf(user: UserEntry, world: ClientWorld): Content | string | undefined {
  return materialOf(user.clientKeyData, user.clientKey, user.source, world);
}

function materialOf(
  data: Field<string> | undefined,
  file: Field<string> | undefined,
  source: string,
  world: ClientWorld,
): Content | string | undefined {
  if (data?.value) return world.data(source, data);
  return file?.value ? world.read(source, file.value) : undefined;
}
