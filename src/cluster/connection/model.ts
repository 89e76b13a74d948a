import type { ClusterEntry, ExecConfig } from "../../core/kubeconfig/model.ts";

/** Where a request goes, as Go's net/http takes the server of a kubeconfig. */
export interface Endpoint {
  readonly tls: boolean;
  /** A name or an address, an IPv6 one without its brackets. */
  readonly host: string;
  readonly port: number;
  /** What the `Host` header says. */
  readonly authority: string;
  /** What stands before the path of every request: `""`, or `/` and more without a `/` at its end. */
  readonly prefix: string;
  /** As anybody may see it. */
  readonly shown: string;
}

/** A proxy that is dialled instead of the server. */
export interface ProxyServer {
  readonly kind: "http" | "https" | "socks5";
  readonly host: string;
  readonly port: number;
  /** Secret. */
  readonly login?: Login;
  /** As anybody may see it. */
  readonly shown: string;
  /** For https: TLS to the proxy, for which net/http takes what the kubeconfig says of the server. */
  readonly tls?: TlsMaterial;
  /** Where it is set. */
  readonly from: "proxy-url" | "environment";
}

/** A character for each byte. Secret. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** PEM and more, as node:tls takes it. Holds a private key. */
export interface TlsMaterial {
  /** The only CAs that are trusted; absent where the kubeconfig has none: then those of the system. */
  readonly ca?: string;
  readonly insecure: boolean;
  /** The name that the certificate must be for. */
  readonly serverName: string;
  readonly client?: ClientPair;
}

export interface ClientPair {
  readonly certificate: string;
  readonly key: string;
  /** Why Go cannot use the two, which it finds out once a server has asked for them. */
  readonly defect?: string;
}

/** What is sent beside a client certificate. Secret. */
export interface Credential {
  /** `user:password@` of the server's URL, which beats all others (net/http, Client.send). */
  readonly urlLogin?: Login;
  /** As in the kubeconfig, else the content of `tokenFile` with its blanks. */
  readonly token?: string;
  /** An absolute path, read anew as client-go does; what it holds then, without blanks, beats `token`. */
  readonly tokenFile?: string;
  readonly basic?: Login;
  readonly exec?: PluginUse;
}

/** A plugin that is to be run for a credential. */
export interface PluginUse {
  readonly config: ExecConfig;
  readonly cluster: ClusterEntry;
  /** The path of the kubeconfig, whose folder relative commands count from; absent for an unsaved text. */
  readonly base?: string;
  /** The CA of the cluster as PEM, for `provideClusterInfo`. */
  readonly ca?: string;
}

export interface Impersonation {
  readonly user: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra: readonly (readonly [name: string, value: string])[];
}

/** Everything that decides how kubectl would reach the server of a context. Holds secrets: it is never shown or kept. */
export interface Connection {
  readonly context: string;
  readonly namespace: string;
  readonly endpoint: Endpoint;
  /** Absent for http. */
  readonly tls?: TlsMaterial;
  readonly proxy?: ProxyServer;
  readonly credential: Credential;
  readonly impersonation?: Impersonation;
}

/** Whether anything that tells who asks goes with a request. */
export function sendsCredential({ tls, credential }: Connection): boolean {
  const { token, tokenFile, basic, exec, urlLogin } = credential;
  return [tls?.client, token, tokenFile, basic, exec, urlLogin].some(each => each !== undefined);
}
