import { isIP, type Socket } from "node:net";
import { type ConnectionOptions, connect, type DetailedPeerCertificate, type TLSSocket } from "node:tls";
import { say } from "../../core/message.ts";
import { shown } from "../../core/rules/words.ts";
import { decodeCertificate } from "../../core/x509/certificate.ts";
import { checkSignatures } from "../../core/x509/checked-chain.ts";
import { serverAuthError } from "../../core/x509/server-auth.ts";
import type { Certificate } from "../../core/x509/types.ts";
import type { TlsMaterial } from "../connection/model.ts";
import { type ClusterFailure, clusterFailure, codeOf, DialError, networkFailure } from "./failure.ts";
import { alertFailure, brokenHandshake, closedInHandshake, resetInHandshake } from "./handshake-failure.ts";
import { caOf, systemCertificates } from "./roots.ts";

/**
 * TLS over a stream to a server. Two must accept its certificates before anything is sent: Go's rules, as the core has them, and
 * OpenSSL. Only the CAs of the kubeconfig count where it names any.
 * @param address as messages show it
 * @param now milliseconds since the epoch
 * @throws DialError
 */
export async function secure(
  stream: Socket,
  tls: TlsMaterial,
  address: string,
  now: number,
): Promise<TLSSocket> {
  const roots = rootsOf(tls);
  const socket = await handshake(stream, optionsOf(tls, roots), address);
  const error = tls.insecure
    ? undefined
    : ((await goVerdict(socket, tls, roots, now)) ?? opensslVerdict(socket));
  if (error !== undefined) {
    socket.destroy();
    const reason = say("{0} shows a certificate that is not accepted: {1}.", shown(address), error);
    throw new DialError(clusterFailure("certificate", reason, { kubectl: `${UNABLE} ${error}` }));
  }
  if (tls.client?.defect !== undefined) {
    socket.destroy();
    throw new DialError(pairFailure(tls.client.defect));
  }
  return socket;
}

const UNABLE = "Unable to connect to the server:";

/** @param defect in Go's words */
function pairFailure(defect?: string): ClusterFailure {
  const reason = say("The client certificate and its key cannot be used together. Look at their findings.");
  return clusterFailure("credential", reason, defect === undefined ? {} : { kubectl: `${UNABLE} ${defect}` });
}

function rootsOf({ ca, insecure }: TlsMaterial): readonly Certificate[] {
  if (insecure) return [];
  return ca === undefined ? systemCertificates() : caOf(ca);
}

/** `ca` is always given: VS Code adds those of the system where it is not. */
function optionsOf(tls: TlsMaterial, roots: readonly Certificate[]): ConnectionOptions {
  return {
    ca: roots.map(({ der }) => pemOf(der)),
    ...(tls.client &&
      tls.client.defect === undefined && { cert: tls.client.certificate, key: tls.client.key }),
    servername: serverNameOf(tls.serverName),
    // Go takes each certificate of the list for a CA, whoever signed it.
    allowPartialTrustChain: true,
    minVersion: "TLSv1.2",
    ALPNProtocols: ["http/1.1"],
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  };
}

/** What goes into the ClientHello: no address, no dot at the end (crypto/tls, hostnameInSNI). */
function serverNameOf(name: string): string {
  const bare = name.replace(/^\[(.*)\]$/s, "$1").replace(/(?<=.)%[^%]*$/s, "");
  return isIP(bare) === 0 ? name.replace(/\.+$/, "") : "";
}

function pemOf(der: Uint8Array): string {
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString("base64")}\n-----END CERTIFICATE-----\n`;
}

function handshake(stream: Socket, options: ConnectionOptions, address: string): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      stream.destroy();
      reject(error instanceof DialError ? error : new DialError(handshakeFailure(address, error)));
    };
    try {
      const socket = connect({ ...options, socket: stream });
      const closed = () => fail(new DialError(closedInHandshake(address)));
      socket.once("secureConnect", () => {
        socket.removeListener("error", fail);
        socket.removeListener("close", closed);
        resolve(socket.on("error", () => undefined));
      });
      socket.once("error", fail);
      socket.once("close", closed);
    } catch {
      // OpenSSL's texts on keys and certificates say nothing that a person could use.
      fail(new DialError(pairFailure()));
    }
  });
}

function handshakeFailure(address: string, error: unknown) {
  const at = shown(address);
  const code = codeOf(error);
  if (code === "ERR_SSL_WRONG_VERSION_NUMBER" || code === "ERR_SSL_PACKET_LENGTH_TOO_LONG") {
    return clusterFailure(
      "plain-http",
      say("{0} does not answer in TLS. Check the port; what listens there may speak plain HTTP.", at),
    );
  }
  const alert = /^ERR_SSL_(?:SSL\/TLS|SSLV\d+|TLSV\d+)_(?:ALERT_)?(\w+)$/.exec(code ?? "")?.[1];
  if (alert !== undefined) return alertFailure(address, alert);
  if (code?.startsWith("ERR_SSL_") || code === "EPROTO") return brokenHandshake(address, code);
  if (code === "ECONNRESET" || code === "EPIPE") return resetInHandshake(address);
  return networkFailure(address, error);
}

async function goVerdict(
  socket: TLSSocket,
  tls: TlsMaterial,
  roots: readonly Certificate[],
  now: number,
): Promise<string | undefined> {
  const [leaf, ...intermediates] = sentBy(socket);
  if (leaf === undefined) return "tls: failed to parse certificate from server";
  const chain = { leaf, intermediates, roots, now };
  return serverAuthError(chain, tls.serverName, await checkSignatures(chain));
}

/** What the server sent, and what OpenSSL found behind it, which is among the CAs. */
function sentBy(socket: TLSSocket): readonly Certificate[] {
  const chain: Certificate[] = [];
  const seen = new Set<string>();
  let at: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (at?.raw && !seen.has(at.fingerprint256)) {
    seen.add(at.fingerprint256);
    const decoded = decodeCertificate(at.raw);
    if (decoded.ok) chain.push(decoded.value);
    at = at.issuerCertificate;
  }
  return chain;
}

function opensslVerdict(socket: TLSSocket): string | undefined {
  return socket.authorized ? undefined : `OpenSSL: ${String(socket.authorizationError)}`;
}
