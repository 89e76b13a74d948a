import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { type ClusterClient, mayI, mayTheyDo, rbacObjects, rulesIn } from "../../src/cluster/index.ts";
import {
  type AccessRule,
  type Attempt,
  allows,
  authenticated,
  effectiveRules,
  type Person,
} from "../../src/core/rbac/index.ts";
import { clientFor } from "../support/cluster/client.ts";
import { GROUPS, NAMESPACES, PATHS, RESOURCES, randomRbac, USERS } from "../support/cluster/random-rbac.ts";
import { useCluster } from "../support/cluster/suite.ts";
import { randomNumbers } from "../support/mutate.ts";
import { seedOf } from "../support/seed.ts";

const RBAC = "rbac.authorization.k8s.io";

describe("the rules that we find for somebody in roles and bindings", () => {
  const cluster = useCluster();
  const seed = seedOf("RBAC_SEED");
  const random = randomNumbers(seed);
  let admin: ClusterClient;

  before(async () => {
    admin = await clientFor(readFileSync(cluster().kubeconfigs.superAdmin, "utf8"));
    for (const name of NAMESPACES) await create("/api/v1/namespaces", { metadata: { name } });
    for (const { path, object } of randomRbac(random).objects) await create(path, object);
    await seenByAuthorizer();
  });

  async function create(path: string, object: object): Promise<void> {
    const answer = await admin.call({ method: "POST", path, body: object });
    assert(answer.ok, JSON.stringify(answer));
  }

  /** The authorizer watches each kind by itself: what is made last is seen last. */
  async function seenByAuthorizer(): Promise<void> {
    const last = { metadata: { name: "random-last" } };
    const rules = [{ verbs: ["last"], apiGroups: [""], resources: ["pods"] }];
    const [namespace] = NAMESPACES;
    const at = `/apis/${RBAC}/v1/namespaces/${namespace}`;
    await create(`/apis/${RBAC}/v1/clusterroles`, { ...last, rules });
    await create(`${at}/roles`, { ...last, rules });
    const bind = (kind: string, user: string) => ({
      ...last,
      roleRef: { apiGroup: RBAC, kind, name: "random-last" },
      subjects: [{ apiGroup: RBAC, kind: "User", name: user }],
    });
    await create(`/apis/${RBAC}/v1/clusterrolebindings`, bind("ClusterRole", "last-everywhere"));
    await create(`${at}/rolebindings`, bind("Role", "last-here"));
    for (const user of ["last-everywhere", "last-here"]) {
      for (;;) {
        const attempt = { verb: "last", resource: "pods", namespace };
        const answer = await mayI(admin, attempt, { as: { user, groups: [], extra: [] } });
        if (answer.ok && answer.value.allowed) break;
        await wait(50);
      }
    }
  }

  const people: readonly Person[] = USERS.flatMap(user =>
    [[], GROUPS.slice(0, 1), GROUPS.slice(1, 3), GROUPS].map(groups => ({ user, groups })),
  );

  it(`are those that the API server tells when it is asked as them (seed ${seed})`, async () => {
    for (const person of people) {
      for (const namespace of NAMESPACES) {
        const as = { ...authenticated(person), extra: [] };
        const theirs = await rulesIn(admin, namespace, { as });
        assert(theirs.ok, JSON.stringify(theirs));
        const read = await rbacObjects(admin, namespace);
        assert(read.ok && read.value.unread.length === 0);
        const { rules } = effectiveRules(authenticated(person), namespace, read.value);
        const label = `${person.user} ${person.groups} in ${namespace}`;
        assert.deepEqual(resourceRules(rules), resourceRules(theirs.value.rules), label);
        const [ours, told] = [pathRules(rules), pathRules(theirs.value.rules)];
        assert.deepEqual(
          ours.filter(each => !told.includes(each)),
          [],
          label,
        );
      }
    }
  });

  it(`allow what it allows when it is asked as them, and about them (seed ${seed})`, async () => {
    let allowed = 0;
    for (const person of people) {
      const [namespace] = NAMESPACES;
      const who = authenticated(person);
      const read = await rbacObjects(admin, namespace);
      assert(read.ok);
      const { rules } = effectiveRules(who, namespace, read.value);
      for (const attempt of attempts(namespace, rules)) {
        const ours = allows(rules, attempt);
        const asThem = await mayI(admin, attempt, { as: { ...who, extra: [] } });
        const about = await mayTheyDo(admin, who, attempt);
        assert(asThem.ok && about.ok);
        assert.deepEqual(
          [asThem.value.allowed, about.value.allowed],
          [ours, ours],
          `${person.user} ${person.groups} ${JSON.stringify(attempt)}`,
        );
        if (ours) allowed += 1;
      }
    }
    assert.ok(allowed > 20, `only ${allowed} were allowed`);
  });

  /** Some of every sort, half of them of what a rule names, as by chance alone hardly any may be allowed. */
  function attempts(namespace: string, rules: readonly AccessRule[]): readonly Attempt[] {
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const one = (): Attempt => {
      const verb = pick(["get", "list", "create", "delete", "patch"]);
      if (random() < 0.2) return { verb, path: pick(PATHS).replace("*", "x") };
      const [resource = "", subresource] = pick(RESOURCES).replace("*", "replicasets").split("/");
      return {
        verb,
        resource,
        group: pick(["", "apps", "batch"]),
        ...(subresource && { subresource }),
        ...(random() < 0.3 && { name: pick(["one", "two"]) }),
        ...(random() < 0.7 && { namespace }),
      };
    };
    const named = (): Attempt => {
      const rule = pick(rules);
      const [verb, path] = [
        plain(pick(rule.verbs), "get"),
        rule.paths.length > 0 ? pick(rule.paths) : undefined,
      ];
      if (path !== undefined) return { verb, path: path.replace("*", "x") };
      const [resource = "", subresource] = plain(pick(rule.resources), "pods").split("/");
      const name = rule.names.length > 0 ? pick(rule.names) : undefined;
      return {
        verb,
        resource: plain(resource, "pods"),
        group: plain(pick(rule.groups), ""),
        ...(subresource && { subresource }),
        ...(name !== undefined && { name }),
        namespace,
      };
    };
    const ofRules = rules.length === 0 ? [] : Array.from({ length: 6 }, named);
    return [...Array.from({ length: 6 }, one), ...ofRules];
  }
});

/** What a wildcard may stand for. */
function plain(word: string, instead: string): string {
  return word === "*" ? instead : word;
}

/** Each as a text, sorted: the server's order is that of a map. */
function resourceRules(rules: readonly AccessRule[]): readonly string[] {
  return rules
    .filter(({ resources }) => resources.length > 0)
    .map(({ verbs, groups, resources, names }) => JSON.stringify([verbs, groups, resources, names]))
    .sort();
}

function pathRules(rules: readonly AccessRule[]): readonly string[] {
  return rules
    .filter(({ paths }) => paths.length > 0)
    .map(({ verbs, paths }) => JSON.stringify([verbs, paths]));
}
