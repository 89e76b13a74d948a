import { strict as assert } from "node:assert";
import type { Candidate } from "../../../../src/vscode/sources/discovery.ts";
import { groupsOf } from "../../../../src/vscode/sources/groups.ts";
import type { Member } from "../../../../src/vscode/sources/reader.ts";

type Origin = Candidate["origin"];

/** A member with a text, or one that is missing. */
function member(id: string, origin: Origin, isThere = true): Member {
  const uri = { toString: () => id } as Member["uri"];
  const candidate: Candidate = { uri, origin, certain: true, added: false };
  return isThere
    ? { candidate, id, uri, source: { id, text: id } }
    : { candidate, id, uri, failure: { kind: "missing" } };
}

const shown = (...members: readonly Member[]) =>
  groupsOf(members).map(
    ({ id, kind, sources }) => `${kind} ${id}: ${sources.map(source => source.id).join()}`,
  );

describe("members as groups", () => {
  it("make one of what kubectl merges, first, and one of each other file", () => {
    assert.deepEqual(
      shown(
        member("w", "workspace"),
        member("a", "KUBECONFIG"),
        member("b", "KUBECONFIG"),
        member("s", "settings"),
      ),
      ["effective effective: a,b", "file w: w", "file s: s"],
    );
  });

  it("keep a file of KUBECONFIG that is missing, and drop the default that is", () => {
    assert.deepEqual(shown(member("a", "KUBECONFIG", false)), ["effective effective: "]);
    assert.deepEqual(shown(member("d", "default", false), member("w", "workspace")), ["file w: w"]);
    assert.deepEqual(shown(member("d", "default")), ["effective effective: d"]);
  });
});
