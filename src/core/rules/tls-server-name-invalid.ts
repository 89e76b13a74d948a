import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

const HOST = /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?$|^[0-9a-f:.]+$/i;

/** tls-server-name is compared with the names of the server's certificate: crypto/x509 VerifyHostname. */
export const tlsServerNameInvalid = rule("tls-server-name-invalid", "warning", function* ({ facts }) {
  for (const entry of facts.clusters.keys()) {
    const field = entry.tlsServerName;
    if (!field?.value || HOST.test(field.value)) continue;
    const message = say(
      'The tls-server-name of cluster "{0}" is not a host name, so no certificate can match it and kubectl refuses the connection: write a bare name, without scheme, port or path.',
      shown(entry.name),
    );
    yield { ...placeOf(entry, field), message };
  }
});
