import { strict as assert } from "node:assert";
import { analyzeTexts, findingsOf, sourceOf } from "../../support/analyze.ts";
import { config } from "./cases/case.ts";

/** Where a finding stands, what it is, and what is underlined. */
function found(texts: readonly string[]) {
  return analyzeTexts(texts).map(({ source, severity, code, text, message }) => [
    source,
    `${severity} ${code}`,
    text,
    message,
  ]);
}

const first = config();

describe("rules over several files", () => {
  it("say in the file that loses what the first one wins", () => {
    const second = config({
      user: "token: another",
      cluster: 'server: "https://10.0.0.2"',
      currentContext: "prod",
    });
    const shadowed = (kind: string, name: string) =>
      `kubectl ignores this ${kind}: "${name}" is already defined in config, an earlier file of KUBECONFIG, and the first wins whole. Rename or remove one of them.`;
    assert.deepEqual(found([first, second]), [
      [
        "config-1",
        "information shadowed-current-context",
        "prod",
        'kubectl ignores this current-context: config, an earlier file of KUBECONFIG, sets it to "dev". Remove it here, or change it there.',
      ],
      ["config-1", "warning shadowed-entry", "prod", shadowed("cluster", "prod")],
      ["config-1", "warning shadowed-entry", "jane", shadowed("user", "jane")],
      ["config-1", "hint shadowed-entry", "dev", shadowed("context", "dev")],
    ]);
  });

  it("lead to the winner", () => {
    const [finding] = findingsOf([sourceOf(first), sourceOf(config({ user: "token: other" }), 1)]).filter(
      ({ severity }) => severity === "warning",
    );
    const related = finding?.related?.map(({ source, span, message }) => [
      source,
      first.slice(span.start, span.end),
      message.template,
    ]);
    assert.deepEqual(related, [["config", "jane", "The {0} kubectl uses"]]);
  });

  it("resolve names over the files", () => {
    const contexts = "current-context: dev\ncontexts:\n- name: dev\n  context: {cluster: prod, user: jane}\n";
    const users = "users:\n- name: jane\n  user: {token: t}\n";
    const clusters = 'clusters:\n- name: prod\n  cluster: {server: "https://h"}\n';
    assert.deepEqual(found([contexts, users, clusters]), []);
  });

  it("take the first current-context that is not empty", () => {
    const empty = 'current-context: ""\n';
    assert.deepEqual(found([empty, first]), []);
  });

  it("have nothing to say where both files hold the same current-context", () => {
    assert.deepEqual(found([first, "current-context: dev\n"]), []);
  });
});
