import { say } from "../message.ts";
import { fieldName } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A private key beside the CA certificate. kubectl skips it; whoever has it and it is the CA's can be anyone. */
export const keyInCa = rule("key-in-ca", "warning", function* ({ facts }) {
  for (const [entry, { ca }] of facts.clusters) {
    if (ca?.failure || !ca?.content?.skipped.some(label => label.endsWith("PRIVATE KEY"))) continue;
    const message = say(
      'The {0} of cluster "{1}" holds a private key. kubectl skips it, but if it is the CA\'s, whoever reads it can become any user of the cluster: remove it, and renew the CA if the file was shared.',
      fieldName("ca", ca),
      shown(entry.name),
    );
    yield { ...placeOf(entry, ca.field), message };
  }
});
