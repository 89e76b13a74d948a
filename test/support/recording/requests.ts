import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer, type Server as SecureServer } from "node:https";
import { createSecureContext, type TLSSocket } from "node:tls";

/** What a server saw, a line each: the name in the ClientHello, whose certificate, the request. */
export type Seen = (event: string) => void;

/** What a server shows, in PEM. */
export interface Shown {
  readonly cert: string;
  readonly key: string;
}

/** An HTTPS server that asks for a client certificate, and offers HTTP/1.1 only. */
export function secureServer(shown: Shown, name: string, seen: Seen, answer: Answer): SecureServer {
  const server = createSecureServer(
    {
      ...shown,
      requestCert: true,
      rejectUnauthorized: false,
      ALPNProtocols: ["http/1.1"],
      SNICallback(servername, done) {
        seen(`${name}: hello ${servername}`);
        done(null, undefined);
      },
    },
    (request, response) => answer(request, response, true),
  );
  server.on("tlsClientError", () => {});
  return server.on("secureConnection", (socket: TLSSocket) => {
    seen(`${name}: peer ${socket.getPeerX509Certificate()?.subject ?? "none"}`);
  });
}

/** Shows something else from now on. */
export function show(server: SecureServer, shown: Shown): void {
  // Checked here, as a server with nothing to show fails without a word.
  createSecureContext(shown);
  server.setSecureContext({ ...shown, requestCert: true, rejectUnauthorized: false } as Shown);
}

export function plainServer(answer: Answer) {
  return createServer((request, response) => answer(request, response, false));
}

export type Answer = (request: IncomingMessage, response: ServerResponse, tls: boolean) => void;

const COMPARED = /^(?:host|authorization|proxy-authorization|impersonate-.*)$/;

/** The request as it is compared: method and path, and each of its headers that decides who asks, in the order of their text. */
export function requestLine({ method, url, rawHeaders }: IncomingMessage): string {
  const headers: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? "";
    if (COMPARED.test(name)) headers.push(`${name}: ${JSON.stringify(rawHeaders[at + 1])}`);
  }
  // kubectl tells the server its time-out.
  const path = url?.replace(/\?timeout=\w+$/, "");
  return [`${method} ${path}`, ...headers.sort()].join(" | ");
}
