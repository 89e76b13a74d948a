import { createServer as createHttpServer, type Server as HttpServer, STATUS_CODES } from "node:http";
import { connect, createServer, type Server, type Socket } from "node:net";
import type { Answer, Seen } from "./requests.ts";

/** Where tunnels lead, whatever their target says: the port of a server here. */
export type Route = (target: string) => number;

/** What a proxy says to whoever wants something of it; `pass` lets it through. */
export type Refusal = () => "pass" | number;

/** The handlers of a proxy that speaks HTTP: tunnels, and requests that are handed to it. */
export function proxying(
  server: HttpServer,
  name: string,
  seen: Seen,
  { route, refusal }: { readonly route: Route; readonly refusal: Refusal },
): HttpServer {
  return server.on("connect", (request, socket: Socket, head) => {
    const login = request.headers["proxy-authorization"] ?? "none";
    seen(`${name}: connect ${request.url} | host: ${request.headers.host} | login: ${login}`);
    const verdict = refusal();
    if (verdict !== "pass") {
      socket.end(`HTTP/1.1 ${verdict} ${STATUS_CODES[verdict]}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    splice(socket, route(request.url ?? ""), head);
  });
}

export function plainProxy(
  name: string,
  seen: Seen,
  answer: Answer,
  ways: { readonly route: Route; readonly refusal: Refusal },
): HttpServer {
  return proxying(
    createHttpServer((request, response) => answer(request, response, false)),
    name,
    seen,
    ways,
  );
}

/** SOCKS 5 with and without a login: RFC 1928 and 1929. Refuses with the reply 2, and each login with `refusal`. */
export function socksProxy(
  name: string,
  seen: Seen,
  { route, refusal }: { readonly route: Route; readonly refusal: Refusal },
): Server {
  return createServer(socket => {
    const read = reader(socket.on("error", () => {}));
    serve().catch(() => socket.destroy());

    async function serve(): Promise<void> {
      const [, count = 0] = await read(2);
      const methods = await read(count);
      const wantsLogin = methods.includes(2);
      socket.write(Buffer.of(5, wantsLogin ? 2 : 0));
      if (wantsLogin && !(await login())) return;
      const [, command, , kind = 0] = await read(4);
      const length = kind === 1 ? 4 : kind === 4 ? 16 : ((await read(1))[0] ?? 0);
      const host = await read(length);
      const port = (await read(2)).readUInt16BE();
      const shown = kind === 3 ? host.toString() : host.toString("hex");
      seen(`${name}: command ${command} to ${kind} ${shown}:${port}`);
      const passes = refusal() === "pass";
      socket.write(Buffer.of(5, passes ? 0 : 2, 0, 1, 0, 0, 0, 0, 0, 0));
      if (passes) splice(socket, route(`${shown}:${port}`), read.rest());
      else socket.end();
    }

    async function login(): Promise<boolean> {
      const user = (await read(((await read(2))[1] ?? 0) as number)).toString();
      const password = (await read((await read(1))[0] ?? 0)).toString();
      seen(`${name}: login ${JSON.stringify([user, password])}`);
      const passes = refusal() !== 407;
      socket.write(Buffer.of(1, passes ? 0 : 1));
      if (!passes) socket.end();
      return passes;
    }
  });
}

function splice(socket: Socket, port: number, head: Uint8Array): void {
  const onward = connect(port, "127.0.0.1");
  const end = () => {
    onward.destroy();
    socket.destroy();
  };
  for (const each of [socket, onward]) each.on("error", end).on("close", end);
  if (head.length > 0) onward.write(head);
  socket.pipe(onward).pipe(socket);
}

/** So many bytes of a stream, when they are there. */
function reader(socket: Socket) {
  let held = Buffer.alloc(0);
  let wake = () => {};
  const onData = (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    wake();
  };
  socket.on("data", onData);
  const read = async (length: number): Promise<Buffer> => {
    while (held.length < length) {
      await new Promise<void>((resolve, reject) => {
        wake = resolve;
        socket.once("close", reject);
      });
    }
    const taken = held.subarray(0, length);
    held = held.subarray(length);
    return taken;
  };
  const rest = () => {
    socket.removeListener("data", onData);
    return held;
  };
  return Object.assign(read, { rest });
}
