import { type AddressInfo, createServer, connect as dialTcp, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from "node:tls";
import { daysFrom } from "../../sample/dates.ts";
import type { ProbeTarget } from "../../src/cluster/probe/probe.ts";
import { type Issued, makeCa, makeCertificate } from "./certificates.ts";

/** A server on loopback, closed with everything that is connected to it. */
export class Loopback {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(server: Server) {
    this.#server = server;
    server.on("connection", socket => {
      this.#sockets.add(socket.on("error", () => {}));
    });
  }

  static tls(options: TlsOptions, onSecure: (socket: TLSSocket) => void = () => {}): Promise<Loopback> {
    const server = createTlsServer(options, socket => onSecure(socket.on("error", () => {})));
    return new Loopback(server.on("tlsClientError", () => {})).#listen();
  }

  static raw(onConnection: (socket: Socket) => void): Promise<Loopback> {
    return new Loopback(createServer(onConnection)).#listen();
  }

  async #listen(): Promise<Loopback> {
    await new Promise<void>(resolve => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  target(serverName?: string): ProbeTarget {
    const { port } = this.#server.address() as AddressInfo;
    return { host: "127.0.0.1", port, serverName, dial: () => dial(port) };
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

export function dial(port: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = dialTcp(port, "127.0.0.1");
    socket.once("connect", () => resolve(socket)).once("error", reject);
  });
}

/** A CA and a serving certificate of it for `kubernetes` and 127.0.0.1. */
export async function makeServing(): Promise<{ readonly ca: Issued; readonly leaf: Issued }> {
  const ca = await makeCa();
  const san = [
    { type: "dns", value: "kubernetes" },
    { type: "ip", value: "127.0.0.1" },
  ] as const;
  const leaf = await makeCertificate({
    cn: "kube-apiserver",
    issuer: ca,
    eku: ["serverAuth"],
    san,
    ...validityFrom(),
  });
  return { ca, leaf };
}

/** From yesterday for 300 days: what is dialled is judged by the clock. */
export function validityFrom(): { readonly notBefore: Date; readonly notAfter: Date } {
  const now = new Date();
  return { notBefore: daysFrom(now, -1), notAfter: daysFrom(now, 299) };
}
