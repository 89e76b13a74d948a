import { strict as assert } from "node:assert";
import {
  addEntries,
  collisions,
  deleteContexts,
  deleteEntries,
  detachData,
  embedFiles,
  extractContext,
  findEntry,
  freeName,
  type MergeOptions,
  mergeFile,
  nameOf,
  orphansOf,
  type Plan,
  renameEntry,
  replaceCa,
  replaceCredential,
  rewriteOf,
  setFields,
  setNamespace,
  textAfter,
  trustCa,
  useContext,
} from "../../../src/core/edits/index.ts";
import type { ClusterEntry, KubeconfigFile, UserEntry } from "../../../src/core/kubeconfig/model.ts";
import { readKubeconfig } from "../../../src/core/kubeconfig/read.ts";
import { render } from "../../../src/core/message.ts";
import type { FileRead } from "../../../src/core/ports.ts";

const BASE = `# mine
apiVersion: v1
kind: Config
current-context: dev # today
clusters:
- name: east
  cluster:
    server: https://east:6443
    certificate-authority: pki/ca.crt # from ops
contexts:
- name: dev
  context:
    cluster: east
    user: jane
- name: prod
  context: {cluster: east, user: admin}
users:
- name: jane
  user:
    client-certificate: jane.crt
    client-key: /keys/jane.key
- name: admin
  user:
    token: abc # rotate
`;

function file(text: string, path = "/home/jane/.kube/config"): KubeconfigFile {
  return readKubeconfig({ id: path, path, text });
}

/** The text after a plan for one file, or why there is none. */
function after(read: KubeconfigFile, plan: Plan): string {
  const rewritten = textAfter(read, plan);
  return rewritten.ok ? rewritten.text : `refused: ${render(rewritten.reason)}`;
}

/** What stands in one text and not in the other, line by line. */
function diff(before: string, after: string): readonly string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return [
    ...old.filter(line => !now.includes(line)).map(line => `-${line}`),
    ...now.filter(line => !old.includes(line)).map(line => `+${line}`),
  ];
}

const base = file(BASE);
const contextNamed = (name: string) => base.contexts.filter(each => each.name === name);

const single: readonly (readonly [what: string, plan: Plan, changes: readonly string[]])[] = [
  [
    "uses another context",
    useContext(base, "prod"),
    ["-current-context: dev # today", "+current-context: prod # today"],
  ],
  [
    "clears the current context",
    useContext(base, undefined),
    ["-current-context: dev # today", '+current-context: "" # today'],
  ],
  ["leaves the current context alone", useContext(base, "dev"), []],
  ["sets a namespace", setNamespace(base, "dev", "shop"), ["+    namespace: shop"]],
  [
    "sets a namespace in braces",
    setNamespace(base, "prod", "shop"),
    ["-  context: {cluster: east, user: admin}", "+  context: {cluster: east, user: admin, namespace: shop}"],
  ],
  ["takes no namespace away where there is none", setNamespace(base, "dev", undefined), []],
  [
    "sets fields",
    setFields(base, "cluster", "east", { server: "https://west", "insecure-skip-tls-verify": undefined }),
    ["-    server: https://east:6443", "+    server: https://west"],
  ],
  [
    "renames a context with what means it",
    renameEntry([base], contextNamed("dev")[0] ?? never(), "test"),
    ["-current-context: dev # today", "-- name: dev", "+current-context: test # today", "+- name: test"],
  ],
  [
    "renames a user with what means it",
    renameEntry([base], base.users[1] ?? never(), "no"),
    [
      "-  context: {cluster: east, user: admin}",
      "-- name: admin",
      '+  context: {cluster: east, user: "no"}',
      '+- name: "no"',
    ],
  ],
  [
    "deletes a context with its user, and leaves the cluster that another uses",
    deleteContexts([base], contextNamed("prod"), true),
    [
      "-- name: prod",
      "-  context: {cluster: east, user: admin}",
      "-- name: admin",
      "-    token: abc # rotate",
    ],
  ],
  [
    "deletes the current context",
    deleteContexts([base], contextNamed("dev"), false),
    [
      "-current-context: dev # today",
      "-- name: dev",
      "-  context:",
      "-    cluster: east",
      "-    user: jane",
      '+current-context: "" # today',
    ],
  ],
  [
    "deletes a user that is still used",
    deleteEntries([base], base.users.slice(1)),
    ["-- name: admin", "-    token: abc # rotate"],
  ],
  [
    "replaces a token by a certificate",
    replaceCredential(base, base.users[1] ?? never(), {
      kind: "client-certificate",
      certificate: "C",
      key: "K",
    }),
    ["-    token: abc # rotate", "+    client-certificate-data: Qw==", "+    client-key-data: Sw=="],
  ],
  [
    "replaces a certificate's files where they stand",
    replaceCredential(base, base.users[0] ?? never(), {
      kind: "client-certificate",
      certificate: "C",
      key: "K",
    }),
    [
      "-    client-certificate: jane.crt",
      "-    client-key: /keys/jane.key",
      "+    client-certificate-data: Qw==",
      "+    client-key-data: Sw==",
    ],
  ],
  [
    "replaces a token",
    replaceCredential(base, base.users[1] ?? never(), { kind: "token", token: "1e3" }),
    ["-    token: abc # rotate", '+    token: "1e3" # rotate'],
  ],
  [
    "replaces a CA's file",
    replaceCa(base, base.clusters[0] ?? never(), "CA"),
    ["-    certificate-authority: pki/ca.crt # from ops", "+    certificate-authority-data: Q0E= # from ops"],
  ],
];

function never(): never {
  throw new Error("not in the base");
}

describe("plans for one file", () => {
  for (const [what, plan, changes] of single) {
    it(what, () => assert.deepEqual(diff(BASE, after(base, plan)), changes));
  }

  it("trusts a CA, and not whoever answers", () => {
    const text = "clusters: [{name: a, cluster: {server: b, insecure-skip-tls-verify: true}}]\n";
    const insecure = file(text);
    assert.equal(
      after(insecure, trustCa(insecure, insecure.clusters[0] ?? never(), "CA")),
      "clusters: [{name: a, cluster: {server: b, certificate-authority-data: Q0E=}}]\n",
    );
  });

  const refusals: readonly (readonly [plan: Plan, says: string])[] = [
    [setNamespace(base, "gone", "x"), 'refused: The context "gone" is not in the file any more.'],
    [
      renameEntry([base], base.users[0] ?? never(), "admin"),
      'refused: There is a user "admin" already. Choose another name.',
    ],
    [renameEntry([base], base.users[0] ?? never(), ""), "refused: A name is missing."],
    [
      addEntries(base, { entries: [{ kind: "cluster", name: "east", value: {} }] }),
      'refused: There is a cluster "east" already. Choose another name.',
    ],
  ];
  for (const [plan, says] of refusals) {
    it(says, () => assert.equal(after(base, plan), says));
  }

  it("begins an empty file as other tools expect it", () => {
    const empty = file("# for jane\n");
    const plan = addEntries(empty, {
      entries: [{ kind: "context", name: "a", value: { cluster: "b", user: "c" } }],
      currentContext: "a",
    });
    assert.equal(
      after(empty, plan),
      "# for jane\napiVersion: v1\nkind: Config\ncontexts:\n- name: a\n  context:\n    cluster: b\n    user: c\ncurrent-context: a\n",
    );
  });

  it("finds a name that is free", () => {
    assert.deepEqual([freeName([base], "user", "jane"), freeName([base], "user", "ann")], ["jane-2", "ann"]);
  });
});

describe("plans for two entries of one name", () => {
  const TWINS = `users:
- name: minikube
  user: {token: first}
- name: minikube
  user: {token: second}
contexts:
- name: a
  context: {cluster: c, user: minikube}
- name: b
  context: {cluster: c, user: minikube}
`;
  const twins = file(TWINS);
  const [first = never(), second = never()] = twins.users;
  const secondBecomes = (item: string) => TWINS.replace("- name: minikube\n  user: {token: second}\n", item);
  const renamed = "- name: other\n  user: {token: second}\n";

  it("find each again, and neither when one has gone", () => {
    for (const each of [first, second]) assert.equal(findEntry([twins], nameOf([twins], each)), each);
    const one = file(TWINS.replace("- name: minikube\n  user: {token: first}\n", ""));
    assert.equal(findEntry([one], nameOf([twins], first)), undefined);
    assert.equal(findEntry([one], nameOf([twins], second)), undefined);
  });

  it("delete the one that is meant", () => {
    assert.equal(after(twins, deleteEntries([twins], [second])), secondBecomes(""));
  });

  it("rename the one that is meant, and no context unless somebody says which", () => {
    assert.equal(after(twins, renameEntry([twins], second, "other")), secondBecomes(renamed));
    const [, b = never()] = twins.contexts;
    assert.equal(
      after(twins, renameEntry([twins], second, "other", [b])),
      secondBecomes(renamed).replace(/minikube\}\n$/, "other}\n"),
    );
  });
});

describe("plans for several files", () => {
  const second = file(
    "contexts:\n- name: far\n  context: {cluster: east, user: jane}\nusers:\n- name: jane\n  user: {token: old}\ncurrent-context: far\n",
    "/home/jane/.kube/second",
  );
  const files = [base, second];

  it("renames what another file uses", () => {
    const plan = renameEntry(files, base.clusters[0] ?? never(), "west");
    assert.deepEqual(
      [
        diff(BASE, after(base, plan)).filter(line => line.startsWith("+")),
        diff(second.source.text, after(second, plan)),
      ],
      [
        ["+- name: west", "+    cluster: west", "+  context: {cluster: west, user: admin}"],
        ["-  context: {cluster: east, user: jane}", "+  context: {cluster: west, user: jane}"],
      ],
    );
  });

  it("renames a user that is hidden by another file's for its own file alone", () => {
    const plan = renameEntry(files, second.users[0] ?? never(), "jane-old");
    assert.deepEqual(
      [after(base, plan), diff(second.source.text, after(second, plan))],
      [
        BASE,
        [
          "-  context: {cluster: east, user: jane}",
          "-- name: jane",
          "+  context: {cluster: east, user: jane-old}",
          "+- name: jane-old",
        ],
      ],
    );
  });

  it("knows what nobody else uses, in any file", () => {
    const names = (contexts: KubeconfigFile["contexts"]) =>
      orphansOf(files, contexts).map(({ kind, name, source }) => `${kind} ${name} ${source}`);
    assert.deepEqual(
      [
        names(contextNamed("prod")),
        names(contextNamed("dev")),
        names([...base.contexts, ...second.contexts]).length,
      ],
      [["user admin /home/jane/.kube/config"], [], 4],
    );
  });

  it("finds an entry again by its name", () => {
    const found = [
      { kind: "user", name: "jane" } as const,
      { kind: "user", name: "jane", source: second.source.id } as const,
    ];
    assert.deepEqual(
      found.map(name => findEntry(files, name)),
      [base.users[0], second.users[0]],
    );
  });

  it("makes its plan anew from what stands there by then", async () => {
    const rewrite = rewriteOf([base], base.source.id, ([now]) => setNamespace(now ?? never(), "dev", "shop"));
    const meanwhile = BASE.replace("- name: dev", "- name: first\n- name: dev").replace("# mine", "# ours");
    const outcome = await rewrite(meanwhile);
    assert.deepEqual(outcome.ok && diff(meanwhile, outcome.text), ["+    namespace: shop"]);
  });

  it("refuses where what was meant is gone by then", async () => {
    const rewrite = rewriteOf([base], base.source.id, ([now]) => setNamespace(now ?? never(), "dev", "shop"));
    const reasons = ["users: []\n", "", undefined].map(async text => {
      const outcome = await rewrite(text);
      return outcome.ok ? "" : render(outcome.reason);
    });
    assert.deepEqual(await Promise.all(reasons), [
      'The context "dev" is not in the file any more.',
      'The context "dev" is not in the file any more.',
      "/home/jane/.kube/config has been deleted meanwhile. Nothing was written.",
    ]);
  });

  it("makes a file that was not there", async () => {
    const fresh = file("");
    const entry = { kind: "user", name: "a", value: { token: "b" } } as const;
    const rewrite = rewriteOf([fresh], fresh.source.id, ([now]) =>
      addEntries(now ?? never(), { entries: [entry] }),
    );
    const made = await rewrite(undefined);
    assert.equal(
      made.ok && made.text,
      "apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    token: b\n",
    );
  });
});

describe("merging", () => {
  const other = file(
    `clusters:
- name: east
  cluster: {server: "https://other", certificate-authority: ca.crt, x: 1}
- name: west
  cluster: {certificate-authority: ./certs/ca.crt}
contexts:
- name: west
  context: {cluster: west, user: admin}
- name: dev
  context: {cluster: east, user: jane, namespace: shop}
users:
- name: admin
  user: {token: abc}
- name: jane
  user: {exec: {command: ./bin/login, apiVersion: v1}, tokenFile: t}
`,
    "/work/team/kubeconfig",
  );

  it("names the entries that say something else", () => {
    assert.deepEqual(
      collisions([base], base, other, "posix").map(({ kind, name }) => `${kind} ${name}`),
      ["cluster east", "user jane", "context dev"],
    );
  });

  it("keeps, replaces and renames as decided, with paths and references that still lead there", () => {
    const plan = mergeFile(base, other, {
      style: "posix",
      onCollision: (kind, name) =>
        kind === "cluster"
          ? { kind: "replace" }
          : kind === "user"
            ? { kind: "rename", to: `${name}-2` }
            : { kind: "rename", to: "dev-2" },
      currentContext: "dev",
    });
    assert.deepEqual(diff(BASE, after(base, plan)), [
      "-current-context: dev # today",
      "-    server: https://east:6443",
      "-    certificate-authority: pki/ca.crt # from ops",
      "+current-context: dev-2 # today",
      "+    server: https://other",
      "+    certificate-authority: /work/team/ca.crt # from ops",
      "+    x: 1",
      "+- name: west",
      "+    certificate-authority: /work/team/certs/ca.crt",
      "+- name: west",
      "+  context: {cluster: west, user: admin}",
      "+- name: dev-2",
      "+  context: {cluster: east, user: jane-2, namespace: shop}",
      "+- name: jane-2",
      "+    exec:",
      "+      apiVersion: v1",
      "+      command: /work/team/bin/login",
      "+    tokenFile: /work/team/t",
    ]);
  });

  it("takes nothing from a file that kubectl refuses", () => {
    const broken = file("users:\n- name: a\n  user: {token: 1}\n", "/tmp/broken");
    const plan = mergeFile(base, broken, { style: "posix", onCollision: () => ({ kind: "keep" }) });
    assert.equal(
      after(base, plan),
      "refused: kubectl refuses /tmp/broken, so nothing of it is taken in. Correct it first.",
    );
  });

  it("changes nothing the second time", () => {
    const keep: MergeOptions = { style: "posix", onCollision: () => ({ kind: "keep" }) };
    const once = after(base, mergeFile(base, other, keep));
    const merged = file(once);
    assert.equal(after(merged, mergeFile(merged, other, keep)), once);
  });
});

describe("extracting", () => {
  it("gives a file of its own with paths for its place", () => {
    const text = (to: string) => {
      const extracted = extractContext([base], contextNamed("dev")[0] ?? never(), { to, style: "posix" });
      return extracted.ok ? extracted.text : "";
    };
    assert.equal(
      text("/home/jane/dev.yaml"),
      `apiVersion: v1
kind: Config
current-context: dev
clusters:
- name: east
  cluster:
    server: https://east:6443
    certificate-authority: .kube/pki/ca.crt # from ops
contexts:
- name: dev
  context:
    cluster: east
    user: jane
users:
- name: jane
  user:
    client-certificate: .kube/jane.crt
    client-key: /keys/jane.key
`,
    );
    assert.match(text("/tmp/dev.yaml"), /certificate-authority: \/home\/jane\/\.kube\/pki\/ca\.crt/);
  });

  it("refuses a context that leads nowhere", () => {
    const lone = file("contexts:\n- name: a\n  context: {cluster: b, user: c}\n");
    const extracted = extractContext([lone], lone.contexts[0] ?? never(), { style: "posix" });
    assert.equal(extracted.ok ? "" : render(extracted.reason), 'The cluster of the context "a" is missing.');
  });
});

describe("embedding and its reverse", () => {
  const contents = new Map<string, FileRead>(
    ["/home/jane/.kube/pki/ca.crt", "/home/jane/.kube/jane.crt", "/keys/jane.key"].map(path => [
      path,
      { kind: "file", bytes: new TextEncoder().encode(path) },
    ]),
  );

  it("puts the content of files where their paths stood", () => {
    const entries: readonly (ClusterEntry | UserEntry)[] = [...base.clusters, ...base.users];
    const text = after(base, embedFiles(base, entries, contents, "posix"));
    const code = (path: string): string => Buffer.from(path).toString("base64");
    assert.deepEqual(diff(BASE, text), [
      "-    certificate-authority: pki/ca.crt # from ops",
      "-    client-certificate: jane.crt",
      "-    client-key: /keys/jane.key",
      `+    certificate-authority-data: ${code("/home/jane/.kube/pki/ca.crt")} # from ops`,
      `+    client-certificate-data: ${code("/home/jane/.kube/jane.crt")}`,
      `+    client-key-data: ${code("/keys/jane.key")}`,
    ]);
    const embedded = file(text);
    const { plan, files } = detachData(embedded, embedded.users[0] ?? never(), {
      "client-key": "jane.key",
    });
    assert.deepEqual(
      [
        diff(text, after(embedded, plan)),
        files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]),
      ],
      [
        [`-    client-key-data: ${code("/keys/jane.key")}`, "+    client-key: jane.key"],
        [["jane.key", "/keys/jane.key"]],
      ],
    );
  });

  it("refuses a file that cannot be read", () => {
    assert.equal(
      after(base, embedFiles(base, base.clusters, new Map(), "posix")),
      'refused: The file that certificate-authority of "east" names cannot be read: pki/ca.crt',
    );
  });
});
