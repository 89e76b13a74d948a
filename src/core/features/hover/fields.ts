import type { Entry, Field, KubeconfigFile } from "../../kubeconfig/model.ts";

/** A field that has something to say of its own, by the path of its schema. */
export interface NamedField {
  readonly path: string;
  readonly entry: Entry;
  readonly field: Field<unknown>;
}

/**
 * The field whose key stands at an offset although no path of lists leads there: with anchors and merge keys a mapping
 * may stand anywhere in the file.
 */
export function fieldWithKeyAt(file: KubeconfigFile, keyStart: number): NamedField | undefined {
  for (const entry of [...file.clusters, ...file.users, ...file.contexts]) {
    for (const [path, field] of fieldsOf(entry)) {
      if (field?.key.start === keyStart) return { path, entry, field };
    }
  }
  return undefined;
}

function fieldsOf(entry: Entry): readonly (readonly [path: string, field: Field<unknown> | undefined])[] {
  switch (entry.kind) {
    case "cluster":
      return [
        ["clusters.cluster.server", entry.server],
        ["clusters.cluster.tls-server-name", entry.tlsServerName],
        ["clusters.cluster.insecure-skip-tls-verify", entry.insecureSkipTlsVerify],
        ["clusters.cluster.certificate-authority", entry.certificateAuthority],
        ["clusters.cluster.certificate-authority-data", entry.certificateAuthorityData],
        ["clusters.cluster.proxy-url", entry.proxyUrl],
        ["clusters.cluster.disable-compression", entry.disableCompression],
      ];
    case "user":
      return [
        ["users.user.client-certificate", entry.clientCertificate],
        ["users.user.client-certificate-data", entry.clientCertificateData],
        ["users.user.client-key", entry.clientKey],
        ["users.user.client-key-data", entry.clientKeyData],
        ["users.user.token", entry.token],
        ["users.user.tokenFile", entry.tokenFile],
        ["users.user.as", entry.as],
        ["users.user.username", entry.username],
        ["users.user.password", entry.password],
        ["users.user.auth-provider", entry.authProvider],
        ["users.user.exec", entry.exec],
        ["users.user.exec.command", entry.exec?.value.command],
        ["users.user.exec.apiVersion", entry.exec?.value.apiVersion],
        ["users.user.exec.interactiveMode", entry.exec?.value.interactiveMode],
      ];
    case "context":
      return [
        ["contexts.context.cluster", entry.cluster],
        ["contexts.context.user", entry.user],
        ["contexts.context.namespace", entry.namespace],
      ];
  }
}
