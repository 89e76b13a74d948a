import type { Duplex } from "node:stream";
import type { ClientCas, ServerProbe } from "../../core/features/server-check/model.ts";
import { parseIpAddress } from "../../core/go/ip-address.ts";
import { say } from "../../core/message.ts";
import { addressOf } from "../connection/endpoint.ts";
import { cancelled, dialTimedOut, handshakeFailure, notConnected, type ProbeFailure } from "./failure.ts";
import { MessageType, readCertificates, readClientCas } from "./flight.ts";
import { type Handshake, shakeHands } from "./handshake.ts";

export interface ProbeTarget {
  /** As the URL of the server has it; an IPv6 address with or without brackets. */
  readonly host: string;
  readonly port: number;
  /** tls-server-name, where the kubeconfig sets it. */
  readonly serverName?: string | undefined;
  /** Makes a new connection to host and port, direct or through a proxy; TLS is ours. Called twice at most. */
  readonly dial: (signal: AbortSignal) => Promise<Duplex>;
}

export interface ProbeOptions {
  /** Milliseconds for everything together. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export type ProbeOutcome =
  | { readonly ok: true; readonly probe: ServerProbe }
  | { readonly ok: false; readonly failure: ProbeFailure };

/**
 * Sees what a server shows before it knows who asks: certificates, protocol, latency, and the CAs from which it takes
 * client certificates. No credentials are sent, and nothing is believed. Never rejects; every failure has a sentence.
 */
export async function probeServer(target: ProbeTarget, options: ProbeOptions): Promise<ProbeOutcome> {
  const { signal, timeoutMs } = options;
  const deadline = new AbortController();
  const abort = () => deadline.abort();
  const timer = setTimeout(abort, timeoutMs);
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  try {
    const outcome = await probe(target, timeoutMs, deadline.signal);
    return signal?.aborted ? { ok: false, failure: cancelled() } : outcome;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
    abort();
  }
}

async function probe(target: ProbeTarget, timeoutMs: number, signal: AbortSignal): Promise<ProbeOutcome> {
  const address = addressOf({ host: bare(target.host), port: target.port });
  const started = performance.now();
  const dialled = await dialOf(target, signal);
  if (!dialled.ok) {
    const failure = signal.aborted ? dialTimedOut(address, timeoutMs) : notConnected(address, dialled.cause);
    return { ok: false, failure };
  }
  const dialMs = performance.now() - started;
  const first = await shakeHands(dialled.stream, { ...sentName(target), signal });
  const isIn12 = meeting(first)?.protocol === "TLSv1.2";
  const second = isIn12 || !isWorthAnother(first) ? first : await shakeIn12(target, signal);
  const met = meeting(first) ?? (second && meeting(second));
  if (met === undefined) return { ok: false, failure: handshakeFailure(address, first, timeoutMs) };
  const probe = { ...met, chain: sentChain(met.chain, second), clientCas: clientCasOf(second) };
  return { ok: true, probe: { ...probe, dialMs, tlsMs: first.ms } };
}

type Dialled =
  | { readonly ok: true; readonly stream: Duplex }
  | { readonly ok: false; readonly cause?: unknown };

/** A stream, or what was thrown. Ends with the signal even where `dial` does not. */
function dialOf({ dial }: ProbeTarget, signal: AbortSignal): Promise<Dialled> {
  return new Promise(resolve => {
    const giveUp = () => resolve({ ok: false });
    if (signal.aborted) return giveUp();
    signal.addEventListener("abort", giveUp, { once: true });
    Promise.resolve(signal)
      .then(dial)
      .then(
        stream => {
          signal.removeEventListener("abort", giveUp);
          if (signal.aborted) stream.on("error", () => {}).destroy();
          resolve({ ok: true, stream });
        },
        (cause: unknown) => resolve({ ok: false, cause }),
      );
  });
}

/** crypto/tls hostnameInSNI: no address, no period at the end. */
function sentName({ host, serverName }: ProbeTarget): { readonly servername?: string } {
  const name = bare(serverName || host).replace(/\.+$/, "");
  const isName = parseIpAddress(name) === undefined && /^[\x21-\x7e]{1,255}$/.test(name);
  return isName ? { servername: name } : {};
}

function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}

/** What a handshake showed; one in TLS 1.2 has shown the certificates even where it ends for want of a client's. */
function meeting({
  outcome,
  flight,
}: Handshake): Pick<ServerProbe, "protocol" | "alpn" | "chain"> | undefined {
  if (outcome.kind === "secure") {
    const { protocol, alpn, chain } = outcome;
    return { protocol, chain, ...(alpn !== undefined && { alpn }) };
  }
  const chain = certificatesOf(flight);
  const complete = flight.messages.some(({ type }) => type === MessageType.serverHelloDone);
  return chain !== undefined && complete && outcome.kind === "failed"
    ? { protocol: "TLSv1.2", chain }
    : undefined;
}

/** Not where the server itself said no: what this TLS library stumbles over in TLS 1.3 can be seen in 1.2. */
function isWorthAnother({ outcome, flight }: Handshake): boolean {
  const ownFault = outcome.kind === "failed" && flight.kind === "tls" && flight.alert === undefined;
  return outcome.kind === "secure" || ownFault;
}

/** A handshake in which nothing that the server says is encrypted; undefined without a connection. */
async function shakeIn12(target: ProbeTarget, signal: AbortSignal): Promise<Handshake | undefined> {
  const dialled = await dialOf(target, signal);
  return dialled.ok
    ? shakeHands(dialled.stream, { ...sentName(target), maxVersion: "TLSv1.2", signal })
    : undefined;
}

/** Node leaves out what is no issuer of another: in TLS 1.2 the whole list is seen, if it is of the same certificate. */
function sentChain(chain: readonly Uint8Array[], inClear: Handshake | undefined): readonly Uint8Array[] {
  const whole = inClear && certificatesOf(inClear.flight);
  const [leaf] = chain;
  const [first] = whole ?? [];
  return whole && leaf && first && Buffer.compare(leaf, first) === 0 ? whole : chain;
}

function certificatesOf({ messages }: Handshake["flight"]): readonly Uint8Array[] | undefined {
  const message = messages.find(({ type }) => type === MessageType.certificate);
  const certificates = message && readCertificates(message.body);
  return certificates?.length ? certificates : undefined;
}

const PROTOCOL_VERSION = 70;

function clientCasOf(handshake: Handshake | undefined): ClientCas {
  const { messages = [], alert } = handshake?.flight ?? {};
  const request = messages.find(({ type }) => type === MessageType.certificateRequest);
  const names = request && readClientCas(request.body);
  if (names !== undefined) return { kind: "asked", names };
  if (messages.some(({ type }) => type === MessageType.serverHelloDone) && !request) {
    return { kind: "not-asked" };
  }
  const reason =
    alert === PROTOCOL_VERSION
      ? say("The server speaks only TLS 1.3, which encrypts the names of the CAs that it asks for.")
      : say(
          "A second handshake in TLS 1.2, which shows the names of the CAs that the server asks for, did not succeed.",
        );
  return { kind: "not-told", reason };
}
