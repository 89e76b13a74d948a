import type { Timing } from "../features/time.ts";
import type { IssuedCertificate } from "../manifests/issued.ts";
import type { RowDraft } from "./draft.ts";
import { rowsOfFile } from "./rows-of-pki.ts";

/** As of a file of certificates, but in the manifest, and called like the object. */
export function rowsOfIssued(all: readonly IssuedCertificate[], timing: Timing): readonly RowDraft[] {
  return all.flatMap(({ object, span, file }) =>
    rowsOfFile(file, timing, new Set()).map(draft => {
      const { row } = draft;
      return { ...draft, row: { ...row, id: `${row.id}\nissued\n${object.name}`, span } };
    }),
  );
}
