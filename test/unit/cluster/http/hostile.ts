import { strict as assert } from "node:assert";
import { randomBytes } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import type { Call } from "../../../../src/cluster/client.ts";
import type { ClusterFailure } from "../../../../src/cluster/http/failure.ts";
import { render } from "../../../../src/core/message.ts";
import { base64, type Issued, makeCa, makeCertificate } from "../../../support/certificates.ts";
import { clientBy, type Way } from "../../../support/cluster/connect.ts";
import { patience } from "../../../support/pace.ts";
import { type Listening, listen } from "../../../support/recording/listening.ts";

/** What a server does with each connection. */
export type Behaviour = (socket: Socket) => void;

/** The certificates of the tests are valid then. */
export const NOW = Date.UTC(2026, 5, 1);

/** Servers that mean no good, and calls to them with credentials that nothing may repeat. */
export class Hostile {
  readonly #listening: Listening[] = [];
  readonly #secrets = Array.from({ length: 3 }, () => `s3cr3t${randomBytes(12).toString("hex")}`);
  /** How much longer than on a quiet machine things may take. */
  readonly #pace = patience(1000) / 1000;
  readonly ca: Issued;
  readonly otherCa: Issued;
  #leaf: Promise<Issued> | undefined;

  private constructor(ca: Issued, otherCa: Issued) {
    this.ca = ca;
    this.otherCa = otherCa;
  }

  static async make(): Promise<Hostile> {
    return new Hostile(await makeCa({ cn: "ca" }), await makeCa({ cn: "other-ca" }));
  }

  /** For 127.0.0.1, of our CA. */
  serving(more: Parameters<typeof makeCertificate>[0] = {}): Promise<Issued> {
    const san = [{ type: "ip", value: "127.0.0.1" }] as const;
    return makeCertificate({ cn: "server", issuer: this.ca, eku: ["serverAuth"], san, ...more });
  }

  raw(behaviour: Behaviour): Promise<number> {
    return this.start(
      createServer(socket => {
        behaviour(socket.on("error", () => {}));
        socket.resume();
      }),
    );
  }

  async tls(behaviour: Behaviour, leaf?: Issued, options: TlsOptions = {}): Promise<number> {
    this.#leaf ??= this.serving();
    const { pem, keyPem } = leaf ?? (await this.#leaf);
    const server = createTlsServer({ cert: pem, key: keyPem, ...options }, socket => {
      behaviour(socket.on("error", () => {}));
      socket.resume();
    });
    return this.start(server.on("tlsClientError", () => {}));
  }

  async start(server: Server): Promise<number> {
    const listening = await listen(server);
    this.#listening.push(listening);
    return listening.port;
  }

  /** @param ms milliseconds on a quiet machine, a whole number @returns how many they may be here and now */
  within(ms: number): number {
    return Math.ceil(ms * this.#pace);
  }

  /** A login of a URL that must not be told. */
  get login(): string {
    return `joe:${this.#secrets[1]}@`;
  }

  /** A way to a port, with a token; `more` of the cluster beats the rest. */
  way(port: number, more: Way["cluster"] = {}, scheme = "https"): Way {
    return {
      cluster: {
        server: `${scheme}://127.0.0.1:${port}`,
        "certificate-authority-data": base64(this.ca.pem),
        ...more,
      },
      user: { token: this.#secrets[0] },
    };
  }

  /** The failure of a call, which is a sentence and holds no secret; its sockets are closed then. */
  async failure(way: Way, call: Partial<Call> = {}): Promise<ClusterFailure> {
    const client = await clientBy(way, () => NOW);
    const answer = await client.call({ path: "/version", timeoutMs: this.within(5000), ...call });
    assert(!answer.ok, `it succeeded: ${JSON.stringify(answer)}`);
    const whole = JSON.stringify(answer).toLowerCase();
    for (const secret of this.#secrets) {
      for (const form of [
        secret,
        Buffer.from(`joe:${secret}`).toString("base64"),
        encodeURIComponent(secret),
      ]) {
        assert(!whole.includes(form.toLowerCase()), `it tells a secret: ${whole}`);
      }
    }
    const sentence = render(answer.reason);
    assert(/^[^\s\p{Ll}][^\n]*$/u.test(sentence), sentence);
    // What a server says is quoted as it is.
    assert(sentence.endsWith(".") || sentence.endsWith(answer.said ?? "."), sentence);
    await this.idle();
    return answer;
  }

  /** Until no connection is open, which must be soon. */
  async idle(): Promise<void> {
    const end = performance.now() + this.within(1000);
    while (this.#listening.some(each => each.open() > 0)) {
      assert(performance.now() < end, "a connection is still open");
      await setTimeout(2);
    }
  }

  async close(): Promise<void> {
    for (const each of this.#listening.splice(0)) await each.close();
  }
}

/** Waits for the first that comes, then does it. */
export function afterData(action: (socket: Socket, data: Buffer) => void): Behaviour {
  return socket => {
    socket.once("data", data => action(socket, data));
  };
}

/** An answer of HTTP, whole. */
export function http(status: string, body: string, headers = ""): string {
  return `HTTP/1.1 ${status}\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
