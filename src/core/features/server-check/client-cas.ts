import { equalBytes } from "../../bytes/bytes.ts";
import { say } from "../../message.ts";
import { formatName, readName } from "../../x509/name.ts";
import type { Certificate } from "../../x509/types.ts";
import type { ClientCas, ServerFinding } from "./model.ts";
import { called, listed } from "./served.ts";

/** The CAs that a server asks for, as Go prints names. */
export function clientCaNames(cas: ClientCas): readonly string[] | undefined {
  return cas.kind === "asked" ? cas.names.map(name => formatName(readName(name).name)) : undefined;
}

/**
 * Whether a server has a use for a client's certificates. client-go sends its certificate whatever the server names
 * (transport/transport.go, GetClientCertificate), where it is asked for one at all.
 */
export function clientCaFinding(
  cas: ClientCas,
  [leaf, ...others]: readonly Certificate[],
): ServerFinding | undefined {
  if (leaf === undefined || cas.kind === "not-told") return undefined;
  if (cas.kind === "not-asked") {
    const message = say(
      "The server asks for no client certificate, so that kubectl sends none and is taken for anonymous. Something before the API server ends TLS (a load balancer, a proxy), or it runs without --client-ca-file: dial the API server itself, or use a token.",
    );
    return { code: "client-certificate-not-asked-for", severity: "warning", message };
  }
  const isNamed = [leaf, ...others].some(({ issuer }) =>
    cas.names.some(name => equalBytes(name, issuer.der)),
  );
  if (cas.names.length === 0 || isNamed) return undefined;
  const names = cas.names.map(name => `"${called(readName(name).name)}"`);
  const message = say(
    'The server takes client certificates of {0}, and yours is issued by "{1}". kubectl sends it all the same, and the answer is "Unauthorized" unless something else says who you are: have one issued by a CA that the server takes.',
    listed(names),
    called(leaf.issuer),
  );
  return { code: "client-ca-not-asked-for", severity: "warning", message };
}
