import type { Draft } from "../finding.ts";
import type { Material } from "../kubeconfig/facts-model.ts";
import { leafOf } from "../kubeconfig/identity.ts";
import type { ClusterEntry, UserEntry } from "../kubeconfig/model.ts";
import { render, say } from "../message.ts";
import type { Certificate } from "../x509/types.ts";
import { neverValid } from "../x509/validity.ts";
import { authoritiesOf, fieldName } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** `weak-key` and `unknown-critical-extension` speak of these. */
const OWN_RULES = new Set(["key", "extension"]);

/** Something that RFC 5280 does not allow and Go accepts. */
export const certificateOdd = rule("certificate-odd", "hint", function* ({ facts }) {
  for (const [entry, cluster] of facts.clusters) {
    for (const each of authoritiesOf(cluster)) {
      if (cluster.ca && each.problems.length > 0)
        yield* oddities(entry, fieldName("ca", cluster.ca), cluster.ca, each);
    }
  }
  for (const [entry, user] of facts.users) {
    const leaf = leafOf(user.certificate);
    const { certificate } = user;
    if (certificate && leaf && leaf.problems.length > 0) {
      yield* oddities(entry, fieldName("certificate", certificate), certificate, leaf);
    }
  }
});

function* oddities(
  entry: ClusterEntry | UserEntry,
  field: string,
  material: Material<unknown>,
  certificate: Certificate,
): Iterable<Draft> {
  const { problems } = certificate;
  if (problems.some(problem => problem.refused)) return;
  const problem = problems.find(
    ({ part }) => !OWN_RULES.has(part) && !(part === "validity" && neverValid(certificate)),
  );
  if (!problem) return;
  const message = say(
    'The certificate in {0} of {1} "{2}" is odd. {3}. kubectl takes it; other programs may not, so have it issued again when convenient.',
    field,
    entry.kind,
    shown(entry.name),
    render(problem.message),
  );
  yield { ...placeOf(entry, material.field), message };
}
