import { render, say } from "../../core/message.ts";
import { shown } from "../../core/rules/words.ts";
import type { ProxyServer } from "../connection/model.ts";
import { type ClusterFailure, clusterFailure } from "./failure.ts";

/** @param detail the status of its answer, or the reply of RFC 1928 6; `""` where there is none */
export function proxyRefusal(proxy: ProxyServer, target: string, detail: string): ClusterFailure {
  return clusterFailure(
    "proxy",
    say(
      "The proxy {0} does not connect to {1}{2}. Check {3}, and what the proxy lets through.",
      shown(proxy.shown),
      shown(target),
      detail === "" ? "" : ` (${detail})`,
      proxy.from === "proxy-url" ? "proxy-url" : "HTTPS_PROXY, NO_PROXY",
    ),
  );
}

/** @param target what it was to lead to */
export function proxyBrokeOff(proxy: ProxyServer, target: string): ClusterFailure {
  const reason = say(
    "The proxy {0} broke the connection off before it led to {1}. Check what it lets through, and its log.",
    shown(proxy.shown),
    shown(target),
  );
  return clusterFailure("reset", reason, { kubectl: "Unable to connect to the server: EOF" });
}

/** @param said what Go says of it, where that is known */
export function proxyLoginFailure(proxy: ProxyServer, said?: string): ClusterFailure {
  return clusterFailure(
    "proxy-login",
    proxy.login === undefined
      ? say("The proxy {0} wants a user name and a password. Write them into its URL.", shown(proxy.shown))
      : say("The proxy {0} does not take the user name and password of its URL.", shown(proxy.shown)),
    said === undefined ? {} : { kubectl: `Unable to connect to the server: ${said}` },
  );
}

export function proxyTlsFailure(proxy: ProxyServer, { reason, kubectl }: ClusterFailure): ClusterFailure {
  return clusterFailure(
    "proxy",
    say("There is no TLS with the proxy {0}: {1}", shown(proxy.shown), render(reason)),
    kubectl === undefined ? {} : { kubectl: kubectl.replace(/(?<=server: )/, "proxyconnect tcp: ") },
  );
}
