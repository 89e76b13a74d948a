import { type Message, say } from "../../message.ts";
import { shown } from "../../rules/words.ts";
import { hostNames, isForHost } from "../../x509/host.ts";
import { commonName } from "../../x509/name.ts";
import type { Certificate } from "../../x509/types.ts";
import type { JudgeOptions, ServerFinding, ServerFix } from "./model.ts";
import { listed } from "./served.ts";

/** The name that kubectl looks for in the certificate: tls-server-name, else the host (client-go rest/transport.go). */
export function wantedName({ host, serverName }: Pick<JudgeOptions, "host" | "serverName">): string {
  return serverName || host;
}

/** A certificate for other hosts than the one that is dialled. @param trusted whether its chain leads to a CA of the kubeconfig */
export function hostFinding(
  leaf: Certificate,
  options: JudgeOptions,
  trusted: boolean,
): ServerFinding | undefined {
  const wanted = wantedName(options);
  if (isForHost(leaf, wanted)) return undefined;
  const fix = trusted ? fixOf(leaf, options) : undefined;
  return {
    code: "name-mismatch",
    severity: "error",
    message: messageOf(leaf, shown(wanted), fix),
    ...(fix && { fix }),
  };
}

function messageOf(leaf: Certificate, wanted: string, fix: ServerFix | undefined): Message {
  const names = leaf.subjectAltNames.flatMap(name =>
    name.type === "dns" || name.type === "ip" ? [name.value] : [],
  );
  if (names.length === 0) {
    return say(
      "The certificate names no host, as it has no subject alternative names; you dial {0}. Its common name{1} does not count. Have it issued again with that name.",
      wanted,
      commonName(leaf.subject) === "" ? "" : ` (${shown(commonName(leaf.subject))})`,
    );
  }
  if (fix?.kind === "remove-server-name") {
    return say(
      "The certificate is for {0}; tls-server-name says {1}. Remove tls-server-name: the host of the server is among those.",
      listed(names),
      wanted,
    );
  }
  return fix?.kind === "set-server-name"
    ? say(
        "The certificate is for {0}; you dial {1}. Set tls-server-name: {2} in the cluster, or dial a host that it is for.",
        listed(names),
        wanted,
        shown(fix.name),
      )
    : say(
        "The certificate is for {0}; you dial {1}. Dial a host that it is for, or have it issued again with that name (with kubeadm: apiServer.certSANs).",
        listed(names),
        wanted,
      );
}

/** Of the names that the certificate is for, the one that means the same server the most surely. */
function fixOf(leaf: Certificate, { host, serverName }: JudgeOptions): ServerFix | undefined {
  if (serverName && isForHost(leaf, host)) return { kind: "remove-server-name" };
  const dialled = host.toLowerCase();
  const usable = [...hostNames(leaf, "dns"), ...hostNames(leaf, "ip")].filter(
    name => /^[\w.:-]+$/.test(name) && isForHost(leaf, name),
  );
  const name =
    usable.find(each => each.toLowerCase().startsWith(`${dialled}.`)) ??
    usable.find(each => dialled.startsWith(`${each.toLowerCase()}.`)) ??
    usable.find(each => each === "kubernetes") ??
    usable[0];
  return name === undefined ? undefined : { kind: "set-server-name", name };
}
