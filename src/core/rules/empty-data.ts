import type { ClusterFacts } from "../kubeconfig/facts-model.ts";
import type { ClusterEntry, Field, UserEntry } from "../kubeconfig/model.ts";
import { isTls } from "../kubeconfig/server.ts";
import { type Message, say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/**
 * A `…-data` field that is there and holds nothing counts as none (client-go rest/transport.go: what has no length is not
 * there); for a CA that means another trust.
 */
export const emptyData = rule("empty-data", "information", function* ({ facts }) {
  for (const [entry, cluster] of facts.clusters) {
    const field = entry.certificateAuthorityData;
    if (!isEmpty(field) || !readsCa(entry, cluster)) continue;
    const message = say(
      'The certificate-authority-data of cluster "{0}" is empty, which counts as none: kubectl trusts the CAs of the system. If the server\'s certificate is of a CA of its own, put that here.',
      shown(entry.name),
    );
    yield { ...placeOf(entry, field), message };
  }
  for (const [entry] of facts.users) {
    if (isEmpty(entry.clientCertificateData) && !entry.clientCertificate?.value)
      yield {
        ...placeOf(entry, entry.clientCertificateData),
        message: none(entry, "client-certificate-data"),
      };
    if (isEmpty(entry.clientKeyData) && !entry.clientKey?.value)
      yield { ...placeOf(entry, entry.clientKeyData), message: none(entry, "client-key-data") };
  }
});

function isEmpty(field: Field<string> | undefined): field is Field<string> {
  return field !== undefined && field.value.trim() === "";
}

function readsCa(entry: ClusterEntry, { server }: ClusterFacts): boolean {
  return isTls(server) && !entry.certificateAuthority?.value && entry.insecureSkipTlsVerify?.value !== true;
}

function none({ name }: UserEntry, field: string): Message {
  return say(
    'The {0} of user "{1}" is empty, which counts as none to kubectl: put the value here, or remove the line.',
    field,
    shown(name),
  );
}
