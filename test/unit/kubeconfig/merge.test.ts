import { strict as assert } from "node:assert";
import { merge } from "../../../src/core/kubeconfig/merge.ts";
import { read, yaml } from "./support.ts";

/** The conflict of client-go's own example: the first file's red-user and cow-cluster win, whole. */
const alfa = yaml`
  users: [{name: red-user, user: {token: red-token}}]
  clusters: [{name: cow-cluster, cluster: {server: "http://cow.org:8080"}}]
  contexts: [{name: federal-context, context: {cluster: cow-cluster, user: red-user, namespace: hammer-ns}}]
`;
const conflict = yaml`
  current-context: federal-context
  users:
  - {name: red-user, user: {token: a-different-red-token, username: x}}
  - {name: yellow-user, user: {token: yellow-token}}
  clusters:
  - {name: cow-cluster, cluster: {server: "http://a-different-cow.org:8080", insecure-skip-tls-verify: true}}
  - {name: donkey-cluster, cluster: {server: "http://donkey.org:8080", insecure-skip-tls-verify: true}}
`;

describe("merge", () => {
  it("takes each entry whole from the first file that has it", () => {
    const { users, clusters, contexts, shadowed, currentContext, loads } = merge([
      read(alfa, "a"),
      read(conflict, "b"),
    ]);
    assert.deepEqual(
      {
        users: [...users.values()].map(user => [
          user.source,
          user.name,
          user.token?.value,
          user.username?.value,
        ]),
        clusters: [...clusters.values()].map(each => [
          each.source,
          each.name,
          each.insecureSkipTlsVerify?.value,
        ]),
        contexts: [...contexts.keys()],
        shadowed: [...shadowed].map(([loser, winner]) => [loser.source, loser.name, winner.source]),
        current: [currentContext?.source, currentContext?.name],
        loads,
      },
      {
        users: [
          ["a", "red-user", "red-token", undefined],
          ["b", "yellow-user", "yellow-token", undefined],
        ],
        clusters: [
          ["a", "cow-cluster", undefined],
          ["b", "donkey-cluster", true],
        ],
        contexts: ["federal-context"],
        shadowed: [
          ["b", "cow-cluster", "a"],
          ["b", "red-user", "a"],
        ],
        current: ["b", "federal-context"],
        loads: true,
      },
    );
  });

  it("passes over an empty current-context", () => {
    const files = ["current-context: ''", "{}", "current-context: x", "current-context: y"];
    const { currentContext } = merge(files.map((text, i) => read(text, String(i))));
    assert.deepEqual([currentContext?.name, currentContext?.source], ["x", "2"]);
  });

  it("takes a duplicate within one file for no shadowing, since kubectl refuses the file", () => {
    const { shadowed, users, loads } = merge([read("users: [{name: a}, {name: a}]")]);
    assert.deepEqual([shadowed.size, [...users.values()].map(user => user.index), loads], [0, [0], false]);
  });

  it("does not trip over names of the language", () => {
    const { users } = merge([read("users: [{name: __proto__}, {name: constructor}, {name: toString}]")]);
    assert.deepEqual([...users.keys()], ["__proto__", "constructor", "toString"]);
  });
});
