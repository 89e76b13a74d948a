import type { Socket } from "node:net";
import { addressOf } from "../connection/endpoint.ts";
import type { Login, ProxyServer } from "../connection/model.ts";
import { type ClusterFailure, DialError, networkFailure } from "./failure.ts";
import { proxyBrokeOff, proxyLoginFailure, proxyRefusal } from "./proxy-failure.ts";

/** Characters of an answer to CONNECT at most. */
const LONGEST_ANSWER = 64 * 1024;

/**
 * Ask an HTTP proxy for a tunnel (RFC 9110 9.3.6). The stream is then the other end's.
 * @param address of the server, with its port
 * @throws DialError
 */
export function tunnel(stream: Socket, proxy: ProxyServer, address: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const finish = () => {
      stream.removeListener("data", onData);
      stream.removeListener("error", onError);
      stream.removeListener("close", onClose);
    };
    const fail = (failure: ClusterFailure) => {
      finish();
      stream.on("error", () => undefined).destroy();
      reject(new DialError(failure));
    };
    const onError = (error: Error) => fail(networkFailure(addressOf(proxy), error));
    const onClose = () => fail(proxyBrokeOff(proxy, address));
    const onData = (chunk: Buffer) => {
      answer += chunk.toString("latin1");
      const end = answer.indexOf("\r\n\r\n");
      if (end < 0) {
        if (answer.length > LONGEST_ANSWER) fail(proxyRefusal(proxy, address, ""));
        return;
      }
      const status = /^HTTP\/1\.\d (\d{3})/.exec(answer)?.[1];
      if (status !== "200") return fail(refusal(proxy, address, status));
      finish();
      stream.pause();
      const rest = answer.slice(end + 4);
      if (rest !== "") stream.unshift(Buffer.from(rest, "latin1"));
      resolve(stream);
    };
    stream.on("data", onData);
    stream.once("error", onError);
    stream.once("close", onClose);
    const login = proxy.login === undefined ? "" : `Proxy-Authorization: ${basic(proxy.login)}\r\n`;
    stream.write(`CONNECT ${address} HTTP/1.1\r\nHost: ${address.replace(/%[^\]]*/, "")}\r\n${login}\r\n`);
  });
}

function refusal(proxy: ProxyServer, address: string, status: string | undefined): ClusterFailure {
  if (status === "407") return proxyLoginFailure(proxy, "Proxy Authentication Required");
  return proxyRefusal(proxy, address, status === undefined ? "" : `HTTP ${status}`);
}

/** The value of a header. Secret. */
export function basic({ username, password }: Login): string {
  return `Basic ${Buffer.from(`${username}:${password}`, "latin1").toString("base64")}`;
}
