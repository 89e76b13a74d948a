import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A key without its certificate: client-go rest and transport take the pair or nothing (HasCertAuth). */
export const certificateMissing = rule("certificate-missing", "warning", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const key = entry.clientKeyData?.value ? entry.clientKeyData : entry.clientKey;
    if (!key?.value || entry.clientCertificateData?.value || entry.clientCertificate?.value) continue;
    const message = say(
      'User "{0}" has a client key and no certificate, so kubectl ignores the key without a word: add client-certificate-data, or remove the key.',
      shown(entry.name),
    );
    yield { source: entry.source, span: key.key, message };
  }
});
