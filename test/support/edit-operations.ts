import type { JsonMap } from "../../src/core/edits/change.ts";
import {
  addEntries,
  deleteContexts,
  findEntry,
  type MakePlan,
  mergeFile,
  renameEntry,
  replaceCa,
  replaceCredential,
  setFields,
  setNamespace,
  trustCa,
  useContext,
} from "../../src/core/edits/index.ts";
import { clientConfigOf, mergedExtras } from "../../src/core/kubeconfig/clientcmd/config.ts";
import { type Json, normalize } from "../../src/core/kubeconfig/clientcmd/normalize.ts";
import type { Entry, KubeconfigFile } from "../../src/core/kubeconfig/model.ts";
import { compareCodePoints } from "../../src/core/kubeconfig/order.ts";
import { randomNumbers } from "./mutate.ts";

/** Random changes of kubeconfigs with what they mean to kubectl. */

/** What client-go makes of a file. */
export function normalized(file: KubeconfigFile): JsonMap {
  return normalize(clientConfigOf(file), mergedExtras([file]));
}

/** A change, and what it does to what client-go makes of the file. */
export interface Operation {
  readonly name: string;
  readonly plan: MakePlan;
  readonly model: (config: JsonMap) => JsonMap;
  /** Whether comments may go with what is deleted. */
  readonly deletes?: true;
}

const ODD_TEXTS = [
  ..."jane yes no 0123 1e3 ~ null true 0x1f 1_000 .5 = << - ? : | > @a `a %a !a &a *a a,b [a] {a} #a a#b 'a' \"a\" \\ é 😀".split(
    " ",
  ),
  ...[
    "a b",
    " a",
    "a ",
    "a: b",
    "a #b",
    "a:",
    "1:20",
    "2024-01-01",
    "it's",
    "a\tb",
    "a\u0085b",
    "a\u2028b",
    "\ufeffa",
    "\u007f",
  ],
  "long".repeat(40),
  ..."https://h:6443 arn:aws:eks:eu-west-1:1:cluster/a gke_a_b_c user@host oidc-user --- ... y N".split(" "),
];

/** One of all that can be done to a file. */
export function operationOn(file: KubeconfigFile, other: KubeconfigFile, seed: number): Operation {
  const random = randomNumbers(seed);
  const one = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const text = (): string => one(ODD_TEXTS) ?? "x";
  const fresh = (): string => `${text()}-${Math.floor(random() * 1e4)}`;
  const context = one(file.contexts.filter(each => each.name !== ""));
  const user = one(file.users.filter(each => each.name !== ""));
  const cluster = one(file.clusters.filter(each => each.name !== ""));
  const makers: readonly (() => Operation | undefined)[] = [
    () => using(one([context?.name, text(), undefined])),
    () => context && namespaced(context.name, one([text(), undefined])),
    () => user && tokened(user.name, text()),
    () => cluster && served(cluster.name, text()),
    () => adding(fresh(), text()),
    () => renaming(one([context, user, cluster].filter(each => each !== undefined)), fresh()),
    () => context && deleting([context.name], file),
    () => deleting(namesOf(file.contexts.filter(() => random() < 0.6)), file),
    () => user && recredentialed([user.name], random() < 0.5 ? 1 : 40),
    () => recredentialed(namesOf(file.users.filter(() => random() < 0.8)), random() < 0.7 ? 1 : 40),
    () => cluster && recertified(cluster.name, random() < 0.5 ? 1 : 40),
    () => cluster && trusting(cluster.name),
    () => merging(other),
  ];
  return one(makers)?.() ?? using(text());
}

function using(name: string | undefined): Operation {
  return {
    name: `use ${name}`,
    plan: ([file]) => useContext(given(file), name),
    model: config => ({ ...config, "current-context": name ?? "" }),
  };
}

function namespaced(context: string, namespace: string | undefined): Operation {
  return {
    name: `namespace ${namespace} of ${context}`,
    ...(namespace === undefined && { deletes: true }),
    plan: ([file]) => setNamespace(given(file), context, namespace),
    model: config => withEntry(config, "context", context, value => withField(value, "namespace", namespace)),
  };
}

function tokened(user: string, token: string): Operation {
  return {
    name: `token of ${user}`,
    deletes: true,
    plan: ([file]) => setFields(given(file), "user", user, { token, "as-uid": undefined }),
    model: config =>
      withEntry(config, "user", user, value =>
        withField(withField(value, "token", token), "as-uid", undefined),
      ),
  };
}

function served(cluster: string, server: string): Operation {
  return {
    name: `server of ${cluster}`,
    plan: ([file]) => setFields(given(file), "cluster", cluster, { server, "disable-compression": true }),
    model: config =>
      withEntry(config, "cluster", cluster, value => ({ ...value, server, "disable-compression": true })),
  };
}

function adding(name: string, token: string): Operation {
  const user = { token, "as-groups": [token, "b"] };
  const context = { cluster: name, user: name, namespace: token };
  return {
    name: `add ${name}`,
    plan: ([file]) =>
      addEntries(given(file), {
        entries: [
          { kind: "context", name, value: context },
          { kind: "user", name, value: user },
          { kind: "cluster", name, value: { server: token } },
        ],
        currentContext: name,
      }),
    model: config => ({
      ...withNew(withNew(withNew(config, "context", name, context), "user", name, user), "cluster", name, {
        server: token,
      }),
      "current-context": name,
    }),
  };
}

function renaming(entry: Entry | undefined, to: string): Operation | undefined {
  if (entry === undefined) return undefined;
  const { kind, name } = entry;
  return {
    name: `rename ${kind} ${name} to ${to}`,
    plan: files => {
      const found = findEntry(files, { kind, name });
      if (found === undefined) throw new Error("gone");
      return renameEntry(files, found, to);
    },
    model: config => {
      const moved = {
        ...config,
        [`${kind}s`]: listOf(config, kind).map(each => (each.name === name ? { ...each, name: to } : each)),
      };
      if (kind === "context") {
        return sorted({
          ...moved,
          "current-context": config["current-context"] === name ? to : (config["current-context"] ?? ""),
        });
      }
      const contexts = listOf(moved, "context").map(each => {
        const context = each["context"] as JsonMap;
        return { ...each, context: context[kind] === name ? { ...context, [kind]: to } : context };
      });
      return sorted({ ...moved, contexts });
    },
  };
}

function namesOf(entries: readonly Entry[]): readonly string[] {
  return entries.map(({ name }) => name).filter(name => name !== "");
}

function deleting(names: readonly string[], { contexts }: KubeconfigFile): Operation {
  const own = contexts.filter(each => names.includes(each.name));
  const others = contexts.filter(each => !names.includes(each.name));
  const alone = (kind: "cluster" | "user"): readonly string[] =>
    own
      .flatMap(each => each[kind]?.value ?? [])
      .filter(name => !others.some(each => each[kind]?.value === name));
  const [clusters, users] = [alone("cluster"), alone("user")];
  return {
    name: `delete ${names.join(", ")}`,
    deletes: true,
    plan: files =>
      deleteContexts(
        files,
        given(files[0]).contexts.filter(each => names.includes(each.name)),
        true,
      ),
    model: config => {
      const current = config["current-context"] ?? "";
      const without = withoutEntries(
        withoutEntries(withoutEntries(config, "context", names), "cluster", clusters),
        "user",
        users,
      );
      const isGone = typeof current === "string" && names.includes(current);
      return { ...without, "current-context": isGone ? "" : current };
    },
  };
}

/** @param times how often the certificate and the key say what they say: long ones are written otherwise */
function recredentialed(names: readonly string[], times: number): Operation {
  const [certificate, key] = ["CERT".repeat(times * 3), "KEY".repeat(times)];
  return {
    name: `new certificates for ${names.join(", ")}`,
    plan: ([file]) => {
      const changes = names.flatMap(name => {
        const user = given(file).users.find(each => each.name === name);
        if (user === undefined) throw new Error("gone");
        const plan = replaceCredential(given(file), user, {
          kind: "client-certificate",
          certificate,
          key,
        });
        return plan.ok ? plan.files.flatMap(each => each.changes) : [];
      });
      return { ok: true, files: [{ source: given(file).source.id, changes }] };
    },
    deletes: true,
    model: config =>
      names.reduce(
        (before, name) =>
          withEntry(before, "user", name, value => {
            const kept = ["as", "as-uid", "as-groups", "as-user-extra", "extensions"];
            const rest = Object.fromEntries(Object.entries(value).filter(([key]) => kept.includes(key)));
            const data = { "client-certificate-data": btoa(certificate), "client-key-data": btoa(key) };
            return { ...rest, ...data };
          }),
        config,
      ),
  };
}

function recertified(name: string, times: number): Operation {
  const ca = "CA".repeat(times);
  return {
    name: `new CA for ${name}`,
    plan: files => {
      const cluster = given(files[0]).clusters.find(each => each.name === name);
      if (cluster === undefined) throw new Error("gone");
      return replaceCa(given(files[0]), cluster, ca);
    },
    deletes: true,
    model: config => withCa(config, name, ca),
  };
}

function trusting(name: string): Operation {
  return {
    name: `trust a CA for ${name}`,
    plan: files => {
      const cluster = given(files[0]).clusters.find(each => each.name === name);
      if (cluster === undefined) throw new Error("gone");
      return trustCa(given(files[0]), cluster, "CA");
    },
    deletes: true,
    model: config =>
      withEntry(withCa(config, name, "CA"), "cluster", name, value =>
        withField(value, "insecure-skip-tls-verify", undefined),
      ),
  };
}

function withCa(config: JsonMap, name: string, ca: string): JsonMap {
  return withEntry(config, "cluster", name, value =>
    withField({ ...value, "certificate-authority-data": btoa(ca) }, "certificate-authority", undefined),
  );
}

function merging(other: KubeconfigFile): Operation {
  return {
    name: "merge",
    plan: ([file]) =>
      mergeFile(given(file), other, { onCollision: () => ({ kind: "keep" }), style: "posix" }),
    model: config => {
      const theirs = normalized(other);
      let merged = config;
      for (const kind of ["cluster", "user", "context"] as const) {
        const names = new Set(listOf(merged, kind).map(each => each.name));
        const added = listOf(theirs, kind).filter(each => each.name !== "" && !names.has(each.name));
        merged = sorted({ ...merged, [`${kind}s`]: [...listOf(merged, kind), ...added] });
      }
      return merged;
    },
  };
}

function given(file: KubeconfigFile | undefined): KubeconfigFile {
  if (file === undefined) throw new Error("no file");
  return file;
}

type Kind = "cluster" | "user" | "context";
type Named = JsonMap & { readonly name: string };

function listOf(config: JsonMap, kind: Kind): readonly Named[] {
  return (config[`${kind}s`] ?? []) as readonly Named[];
}

function withEntry(config: JsonMap, kind: Kind, name: string, change: (value: JsonMap) => JsonMap): JsonMap {
  const list = listOf(config, kind).map(each =>
    each.name === name ? { ...each, [kind]: change(each[kind] as JsonMap) } : each,
  );
  return { ...config, [`${kind}s`]: list };
}

function withNew(config: JsonMap, kind: Kind, name: string, value: JsonMap): JsonMap {
  return sorted({ ...config, [`${kind}s`]: [...listOf(config, kind), { name, [kind]: value }] });
}

function withoutEntries(config: JsonMap, kind: Kind, names: readonly string[]): JsonMap {
  return sorted({ ...config, [`${kind}s`]: listOf(config, kind).filter(each => !names.includes(each.name)) });
}

/** An empty list is null, as client-go writes it. */
function sorted(config: JsonMap): JsonMap {
  const lists = (["cluster", "user", "context"] as const).map((kind): readonly [string, Json] => {
    const list = [...listOf(config, kind)].sort((a, b) => compareCodePoints(a.name, b.name));
    return [`${kind}s`, list.length === 0 ? null : list];
  });
  return { ...config, ...Object.fromEntries(lists) };
}

function withField(value: JsonMap, key: string, field: string | undefined): JsonMap {
  const rest = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  return field === undefined || field === "" ? rest : { ...rest, [key]: field };
}
