import type { Draft } from "../finding.ts";
import type { ClusterEntry, Field, UserEntry } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** Inline data and a path for the same: client-go tools/clientcmd/validation.go refuses, though its text says it overrides. */
export const dataAndFile = rule("data-and-file", "error", function* ({ facts }) {
  for (const entry of facts.clusters.keys()) {
    yield* both(entry, "certificate-authority", entry.certificateAuthorityData, entry.certificateAuthority);
  }
  for (const entry of facts.users.keys()) {
    yield* both(entry, "client-certificate", entry.clientCertificateData, entry.clientCertificate);
    const certificate = entry.clientCertificateData?.value || entry.clientCertificate?.value;
    if (certificate) yield* both(entry, "client-key", entry.clientKeyData, entry.clientKey);
  }
});

function* both(
  entry: ClusterEntry | UserEntry,
  field: string,
  data: Field<string> | undefined,
  path: Field<string> | undefined,
): Iterable<Draft> {
  if (!data?.value || !path?.value) return;
  const message = say(
    'The {0} "{1}" has both {2} and {2}-data. kubectl stops with "are both specified", though it adds that the data will override: remove one of them.',
    entry.kind,
    shown(entry.name),
    field,
  );
  const related = [{ source: entry.source, span: data.key, message: say("The data") }];
  yield { ...placeOf(entry, path), message, related, data: { field } };
}
