import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A client certificate without its key: client-go tools/clientcmd/validation.go, validateAuthInfo. */
export const keyMissing = rule("key-missing", "error", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const certificate = entry.clientCertificateData?.value
      ? entry.clientCertificateData
      : entry.clientCertificate;
    if (!certificate?.value || entry.clientKeyData?.value || entry.clientKey?.value) continue;
    const message = say(
      'User "{0}" has a client certificate and no key. kubectl stops with "client-key-data or client-key must be specified": add the key that belongs to it.',
      shown(entry.name),
    );
    yield { source: entry.source, span: certificate.key, message };
  }
});
