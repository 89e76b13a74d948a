import type { Message } from "../../message.ts";

/** What a server showed in TLS handshakes in which no credentials were sent. */
export interface ServerProbe {
  /** The certificates in DER as the server sent them: its own first. */
  readonly chain: readonly Uint8Array[];
  /** As Node names it: `TLSv1.3`. */
  readonly protocol: string;
  /** The application protocol that the server chose, where it chose one: `http/1.1`. */
  readonly alpn?: string;
  readonly clientCas: ClientCas;
  /** Milliseconds until there was a connection, a proxy's answer included. */
  readonly dialMs: number;
  /** Milliseconds from then until the handshake was complete. */
  readonly tlsMs: number;
}

/**
 * Which CAs a server names when it asks for a client certificate: names in DER; where it names none, any will do.
 * `not-asked`: it takes no client certificate. `not-told`: TLS 1.3 encrypts the request, and 1.2 did not succeed.
 */
export type ClientCas =
  | { readonly kind: "asked"; readonly names: readonly Uint8Array[] }
  | { readonly kind: "not-asked" }
  | { readonly kind: "not-told"; readonly reason: Message };
