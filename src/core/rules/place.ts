import type { Location } from "../finding.ts";
import type { Entry, Field } from "../kubeconfig/model.ts";

/** The place of a field's value; its key where the value is left out, so that there is something to underline. */
export function placeOf(owner: { readonly source: string }, field: Field<unknown>): Location {
  const { span, key } = field;
  return { source: owner.source, span: span.start < span.end ? span : key };
}

/** The place of an entry's name; the whole item where it has none. */
export function nameOf(entry: Entry): Location {
  return { source: entry.source, span: entry.nameSpan };
}
