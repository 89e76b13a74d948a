import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import {
  applyRbac,
  ClusterClient,
  createBootstrapToken,
  createServiceAccount,
  deleteBootstrapToken,
  deleteServiceAccount,
  listBootstrapTokens,
  listNamespaces,
  listServiceAccounts,
  listTokenSecrets,
  randomLetters,
  readBootstrapToken,
  readTokenSecret,
  requestToken,
  whatIsGranted,
  whoAmI,
  withToken,
} from "../../src/cluster/index.ts";
import { render } from "../../src/core/message.ts";
import { rbacManifests, readRbacObjects } from "../../src/core/rbac/index.ts";
import type { Result } from "../../src/core/result.ts";
import { givenLifetime } from "../../src/core/tokens/lifetime.ts";
import { nodeFiles } from "../../src/platform/node.ts";
import { clientFor } from "../support/cluster/client.ts";
import { kubeconfigText } from "../support/cluster/kubeconfig.ts";
import { useCluster } from "../support/cluster/suite.ts";
import { whoAmI as kubectlWhoAmI } from "../support/cluster/who-am-i.ts";

const DAY = 86_400;

function given<T>(result: Result<T, { readonly ok: false }>): T {
  assert(result.ok, JSON.stringify(result));
  return result.value;
}

describe("a kubeconfig of a service account", () => {
  const cluster = useCluster({ controllerManager: true });
  const account = { namespace: "robots", name: "builder" };
  let admin: ClusterClient;

  before(async () => {
    admin = await clientFor(readFileSync(cluster().kubeconfigs.admin, "utf8"));
    await cluster().kubectl(["create", "namespace", "robots"]);
    given(await createServiceAccount(admin, account));
  });

  const kubeconfigWith = (token: string): string =>
    cluster().write("robot.kubeconfig", kubeconfigText(cluster(), "robot", { kind: "token", token }));

  it("is of an account that is there, or is made", async () => {
    assert(given(await listNamespaces(admin)).includes("robots"));
    assert(given(await listServiceAccounts(admin, "robots")).some(({ name }) => name === "builder"));
    const other = given(await createServiceAccount(admin, { ...account, name: "short" }));
    assert.notEqual(other.uid, "");
    assert((await deleteServiceAccount(admin, other)).ok);
    const again = await createServiceAccount(admin, account);
    assert.equal(!again.ok && again.code, "conflict");
  });

  it("reaches pods with kubectl by exactly the rights that were applied", async () => {
    const token = given(await requestToken(admin, account, { expirationSeconds: DAY, audiences: [] }));
    const kubeconfig = kubeconfigWith(token);
    const subject = { kind: "User", name: "system:serviceaccount:robots:builder" } as const;
    const made = rbacManifests({
      subjects: [subject],
      scope: { type: "namespaces", namespaces: ["robots"] },
      grant: { type: "new-role", rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] }] },
    });
    const objects = given(readRbacObjects(given(made).text, "default"));
    for (const object of objects) assert((await applyRbac(admin, object, { dryRun: false })).ok);
    const granted = await whatIsGranted(admin, objects, { patience: 5_000, wait: ms => sleep(ms) });
    assert.deepEqual(
      granted.map(({ grantee, allowed }) => [grantee.name, allowed]),
      [[subject.name, true]],
    );
    const outcomes = [];
    for (const args of [
      ["get", "pods", "--namespace=robots"],
      ["delete", "pod", "web", "--namespace=robots"],
      ["get", "secrets", "--namespace=robots"],
      ["get", "pods", "--namespace=default"],
    ]) {
      const { code, stderr } = await cluster().kubectl(args, { kubeconfig });
      outcomes.push(/\((\w+)\)/.exec(stderr)?.[1] ?? code);
    }
    assert.deepEqual(outcomes, [0, "Forbidden", "Forbidden", "Forbidden"]);
    const seen = given(await whoAmI(asHolder(token)));
    assert.equal(seen.username, subject.name);
  });

  it("ends when it was asked to, and says so", async () => {
    const token = given(await requestToken(admin, account, { expirationSeconds: DAY, audiences: [] }));
    const { seconds, verdict } = givenLifetime(token, DAY);
    assert.deepEqual([seconds, verdict], [DAY, "as-asked"]);
    const short = await requestToken(admin, account, { expirationSeconds: 599, audiences: [] });
    assert(!short.ok);
    assert.match(render(short.reason), /may not specify a duration less than 10 minutes/);
  });

  it("is refused by the API server where it is for another audience", async () => {
    const wish = { expirationSeconds: DAY, audiences: ["vault"] };
    const seen = await whoAmI(asHolder(given(await requestToken(admin, account, wish))));
    assert.equal(!seen.ok && seen.code, "unauthorized");
  });

  it("may be made of a Secret that holds a token", async () => {
    const secret = {
      apiVersion: "v1",
      kind: "Secret",
      metadata: {
        name: "old",
        namespace: "robots",
        annotations: { "kubernetes.io/service-account.name": "builder" },
      },
      type: "kubernetes.io/service-account-token",
    };
    await cluster().kubectl(["create", "-f", "-"], { input: JSON.stringify(secret) });
    let names: readonly string[] = [];
    for (; names.length === 0; await sleep(100)) names = given(await listTokenSecrets(admin, account));
    assert.deepEqual(names, ["old"]);
    const token = given(await readTokenSecret(admin, { namespace: "robots", name: "old" }));
    const { username } = await kubectlWhoAmI(cluster(), kubeconfigWith(token));
    assert.equal(username, "system:serviceaccount:robots:builder");
    assert.deepEqual(givenLifetime(token, DAY), { verdict: "unknown" });
  });

  it("can be a bootstrap token, which is listed without its secret", async () => {
    const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);
    const [id, secret] = [randomLetters(6, random), randomLetters(16, random)];
    const expires = Math.floor(Date.now() / 1000) * 1000 + 3_600_000;
    const wish = {
      ...{ id, secret, expires },
      usages: ["authentication", "signing"],
      groups: ["system:bootstrappers:kubeadm:default-node-token"],
      description: "for a test",
    };
    given(await createBootstrapToken(admin, wish));
    const listed = given(await listBootstrapTokens(admin));
    const { secret: _, ...shown } = wish;
    assert.deepEqual(
      listed.filter(each => each.id === id),
      [{ ...shown, isExpiryBroken: false }],
    );
    assert.equal(JSON.stringify(listed).includes(secret), false);
    const token = given(await readBootstrapToken(admin, id));
    assert.equal(token, `${id}.${secret}`);
    assert.deepEqual(await kubectlWhoAmI(cluster(), kubeconfigWith(token)), {
      username: `system:bootstrap:${id}`,
      groups: ["system:bootstrappers", ...wish.groups, "system:authenticated"],
    });
    given(await deleteBootstrapToken(admin, id));
    assert.equal(
      given(await listBootstrapTokens(admin)).some(each => each.id === id),
      false,
    );
  });

  function asHolder(token: string): ClusterClient {
    return new ClusterClient(withToken(admin.connection, token), {
      files: nodeFiles,
      now: Date.now,
      userAgent: "kubeconfig-inspector/test",
    });
  }
});
