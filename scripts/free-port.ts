import { createServer } from "node:net";

/** A port of the loopback address on which nobody listens now. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

/** So many different ones. @throws Error where the system gives none */
export async function freePorts(count: number): Promise<readonly number[]> {
  const probes = Array.from({ length: count }, () => createServer());
  await Promise.all(
    probes.map(probe => new Promise<void>(done => probe.listen(0, "127.0.0.1", () => done()))),
  );
  const ports = probes.map(probe => {
    const address = probe.address();
    if (address === null || typeof address === "string") throw new Error("No free port");
    return address.port;
  });
  await Promise.all(probes.map(probe => new Promise(done => probe.close(done))));
  return ports;
}
