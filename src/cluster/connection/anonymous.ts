import type { Connection, ProxyServer, TlsMaterial } from "./model.ts";

/** The way to a server without any credential of its user; a proxy still gets the login of its URL. */
export function anonymous({ impersonation: _, tls, proxy, ...rest }: Connection): Connection {
  return {
    ...rest,
    credential: {},
    ...(tls && { tls: nameless(tls) }),
    ...(proxy && { proxy: anonymousProxy(proxy) }),
  };
}

function anonymousProxy({ tls, ...rest }: ProxyServer): ProxyServer {
  return { ...rest, ...(tls && { tls: nameless(tls) }) };
}

function nameless({ client: _, ...tls }: TlsMaterial): TlsMaterial {
  return tls;
}
