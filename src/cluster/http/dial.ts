import { isIP, Socket } from "node:net";
import { SocksClient } from "socks";
import { addressOf, type HostPort } from "../connection/endpoint.ts";
import { loginText } from "../connection/login.ts";
import type { Endpoint, ProxyServer, TlsMaterial } from "../connection/model.ts";
import { cancelledFailure, DialError, networkFailure, timeoutFailure } from "./failure.ts";
import { proxyLoginFailure, proxyRefusal, proxyTlsFailure } from "./proxy-failure.ts";
import { secure } from "./secure.ts";
import { tunnel } from "./tunnel.ts";

export interface DialOptions {
  /** Milliseconds until there must be a connection. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds since the epoch, for the certificate of a proxy. */
  readonly now: number;
}

/**
 * A stream to the server itself: direct, or through a tunnel of the proxy, where the name is then resolved, as Go does it. What
 * is not to be encrypted is handed to an HTTP proxy as it is.
 * @throws DialError
 */
export async function dial(
  endpoint: Endpoint,
  proxy: ProxyServer | undefined,
  { timeoutMs, signal, now }: DialOptions,
): Promise<Socket> {
  const limit = AbortSignal.timeout(timeoutMs);
  const until = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  const address = addressOf(proxy ?? endpoint);
  try {
    return proxy === undefined
      ? await dialDirect(endpoint, until)
      : await dialThrough(proxy, endpoint, until, now);
  } catch (error) {
    if (signal?.aborted) throw new DialError(cancelledFailure());
    if (limit.aborted) throw new DialError(timeoutFailure(address, timeoutMs));
    throw error instanceof DialError ? error : new DialError(networkFailure(address, error));
  }
}

function dialDirect({ host, port }: HostPort, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (isOldAddress(host)) return reject(Object.assign(new Error("not a name"), { code: "ENOTFOUND" }));
    const socket = new Socket();
    const abort = () => socket.destroy(new Error("aborted"));
    const failed = (error: Error) => {
      signal.removeEventListener("abort", abort);
      reject(error);
    };
    socket.once("error", failed);
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener("abort", abort, { once: true });
    socket.connect({ host, port, autoSelectFamily: true }, () => {
      signal.removeEventListener("abort", abort);
      socket.removeListener("error", failed);
      // Whoever holds it hears of its end; an error that comes between two holders must not stop the process.
      resolve(socket.on("error", () => undefined).setNoDelay(true));
    });
  });
}

/** Addresses such as `127.1` and `0x7f000001`, which the C library takes, and Go looks up as names. */
function isOldAddress(host: string): boolean {
  return /^(?:(?:0x[0-9a-f]*|\d+)(?:\.|$)){1,4}$/i.test(host) && isIP(host) === 0;
}

async function dialThrough(
  proxy: ProxyServer,
  target: Endpoint,
  signal: AbortSignal,
  now: number,
): Promise<Socket> {
  const direct = await dialDirect(proxy, signal);
  const abort = () => direct.destroy(new Error("aborted"));
  signal.addEventListener("abort", abort, { once: true });
  try {
    if (proxy.kind === "socks5") return await throughSocks(direct, proxy, target);
    const stream = proxy.tls === undefined ? direct : await secured(direct, proxy, proxy.tls, now);
    return target.tls ? await tunnel(stream, proxy, addressOf(target)) : stream;
  } catch (error) {
    direct.destroy();
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

async function throughSocks(socket: Socket, proxy: ProxyServer, target: Endpoint): Promise<Socket> {
  const login = proxy.login && loginText(proxy.login);
  try {
    const made = await SocksClient.createConnection({
      proxy: {
        type: 5,
        host: proxy.host,
        port: proxy.port,
        ...(login && { userId: login.username, password: login.password }),
      },
      command: "connect",
      destination: { host: target.host, port: target.port },
      existing_socket: socket,
    });
    return made.socket;
  } catch (error) {
    // The messages of `socks` are constants, with the reply behind them.
    const message = error instanceof Error ? error.message : "";
    const address = addressOf(target);
    const login = /authentication failed/i.test(message)
      ? "username/password authentication failed"
      : /authentication type/i.test(message) && "no acceptable authentication methods";
    if (login) {
      const said = `socks connect tcp ${addressOf(proxy)}->${address}: ${login}`;
      throw new DialError(proxyLoginFailure(proxy, said));
    }
    throw new DialError(proxyRefusal(proxy, address, /- (\w+)$/.exec(message)?.[1] ?? ""));
  }
}

/** TLS to the proxy itself. */
async function secured(socket: Socket, proxy: ProxyServer, tls: TlsMaterial, now: number): Promise<Socket> {
  try {
    return await secure(socket, tls, addressOf(proxy), now);
  } catch (error) {
    throw error instanceof DialError ? new DialError(proxyTlsFailure(proxy, error.failure)) : error;
  }
}
