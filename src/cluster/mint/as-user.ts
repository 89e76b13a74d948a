import type { Connection } from "../connection/model.ts";

/** The way to the same server with a client certificate in the place of every other credential. Secret. */
export function withCertificate(
  { impersonation: _, tls, ...connection }: Connection,
  client: { readonly certificate: string; readonly key: string },
): Connection {
  return { ...connection, credential: {}, ...(tls && { tls: { ...tls, client } }) };
}
