import { encodeBase64 } from "../../core/bytes/base64.ts";
import type { ExecCluster } from "./plugin.ts";

/**
 * The value of KUBERNETES_EXEC_INFO, as client-go writes it: an ExecCredential with its `spec`. Nothing here has a terminal,
 * so `interactive` is false.
 * @param cluster left out where the plugin does not ask for it
 */
export function execInfo(apiVersion: string, cluster: ExecCluster | undefined): string {
  const head = `"kind":"ExecCredential","apiVersion":${JSON.stringify(apiVersion)}`;
  const about = cluster === undefined ? "" : `"cluster":${clusterJson(cluster)},`;
  return `${escaped(`{${head},"spec":{${about}"interactive":false}}`)}\n`;
}

function clusterJson(cluster: ExecCluster): string {
  const { certificateAuthorityData: ca } = cluster;
  const fields = JSON.stringify({
    // Without the query and fragment that client-go drops (tools/clientcmd/client_config.go).
    server: cluster.server.replace(/[?#].*$/s, ""),
    "tls-server-name": cluster.tlsServerName || undefined,
    "insecure-skip-tls-verify": cluster.insecureSkipTlsVerify || undefined,
    "certificate-authority-data": ca === undefined || ca.length === 0 ? undefined : encodeBase64(ca),
    "proxy-url": cluster.proxyUrl || undefined,
    "disable-compression": cluster.disableCompression || undefined,
  });
  // As it is: numbers keep digits that JSON.parse would lose.
  return `${fields.slice(0, -1)},"config":${cluster.config ?? "null"}}`;
}

/** Go's encoding/json writes for HTML; these characters stand in strings only. */
function escaped(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, each => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
