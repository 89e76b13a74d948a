import { readKubeconfig } from "../../kubeconfig/read.ts";
import { serverFacts } from "../../kubeconfig/server.ts";
import { say } from "../../message.ts";
import type { KubeadmDirectory, PkiFolder } from "../../pki/model.ts";
import { aboutFile, folderRule } from "./rule.ts";

/** An API server that the kubeconfigs beside it dial by a name that its certificate does not carry. */
export const dialledNameMissing = folderRule("pki-san-missing", "error", function* ({ folder, kubeadm }) {
  for (const directory of kubeadm) {
    const apiserver = directory.certificates.find(item => item.name === "apiserver");
    if (apiserver?.status.kind !== "present") continue;
    const has = new Set(
      apiserver.status.certificate.subjectAltNames.flatMap(name =>
        name.type === "other" ? [] : [name.value.toLowerCase()],
      ),
    );
    for (const [host, path] of hostsOf(directory, folder)) {
      if (has.has(host) || has.has(host.replace(/^[^.]+/, "*"))) continue;
      const message = say(
        "This certificate of the API server does not name {0} (subject alternative names), which {1} dials: kubectl refuses it there.",
        host,
        path,
      );
      yield aboutFile(apiserver.path, message, { path, is: say("The kubeconfig that dials it") });
    }
  }
});

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
