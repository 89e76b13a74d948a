import { strict as assert } from "node:assert";
import { type ClientIdentity, judgeIdentity } from "../../../../src/core/x509/assess.ts";

type Case = readonly [
  identity: ClientIdentity,
  refusals: readonly string[],
  confirmations: readonly string[],
];

const CASES: readonly Case[] = [
  [{ user: "jane", groups: ["dev", "ops"], uid: "42" }, [], []],
  [{ user: "Jörg Müller 日本 🎉", groups: [] }, [], []],
  [{ user: "jane", groups: ["dev", "dev"] }, [], []],
  [{ user: "", groups: [""], uid: "" }, ["user-empty", "group-empty", "uid-empty"], []],
  [{ user: "é".repeat(64), groups: ["g".repeat(64)] }, [], []],
  [{ user: "🎉".repeat(64), groups: [] }, [], []],
  [{ user: "u".repeat(65), groups: ["g".repeat(65)] }, ["name-too-long", "name-too-long"], []],
  [{ user: "a\nb", groups: ["c\0"] }, ["name-characters", "name-characters"], []],
  [{ user: "half \ud83c", groups: [] }, ["name-characters"], []],
  [{ user: " jane", groups: ["dev "] }, [], ["name-spaces", "name-spaces"]],
  [{ user: "jane\u202e", groups: ["d\u200bev"] }, [], ["name-invisible", "name-invisible"]],
  [{ user: "jane", groups: ["system:masters"] }, [], ["system-masters"]],
  [{ user: "jane", groups: ["kubeadm:cluster-admins"] }, [], ["cluster-admins"]],
  [{ user: "system:masters", groups: [] }, [], ["system-name"]],
  [
    { user: "system:node:a", groups: ["system:nodes", "system:masters"] },
    [],
    ["system-masters", "system-name", "system-name"],
  ],
];

describe("identities to mint", () => {
  it("are judged", () => {
    const judged = CASES.map(([identity]): Case => {
      const { refusals, confirmations } = judgeIdentity(identity);
      return [identity, refusals.map(each => each.code), confirmations.map(each => each.code)];
    });
    assert.deepEqual(judged, CASES);
  });
});
