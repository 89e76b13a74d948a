import type { Duplex } from "node:stream";
import { connect, type DetailedPeerCertificate, type TLSSocket } from "node:tls";
import { type Flight, readFlight } from "./flight.ts";
import { Tap } from "./tap.ts";

export interface HandshakeOptions {
  /** Sent to the server; left out for an address. */
  readonly servername?: string;
  readonly maxVersion?: "TLSv1.2";
  readonly signal: AbortSignal;
}

export interface Handshake {
  readonly outcome: HandshakeOutcome;
  readonly flight: Flight;
  /** Milliseconds. */
  readonly ms: number;
}

export type HandshakeOutcome =
  | {
      readonly kind: "secure";
      readonly protocol: string;
      readonly alpn?: string;
      /** In DER, each followed by its issuer; what is no issuer of another is not there. */
      readonly chain: readonly Uint8Array[];
    }
  | { readonly kind: "failed"; readonly error: Error }
  | { readonly kind: "closed" }
  | { readonly kind: "oversize" }
  | { readonly kind: "aborted" };

/** Bytes that a server may send before its handshake is complete: a bound of ours, twice Go's for the certificates. */
const MOST_BYTES = 524_288;

/** Milliseconds for the other side to take the end of a connection. */
const FAREWELL = 1000;

/** Makes a TLS handshake over a stream, without any credentials, takes whatever certificate comes, and closes it. Never rejects. */
export function shakeHands(stream: Duplex, options: HandshakeOptions): Promise<Handshake> {
  const { signal, ...versions } = options;
  return new Promise(resolve => {
    const started = performance.now();
    const tap = new Tap(stream, MOST_BYTES);
    // An empty list of CAs keeps those that a host adds (VS Code does) out of what the server sent.
    const socket = connect({
      ...versions,
      socket: tap,
      ca: [],
      minVersion: "TLSv1.2",
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      ALPNProtocols: ["http/1.1"],
    });
    const settle = (outcome: HandshakeOutcome) => {
      signal.removeEventListener("abort", abort);
      resolve({ outcome, flight: readFlight(tap.bytes), ms: performance.now() - started });
      if (outcome.kind === "secure") leave(socket);
      else socket.destroy();
      if (outcome.kind !== "secure") tap.destroy();
    };
    const abort = () => settle({ kind: "aborted" });
    signal.addEventListener("abort", abort);
    tap.once("overflow", () => settle({ kind: "oversize" }));
    socket.once("secureConnect", () => settle(seen(socket)));
    socket.on("error", error => settle({ kind: "failed", error: tap.failure ?? error }));
    socket.once("close", () =>
      settle(tap.failure ? { kind: "failed", error: tap.failure } : { kind: "closed" }),
    );
    if (signal.aborted) abort();
  });
}

/** Ends the connection properly, so that the server logs no broken handshake. */
function leave(socket: TLSSocket): void {
  const timer = setTimeout(() => socket.destroy(), FAREWELL);
  socket.once("close", () => clearTimeout(timer));
  socket.end(() => socket.destroy());
}

function seen(socket: TLSSocket): HandshakeOutcome {
  const { alpnProtocol } = socket;
  return {
    kind: "secure",
    protocol: socket.getProtocol() ?? "",
    ...(alpnProtocol && { alpn: alpnProtocol }),
    chain: chainOf(socket.getPeerCertificate(true)),
  };
}

/** The issuer of the last is itself. */
function chainOf(leaf: DetailedPeerCertificate): readonly Uint8Array[] {
  const seen = new Set<DetailedPeerCertificate>();
  let next: DetailedPeerCertificate | undefined = leaf;
  while (next?.raw !== undefined && !seen.has(next)) {
    seen.add(next);
    next = next.issuerCertificate;
  }
  return [...seen].map(({ raw }) => new Uint8Array(raw));
}
