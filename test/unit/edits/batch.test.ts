import { strict as assert } from "node:assert";
import { aliasesBelow } from "../../../src/core/edits/anchors.ts";
import { batchOf } from "../../../src/core/edits/batch.ts";
import type { Change } from "../../../src/core/edits/change.ts";
import { deleteContexts, replaceCredential } from "../../../src/core/edits/index.ts";
import type { Plan } from "../../../src/core/edits/plan.ts";
import { fileStyle } from "../../../src/core/edits/style.ts";
import { toJson } from "../../../src/core/yaml/json.ts";
import { read } from "../../support/edit-texts.ts";

const numbers = [...Array(30).keys()];

const block = `current-context: c3
clusters:
${numbers.map(each => `- name: k${each}\n  cluster:\n    server: https://k${each}\n`).join("")}contexts:
${numbers.map(each => `- name: c${each}\n  context:\n    cluster: k${each}\n    user: u${each}\n`).join("")}users:
${numbers.map(each => `- name: u${each}\n  user:\n    client-certificate: /u${each}.crt\n    client-key-data: QUJD\n    password: x\n`).join("")}`;

/** How many changes of a plan the first reading of the text is enough for, and how many there are. */
function batched(text: string, plan: Plan): readonly [first: number, all: number] {
  const changes: readonly Change[] = plan.ok ? plan.files.flatMap(each => each.changes) : [];
  const { root } = read(text).document;
  if (root === undefined) throw new Error("empty");
  const now = { text, root, style: fileStyle(text, root), loosens: true, aliases: aliasesBelow(root) };
  return [batchOf(now, root, changes).count, changes.length];
}

describe("one reading of a text", () => {
  const file = read(block);

  it("is enough for many contexts that go with their clusters and users", () => {
    const plan = deleteContexts([file], file.contexts.slice(2, 22), true);
    assert.deepEqual(batched(block, plan), [61, 61]);
  });

  it("is enough for all entries but the last of each list", () => {
    assert.deepEqual(batched(block, deleteContexts([file], file.contexts, true)), [88, 91]);
  });

  it("is enough for many of JSON", () => {
    const json = JSON.stringify(JSON.parse(toJson(file.document.root ?? never()) ?? ""), null, 2);
    const own = read(json);
    assert.deepEqual(batched(json, deleteContexts([own], own.contexts.slice(2, 22), true)), [61, 61]);
  });

  it("is enough for the certificates of many users", () => {
    const changes = file.users.flatMap(user => {
      const plan = replaceCredential(file, user, { kind: "client-certificate", certificate: "C", key: "K" });
      return plan.ok ? plan.files.flatMap(each => each.changes) : [];
    });
    assert.deepEqual(batched(block, { ok: true, files: [{ source: "file", changes }] }), [90, 90]);
  });
});

function never(): never {
  throw new Error("empty");
}
