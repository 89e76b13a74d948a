import { readKubeconfig } from "../../kubeconfig/read.ts";
import { serverFacts } from "../../kubeconfig/server.ts";
import { say } from "../../message.ts";
import type { KubeadmDirectory, PkiFolder, PkiProblem } from "../model.ts";

/** An API server that the kubeconfigs beside it dial by a name that its certificate does not carry. */
export function* serverNames(directory: KubeadmDirectory, folder: PkiFolder): Iterable<PkiProblem> {
  const apiserver = directory.certificates.find(item => item.name === "apiserver");
  if (apiserver?.status.kind !== "present") return;
  const has = new Set(
    apiserver.status.certificate.subjectAltNames.flatMap(name =>
      name.type === "other" ? [] : [name.value.toLowerCase()],
    ),
  );
  for (const [host, path] of hostsOf(directory, folder)) {
    if (has.has(host) || has.has(host.replace(/^[^.]+/, "*"))) continue;
    yield {
      code: "pki-san-missing",
      severity: "error",
      message: say(
        "This certificate of the API server does not name {0} (subject alternative names), which {1} dials: kubectl refuses it there.",
        host,
        path,
      ),
      path: apiserver.path,
      related: path,
    };
  }
}

/** Each host that a kubeconfig of the directory dials over TLS, with the first file that does. */
function hostsOf({ prefix }: KubeadmDirectory, { kubeconfigs }: PkiFolder): ReadonlyMap<string, string> {
  const hosts = new Map<string, string>();
  for (const { name, path, text } of kubeconfigs) {
    if (!name.startsWith(prefix) || !/^[^/]+\.conf$/.test(name.slice(prefix.length))) continue;
    for (const { server, tlsServerName } of readKubeconfig({ id: path, path, text }).clusters) {
      const facts = serverFacts(server?.value);
      if (facts.kind !== "url" || facts.scheme !== "https") continue;
      const host = (tlsServerName?.value || hostName(facts.host)).toLowerCase();
      if (!hosts.has(host)) hosts.set(host, path);
    }
  }
  return hosts;
}

/** Without the port, and without the brackets of an IPv6 address. */
function hostName(host: string): string {
  return host.replace(/:\d*$/, "").replace(/^\[(.*)\]$/, "$1");
}
