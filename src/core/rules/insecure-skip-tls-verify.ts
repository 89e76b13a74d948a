import { isTls } from "../kubeconfig/server.ts";
import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** The server's certificate is not checked: client-go transport/transport.go, TLSConfigFor. */
export const insecureSkipTlsVerify = rule("insecure-skip-tls-verify", "warning", function* ({ facts }) {
  for (const [entry, { ca, server }] of facts.clusters) {
    const field = entry.insecureSkipTlsVerify;
    if (!field?.value || ca || !isTls(server)) continue;
    const message = say(
      'Cluster "{0}" skips the check of the server\'s certificate, so kubectl sends its credential to whoever answers: replace insecure-skip-tls-verify with certificate-authority-data.',
      shown(entry.name),
    );
    yield { ...placeOf(entry, field), message };
  }
});
