import { isTls } from "../kubeconfig/server.ts";
import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** client-go transport/transport.go, TLSConfigFor; not met over http, where no CA is read. */
export const caWithInsecure = rule("ca-with-insecure", "error", function* ({ facts }) {
  for (const [entry, { ca, server }] of facts.clusters) {
    const field = entry.insecureSkipTlsVerify;
    if (!field?.value || !ca || !isTls(server)) continue;
    const message = say(
      'Cluster "{0}" has a CA and insecure-skip-tls-verify. kubectl stops with "specifying a root certificates file with the insecure flag is not allowed": remove insecure-skip-tls-verify.',
      shown(entry.name),
    );
    const related = [{ ...placeOf(entry, ca.field), message: say("The CA") }];
    yield { ...placeOf(entry, field), message, related };
  }
});
