import type { Connection } from "../connection/model.ts";

/** The way to the same server with a client certificate in the place of every other credential. Secret. */
export function withCertificate(
  { impersonation: _, tls, ...connection }: Connection,
  client: { readonly certificate: string; readonly key: string },
): Connection {
  return { ...connection, credential: {}, ...(tls && { tls: { ...tls, client } }) };
}

/** The way to the same server with a bearer token in the place of every other credential. Secret. */
export function withToken({ impersonation: _, tls, ...connection }: Connection, token: string): Connection {
  if (tls === undefined) return { ...connection, credential: { token } };
  const { client: __, ...bare } = tls;
  return { ...connection, credential: { token }, tls: bare };
}
