import { strict as assert } from "node:assert";
import fc from "fast-check";
import {
  collisions,
  extractContext,
  mergeFile,
  suffixed,
  suffixOf,
  textAfter,
} from "../../../src/core/edits/index.ts";
import type { EntryKind, KubeconfigFile } from "../../../src/core/kubeconfig/model.ts";
import { readKubeconfig } from "../../../src/core/kubeconfig/read.ts";
import { render } from "../../../src/core/message.ts";

/** As kubeadm writes it, the same names for every cluster. */
function kubeadm(host: string, path: string) {
  const text = `apiVersion: v1
kind: Config
clusters:
- cluster:
    server: https://${host}:6443
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    user: kubernetes-admin
  name: kubernetes-admin@kubernetes
current-context: kubernetes-admin@kubernetes
users:
- name: kubernetes-admin
  user:
    token: of-${host}
`;
  return readKubeconfig({ id: path, path, text });
}

/** Who goes where by each context. */
function routes(text: string): readonly string[] {
  const { clusters, contexts, users } = readKubeconfig({ id: "x", text });
  return contexts.map(context => {
    const cluster = clusters.find(({ name }) => name === context.cluster?.value);
    const user = users.find(({ name }) => name === context.user?.value);
    return `${context.name}: ${user?.token?.value} at ${cluster?.server?.value}`;
  });
}

interface FileParts {
  readonly clusters: Readonly<Record<string, string>>;
  readonly users: Readonly<Record<string, string>>;
  readonly contexts: Readonly<Record<string, readonly [cluster: string, user: string]>>;
}

describe("merging files of equal names", () => {
  it("keeps every context, each with its own cluster and user", () => {
    let file = kubeadm("10.0.0.1", "/k/cluster1");
    for (const other of [kubeadm("10.0.0.2", "/k/cluster2"), kubeadm("10.0.0.3", "/k/cluster3")]) {
      const decided = suffixed([file], file, other, "posix", suffixOf(other));
      const plan = mergeFile(file, other, {
        style: "posix",
        onCollision: (kind, name) => decided.get(`${kind} ${name}`) ?? { kind: "keep" },
      });
      const done = textAfter(file, plan);
      assert.ok(done.ok);
      file = readKubeconfig({ ...file.source, text: done.text });
    }
    assert.deepEqual(routes(file.source.text), [
      "kubernetes-admin@kubernetes: of-10.0.0.1 at https://10.0.0.1:6443",
      "kubernetes-admin@kubernetes-cluster2: of-10.0.0.2 at https://10.0.0.2:6443",
      "kubernetes-admin@kubernetes-cluster3: of-10.0.0.3 at https://10.0.0.3:6443",
    ]);
    assert.deepEqual(file.refusals, []);
  });

  it("asks about a context that says something else once its cluster and user are renamed", () => {
    const [file, other] = [kubeadm("10.0.0.1", "/k/a"), kubeadm("10.0.0.2", "/k/b")];
    const named = (decided = new Map()) =>
      collisions([file], file, other, "posix", decided).map(({ kind }) => kind);
    assert.deepEqual(named(), ["cluster", "user"]);
    assert.deepEqual(named(new Map([["user kubernetes-admin", { kind: "rename", to: "second" }]])), [
      "cluster",
      "user",
      "context",
    ]);
  });

  /** Merged whole, under names with a suffix. */
  const mergedWhole = (file: KubeconfigFile, other: KubeconfigFile, files = [file]) => {
    const decided = suffixed(files, file, other, "posix", suffixOf(other));
    const onCollision = (kind: EntryKind, name: string) => decided.get(`${kind} ${name}`);
    const done = textAfter(file, mergeFile(file, other, { style: "posix", onCollision, files }));
    assert.ok(done.ok);
    return done.text;
  };

  it("keeps every context, whatever is equal in both", () => {
    const name = fc.constantFrom("a", "b", "a-o");
    const value = fc.constantFrom("1", "2");
    const file = fc.record({
      clusters: fc.dictionary(name, value),
      users: fc.dictionary(name, value),
      contexts: fc.dictionary(name, fc.tuple(name, name)),
    });
    const read = (path: string, { clusters, users, contexts }: FileParts) => {
      const text = JSON.stringify({
        clusters: Object.entries(clusters).map(([name, server]) => ({ name, cluster: { server } })),
        users: Object.entries(users).map(([name, token]) => ({ name, user: { token } })),
        contexts: Object.entries(contexts).map(([name, [cluster, user]]) => ({
          name,
          context: { cluster, user },
        })),
      });
      return readKubeconfig({ id: path, path, text });
    };
    const whole = (text: string) => routes(text).filter(route => !route.includes("undefined"));
    fc.assert(
      fc.property(file, file, (one, two) => {
        const [into, other] = [read("/k/i", one), read("/k/o", two)];
        const merged = mergedWhole(into, other);
        const now = whole(merged);
        for (const route of whole(into.source.text)) assert.ok(now.includes(route), `${route} in ${merged}`);
        for (const route of whole(other.source.text)) {
          const target = route.slice(route.indexOf(":"));
          assert.ok(
            now.some(each => each.endsWith(target)),
            `${route} in ${merged}`,
          );
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it("has names of its own beside another file of the configuration", () => {
    const first = kubeadm("10.0.0.1", "/k/a");
    const second = readKubeconfig({ id: "s", path: "/k/s", text: "" });
    const text = mergedWhole(second, kubeadm("10.0.0.2", "/k/b"), [first, second]);
    assert.deepEqual(routes(text), ["kubernetes-admin@kubernetes-b: of-10.0.0.2 at https://10.0.0.2:6443"]);
    assert.equal(mergedWhole(second, kubeadm("10.0.0.1", "/k/c"), [first, second]), "");
  });

  it("is refused where a name was taken that nobody has decided on", () => {
    const [file, other] = [kubeadm("10.0.0.1", "/k/a"), kubeadm("10.0.0.2", "/k/b")];
    const plan = mergeFile(file, other, { style: "posix", onCollision: () => undefined });
    assert.equal(
      plan.ok ? "" : render(plan.reason),
      'The name of the cluster "kubernetes" has been taken meanwhile. Merge again.',
    );
  });

  it("brings the comments along that head what comes", () => {
    const file = readKubeconfig({ id: "f", text: "users:\n- name: al\n  user: {token: a}\n" });
    const text =
      "users:\n  # people\n  - name: ann\n    user: {token: b}\n\n  # bob is root,\n  # until June\n  - name: bob\n    user: {token: c}\n";
    const other = readKubeconfig({ id: "o", text });
    const done = textAfter(
      file,
      mergeFile(file, other, { style: "posix", onCollision: () => ({ kind: "keep" }) }),
    );
    assert.ok(done.ok);
    assert.match(done.text, /- name: ann\n.*\n# bob is root,\n# until June\n- name: bob\n/s);
  });

  it("brings them along into a file of their own", () => {
    const text =
      "clusters:\n- name: lab\n  cluster: {server: h}\ncontexts:\n- name: lab\n  context: {cluster: lab, user: bob}\nusers:\n- name: al\n  user: {}\n# bob is root\n- name: bob\n  user: {token: c}\n";
    const file = readKubeconfig({ id: "f", text });
    const [context] = file.contexts;
    assert.ok(context);
    const made = extractContext([file], context, { style: "posix" });
    assert.ok(made.ok);
    assert.match(made.text, /users:\n(\s*)# bob is root\n\1- name: bob\n/);
    assert.deepEqual(readKubeconfig({ id: "m", text: made.text }).refusals, []);
  });

  const heads: readonly (readonly [into: string, text: string, after: string])[] = [
    [
      "a list of its own",
      "kind: Config\n",
      "kind: Config\nusers:\n# bob is root\n- name: bob\n  user:\n    token: c\n",
    ],
    ["empty brackets", "users: []\n", "users:\n# bob is root\n- name: bob\n  user:\n    token: c\n"],
    [
      "brackets of several lines",
      "users: [\n  # al\n  {name: al},\n]\n",
      "users: [\n  # al\n  {name: al},\n  # bob is root\n  {name: bob, user: {token: c}},\n]\n",
    ],
    [
      "a list behind the comment of its last",
      "users:\n  - name: al\n  # al until June\nkind: Config\n",
      "users:\n  - name: al\n  # al until June\n  # bob is root\n  - name: bob\n    user:\n      token: c\nkind: Config\n",
    ],
    ["JSON, which has none", '{"users": []}', '{"users": [{"name": "bob", "user": {"token": "c"}}]}'],
  ];
  for (const [what, into, after] of heads) {
    it(`brings comments along into ${what}`, () => {
      const other = "users: [\n  # bob is root\n  {name: bob, user: {token: c}},\n]\n";
      const read = (id: string, text: string) => readKubeconfig({ id, path: `/k/${id}`, text });
      assert.equal(mergedWhole(read("i", into), read("o", other)), after);
    });
  }

  const commented = `users:
    # bob is root
    -   name: bob # Bob
        # of the lab
        user: # secret
            # rotate in May
            tokenFile: t # beside
            client-key-data: |
                QUJD
        # end of bob
contexts:
- name: bob # his
  context:
    cluster: c # lab
    user: bob
`;
  it("brings the comments within along, with what has to be another", () => {
    const other = readKubeconfig({ id: "o", path: "/k/lab/o", text: commented });
    const into = readKubeconfig({ id: "i", path: "/k/i", text: "users:\n  - name: bob\ncontexts: []\n" });
    assert.equal(
      mergedWhole(into, other),
      `users:
  - name: bob
  # bob is root
  -   name: bob-o # Bob
      # of the lab
      user: # secret
          # rotate in May
          tokenFile: lab/t # beside
          client-key-data: |
              QUJD
      # end of bob
contexts:
  - name: bob # his
    context:
      cluster: c # lab
      user: bob-o
`,
    );
    const dos = readKubeconfig({ id: "d", path: "/k/d", text: into.source.text.replaceAll("\n", "\r\n") });
    assert.equal(mergedWhole(dos, other), mergedWhole(into, other).replaceAll("\n", "\r\n"));
  });

  it("brings them along into JSON, an anchor and an extraction as far as they go", () => {
    const read = (id: string, text: string) => readKubeconfig({ id, path: `/k/lab/${id}`, text });
    const other = read("o", commented);
    assert.doesNotMatch(mergedWhole(read("j", '{"users": []}'), other), /#/);
    const shared = read("s", "users:\n- name: a # a\n  user: &u\n    token: t\n- name: b # b\n  user: *u\n");
    assert.doesNotMatch(mergedWhole(read("i", "kind: Config\n"), shared), /[&*#]/);
    const file = read("x", `${commented}clusters:\n- name: c\n  cluster: {server: h} # host\n`);
    const made = extractContext([file], file.contexts[0] ?? assert.fail(), { to: "/k/y", style: "posix" });
    assert.match(
      made.ok ? made.text : "",
      /# host\ncontexts:\n- name: bob # his\n.*tokenFile: lab\/t # beside\n/s,
    );
  });

  it("brings them along into an empty file", () => {
    const other = readKubeconfig({
      id: "o",
      path: "/k/o",
      text: "users:\n# bob is root\n- name: bob\n  user: {token: c}\n",
    });
    assert.match(
      mergedWhole(readKubeconfig({ id: "e", path: "/k/e", text: "" }), other),
      /users:\n# bob is root\n- name: bob\n/,
    );
  });

  it("takes names that neither file has", () => {
    const [file, other] = [kubeadm("10.0.0.1", "/k/a"), kubeadm("10.0.0.2", "/k/b")];
    const taken = readKubeconfig({ id: "t", text: "users: [{name: kubernetes-admin-b, user: {}}]" });
    assert.deepEqual(suffixed([file, taken], file, other, "posix", "b").get("user kubernetes-admin"), {
      kind: "rename",
      to: "kubernetes-admin-b-2",
    });
  });

  it("has the suffix from the file's name, or the server where that says nothing", () => {
    const suffixes = [
      "/k/cluster2",
      "/k/east.kubeconfig.yaml",
      "/home/jane/.kube/config",
      "/etc/kubernetes/admin.conf",
    ];
    assert.deepEqual(
      suffixes.map(path => suffixOf(kubeadm("10.0.0.2", path))),
      ["cluster2", "east.kubeconfig", "10.0.0.2", "10.0.0.2"],
    );
  });
});
