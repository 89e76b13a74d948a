import type { AddressInfo, Server, Socket } from "node:net";

/** A server on a port of its own, closed together with everything that is connected to it. */
export interface Listening {
  readonly port: number;
  /** How many connections are open. */
  open(): number;
  close(): Promise<void>;
}

/** @param host `::` is every address of the machine, of both versions */
export async function listen(server: Server, host = "127.0.0.1"): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket.on("error", () => {}));
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    open: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
