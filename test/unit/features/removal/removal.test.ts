import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { listBindings, listRights } from "../../../../src/core/features/removal/commands.ts";
import { removalDocument } from "../../../../src/core/features/removal/document.ts";
import type { RbacSubject } from "../../../../src/core/rbac/index.ts";
import { DAY, NOW, record } from "../../ledger/support.ts";

const NAMES = [
  "jane",
  "o'hara",
  'say "hi"',
  "a\\(1)b",
  "$(id)`id`",
  "jane\u202e",
  "a b;c",
  "ünï",
  "-x",
  "a\nb",
];

const user = (name: string): RbacSubject => ({ kind: "User", name });

/** What the API server would give kubectl: a binding for each name, and others that must not be found. */
function bindings(names: readonly string[]) {
  const binding = (name: string, kind: string, subjects: unknown) => ({
    kind: "RoleBinding",
    metadata: { name, namespace: "shop" },
    roleRef: { kind: "ClusterRole", name: "edit" },
    subjects: subjects === undefined ? undefined : [{ kind, name: subjects }],
  });
  return {
    items: [
      ...names.map((name, index) => binding(`of-${index}`, "User", name)),
      binding("empty", "User", undefined),
      ...names.map((name, index) => binding(`group-${index}`, "Group", name)),
    ],
  };
}

describe("the command that lists the bindings of a user", () => {
  const jq = ["/usr/bin/jq", "/usr/local/bin/jq"].find(existsSync);

  it("finds the bindings that name it and no other, whatever it is called", function () {
    if (jq === undefined || process.platform === "win32") {
      console.log("      no jq in /usr/bin or /usr/local/bin");
      return this.skip();
    }
    const found = NAMES.map(name => {
      const command = listBindings([user(name)], "posix").replace(/^kubectl .*\|$/m, "");
      const output = execFileSync("sh", ["-c", command], {
        input: JSON.stringify(bindings(NAMES)),
        encoding: "utf8",
      });
      return output.trimEnd().split("\t").slice(0, 4);
    });
    assert.deepEqual(
      found,
      NAMES.map((_, index) => ["RoleBinding", "shop", `of-${index}`, "ClusterRole/edit"]),
    );
  });

  it("shows every character of a name", () => {
    for (const shell of ["posix", "powershell"] as const) {
      const command = listBindings(NAMES.map(user), shell);
      assert.doesNotMatch(command.replaceAll("\n", ""), /[\p{C}\p{Zl}\p{Zp}]/u);
    }
  });

  it("compares names in PowerShell as expressions in quotes", () => {
    const command = listBindings([user("o'hara"), { kind: "Group", name: "a\\b\u202e" }], "powershell");
    assert.match(command, /^\(kubectl get .* \| ConvertFrom-Json\)\.items \|\n/);
    assert.ok(command.includes("($_.kind -ceq 'User' -and $_.name -ceq 'o''hara')"));
    assert.ok(command.includes("-and $_.name -ceq ([regex]::Unescape('a\\\\b\\u202e')))"), command);
  });

  it("asks for the rights of user and groups, but for names that cannot be typed", () => {
    assert.deepEqual(
      [
        listRights([user("jane"), { kind: "Group", name: "on call" }], "posix"),
        listRights([user("jane\u202e")], "posix"),
      ],
      ["kubectl auth can-i --list --as=jane --as-group='on call'", undefined],
    );
  });
});

describe("what a removal needs", () => {
  const jane = record("jane", { entry: "jane@lab", groups: ["dev", "system:masters"] });
  const known = [
    jane,
    jane,
    record("jane", { serial: "2", fingerprint: "02".repeat(32), notAfter: NOW + DAY }),
    record("jane", { serial: "3", fingerprint: "03".repeat(32), notAfter: NOW - DAY }),
    record("joe", { serial: "4", fingerprint: "04".repeat(32) }),
    record("other", {
      serial: "5",
      fingerprint: "05".repeat(32),
      ca: { name: "other", fingerprint: "ee".repeat(32) },
    }),
  ];

  it("says until when, what else is valid, where rights stand and what the last resort costs", () => {
    const text = removalDocument({ record: jane, known, now: NOW, shell: "posix" });
    const headings = text.split("\n").filter(line => line.startsWith("#"));
    const lines = text.split("\n").filter(line => line.startsWith("- "));
    assert.deepEqual(
      [headings, lines],
      [
        [
          "# What the removal of `jane` needs",
          "## Certificates of this user that are still valid",
          "## Rights that name the user or a group",
          "## The last resort: another CA",
        ],
        [
          "- `jane`, groups `dev`, until 2026-11-28 12:00 UTC, serial `2`, in `/home/jane/.kube/config`",
          "- `jane`, groups `dev`, `system:masters`, until 2026-12-04 12:00 UTC, serial `1f00`, in `/home/jane/.kube/config`",
          "- `joe`, groups `dev`, until 2026-12-04 12:00 UTC, serial `4`, in `/home/jane/.kube/config`",
        ],
      ],
    );
    assert.match(text, /takes this certificate until 2026-12-04 12:00 UTC \(expires in 7d\)/);
    assert.match(text, /in the group `system:masters`, which may do anything/);
    assert.match(text, /```sh\nkubectl get rolebindings,clusterrolebindings .*\n {2}jq -r '/);
    assert.match(text, /kubectl auth can-i --list --as=jane --as-group=dev --as-group=system:masters/);
  });

  it("cannot be changed by a name", () => {
    const evil = "x` [a](command:b)\n# Heading\u202e```";
    const text = removalDocument({
      record: record(evil, { groups: [evil], file: evil }),
      known: [],
      now: NOW,
      shell: "posix",
    });
    assert.equal(text.split("\n").filter(line => /^#+ Heading/.test(line)).length, 0);
    assert.match(text, /^# What the removal of ````/);
    assert.doesNotMatch(text.replaceAll("\n", ""), /[\p{Cc}\p{Cf}]/u);
  });

  it("asks for nothing more where the certificate is over, but for the rights", () => {
    const old = record("jane", { notAfter: NOW - DAY });
    const text = removalDocument({ record: old, known: [old], now: NOW, shell: "posix" });
    assert.match(text, /The certificate ended at 2026-11-26 12:00 UTC/);
    assert.doesNotMatch(text, /still valid/);
  });
});
