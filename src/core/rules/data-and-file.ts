import type { Draft } from "../finding.ts";
import type { ClusterEntry, UserEntry } from "../kubeconfig/model.ts";
import { type FilePair, fullPairs } from "../kubeconfig/schema/values.ts";
import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** Inline data and a path for the same: client-go tools/clientcmd/validation.go refuses, though its text says it overrides. */
export const dataAndFile = rule("data-and-file", "error", function* ({ facts }) {
  for (const entry of [...facts.clusters.keys(), ...facts.users.keys()]) {
    for (const pair of fullPairs(entry)) {
      if (pair.key === "client-key" && !hasCertificate(entry)) continue;
      yield* both(entry, pair);
    }
  }
});

/** client-go looks at the key of a certificate only. */
function hasCertificate(entry: ClusterEntry | UserEntry): boolean {
  return (
    entry.kind === "user" && Boolean(entry.clientCertificateData?.value || entry.clientCertificate?.value)
  );
}

function* both(entry: ClusterEntry | UserEntry, { key, dataKey, path, data }: FilePair): Iterable<Draft> {
  if (!data?.value || !path?.value) return;
  const message = say(
    'The {0} "{1}" has both {2} and {3}. kubectl stops with "are both specified", though it adds that the data will override: remove one of them.',
    entry.kind,
    shown(entry.name),
    key,
    dataKey,
  );
  const related = [{ source: entry.source, span: data.key, message: say("The data") }];
  yield { ...placeOf(entry, path), message, related, data: { field: key } };
}
