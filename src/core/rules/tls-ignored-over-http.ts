import { isPlainHttp } from "../kubeconfig/server.ts";
import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** CA, tls-server-name and insecure-skip-tls-verify mean nothing over http: client-go does not read them. */
export const tlsIgnoredOverHttp = rule("tls-ignored-over-http", "hint", function* ({ facts }) {
  for (const [entry, { server }] of facts.clusters) {
    if (!isPlainHttp(server) || (server.kind === "url" && server.schemeless)) continue;
    const fields = [
      ["certificate-authority-data", entry.certificateAuthorityData],
      ["certificate-authority", entry.certificateAuthority],
      ["tls-server-name", entry.tlsServerName],
      ["insecure-skip-tls-verify", entry.insecureSkipTlsVerify],
    ] as const;
    for (const [name, field] of fields) {
      if (!field?.value) continue;
      const message = say(
        'Cluster "{0}" is reached over plain http, where kubectl does not read {1}: remove it, or use https.',
        shown(entry.name),
        name,
      );
      yield { ...placeOf(entry, field), message, tag: "unnecessary" };
    }
  }
});
