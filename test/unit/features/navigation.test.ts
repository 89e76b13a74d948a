import { strict as assert } from "node:assert";
import { lenses } from "../../../src/core/features/lenses.ts";
import { links } from "../../../src/core/features/links.ts";
import { definition, references } from "../../../src/core/features/navigation.ts";
import { type Symbol as Outline, symbols } from "../../../src/core/features/symbols.ts";
import { cursor } from "../../support/cursor.ts";
import { analysisOf, shownText } from "../../support/editor.ts";

const FIRST = `kind: Config
current-context: dev
contexts:
- name: dev
  context: {cluster: east, user: jane}
- context: {cluster: east, user: bob, namespace: web}
  name: prod
`;
const SECOND = `kind: Config
users:
- name: jane
  user: {token: x, as: ann}
- name: bob
  user: {exec: {command: ./bin/login, apiVersion: client.authentication.k8s.io/v1beta1}}
clusters:
- name: east
  cluster: {server: "https://east", certificate-authority: pki/ca.crt}
- name: unused
  cluster: {server: "https://unused", certificate-authority: /etc/ca.crt}
`;

/** A place as `file: text`. */
function shown(source: string, span: { readonly start: number; readonly end: number }): string {
  return `${source}: ${(source === "config" ? FIRST : SECOND).slice(span.start, span.end)}`;
}

describe("definition", () => {
  const table: readonly (readonly [marked: string, place: string | undefined])[] = [
    [FIRST.replace("cluster: east", "cluster: ea│st"), "config-1: east"],
    [FIRST.replace("user: bob", "user: │bob"), "config-1: bob"],
    [FIRST.replace("current-context: dev", "current-context: dev│"), "config: dev"],
    [FIRST.replace("namespace: web", "namespace: we│b"), undefined],
  ];
  for (const [marked, place] of table) {
    it(`leads to ${place}`, () => {
      const { text, offset } = cursor(marked);
      const found = definition(analysisOf(text, { later: [SECOND] }), "config", offset);
      assert.equal(found && shown(found.source, found.span), place);
    });
  }
});

describe("references", () => {
  it("finds every use in every file, and what it stands for", () => {
    const analysis = analysisOf(FIRST, { later: [SECOND] });
    const all = references(analysis, "config-1", SECOND.indexOf("east"), true);
    assert.deepEqual(
      all.map(({ source, span }) => `${shown(source, span)} ${span.start}`),
      [
        `config-1: east ${SECOND.indexOf("east")}`,
        `config: east ${FIRST.indexOf("east")}`,
        `config: east ${FIRST.lastIndexOf("east")}`,
      ],
    );
  });

  it("leaves out what it stands for", () => {
    const found = references(analysisOf(FIRST, { later: [SECOND] }), "config", FIRST.indexOf("jane"), false);
    assert.deepEqual(
      found.map(({ span }) => span.start),
      [FIRST.indexOf("jane")],
    );
  });
});

describe("lenses", () => {
  const shownLenses = (source: string) =>
    lenses(analysisOf(FIRST, { later: [SECOND] }), source).map(
      ({ about, parts }) => `${about}: ${parts.map(shownText).join(" · ")}`,
    );

  it("says who each context is and where it goes", () => {
    assert.deepEqual(shownLenses("config"), [
      "context: current · ann @ https://east",
      "context: bob @ https://east · namespace web",
    ]);
  });

  it("says who each user is", () => {
    assert.deepEqual(shownLenses("config-1"), ["user: ann", "user: credential plugin"]);
  });
});

describe("symbols", () => {
  it("outlines a file", () => {
    const file = analysisOf(SECOND).files[0];
    const line = ({ name, detail, kind, children }: Outline): unknown[] => [
      `${kind} ${shownText(name)} ${detail ?? ""}`.trim(),
      ...children.map(line),
    ];
    assert.deepEqual(file && symbols(file).map(line), [
      ["section users", ["user jane token"], ["user bob ./bin/login"]],
      ["section clusters", ["cluster east https://east"], ["cluster unused https://unused"]],
    ]);
  });
});

describe("links", () => {
  it("lead to the files that kubectl would open", () => {
    const file = analysisOf(SECOND).files[0];
    assert.deepEqual(
      file && links(file, "posix").map(({ span, path }) => [SECOND.slice(span.start, span.end), path]),
      [
        ["pki/ca.crt", "/home/jane/.kube/pki/ca.crt"],
        ["/etc/ca.crt", "/etc/ca.crt"],
        ["./bin/login", "/home/jane/.kube/bin/login"],
      ],
    );
  });
});
