import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Issued } from "./certificates.ts";
import { makeServing } from "./loopback.ts";

/** What a fake API server is asked. */
export interface FakeRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** What it answers: an object with status 200, or another status. Nothing: 404. */
export type FakeAnswer = { readonly status?: number; readonly object: unknown } | undefined;

/** A server on loopback that answers as somebody says, over TLS with a certificate for 127.0.0.1. */
export class FakeApiServer {
  readonly url: string;
  /** PEM of the CA of its certificate. */
  readonly ca: string;
  /** Everything that it was asked. */
  readonly requests: FakeRequest[];
  readonly #close: () => Promise<void>;

  private constructor(url: string, ca: string, requests: FakeRequest[], close: () => Promise<void>) {
    this.url = url;
    this.ca = ca;
    this.requests = requests;
    this.#close = close;
  }

  /** @param given what it shows; the CA is sent too, as API servers of kubeadm do not */
  static async start(
    answer: (request: FakeRequest) => FakeAnswer,
    given?: { readonly ca: Issued; readonly leaf: Issued },
  ): Promise<FakeApiServer> {
    const { ca, leaf } = given ?? (await makeServing());
    const requests: FakeRequest[] = [];
    const options = {
      cert: given ? leaf.pem + ca.pem : leaf.pem,
      key: leaf.keyPem,
      requestCert: true,
      rejectUnauthorized: false,
    };
    const server = createServer(options, (incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on("data", chunk => chunks.push(chunk));
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        const request: FakeRequest = {
          method: incoming.method ?? "",
          path: incoming.url ?? "",
          headers: incoming.headers,
          body: text === "" ? undefined : JSON.parse(text),
        };
        requests.push(request);
        const given = answer(request) ?? {
          status: 404,
          object: { kind: "Status", reason: "NotFound", message: "not found" },
        };
        response.writeHead(given.status ?? 200, { "Content-Type": "application/json" });
        response.end(JSON.stringify(given.object));
      });
    });
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const close = async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    };
    return new FakeApiServer(`https://127.0.0.1:${port}`, ca.pem, requests, close);
  }

  close(): Promise<void> {
    return this.#close();
  }
}
