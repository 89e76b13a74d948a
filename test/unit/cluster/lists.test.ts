import { strict as assert } from "node:assert";
import { rbacObjects } from "../../../src/cluster/api/rbac-objects.ts";
import { apiResources } from "../../../src/cluster/api/resources.ts";
import type { ClusterClient } from "../../../src/cluster/client.ts";
import { base64 } from "../../support/certificates.ts";
import { clientFor } from "../../support/cluster/client.ts";
import { type FakeAnswer, FakeApiServer } from "../../support/fake-api-server.ts";

/** What a server answers by path, and what a call then gives. */
async function asking<T>(
  answers: (path: string) => FakeAnswer,
  call: (client: ClusterClient) => Promise<T>,
): Promise<{ readonly given: T; readonly paths: readonly string[] }> {
  const server = await FakeApiServer.start(({ path }) => answers(path));
  try {
    const client = await clientFor(`apiVersion: v1
kind: Config
clusters: [{name: c, cluster: {server: "${server.url}", certificate-authority-data: ${base64(server.ca)}}}]
users: [{name: u, user: {token: abc}}]
contexts: [{name: x, context: {cluster: c, user: u}}]
current-context: x
`);
    return { given: await call(client), paths: server.requests.map(({ path }) => path) };
  } finally {
    await server.close();
  }
}

const list = (object: object): FakeAnswer => ({ object });
const refused: FakeAnswer = {
  status: 403,
  object: { kind: "Status", reason: "Forbidden", message: "no" },
};

describe("the resources of a server", () => {
  const group = (groupVersion: string) => ({ preferredVersion: { groupVersion } });

  it("are those of the core group and of each other in its preferred version, without one that does not answer", async () => {
    const { given, paths } = await asking(
      path => {
        if (path === "/apis") return list({ groups: [group("apps/v1"), group("broken.example.com/v1")] });
        if (path === "/api/v1")
          return list({
            groupVersion: "v1",
            resources: [{ name: "nodes", namespaced: false, verbs: ["get"] }],
          });
        if (path === "/apis/apps/v1")
          return list({
            groupVersion: "apps/v1",
            resources: [{ name: "deployments/scale", namespaced: true }],
          });
        return { status: 503, object: {} };
      },
      client => apiResources(client),
    );
    assert.deepEqual(given, {
      ok: true,
      value: [
        { name: "nodes", group: "", namespaced: false, verbs: ["get"] },
        { name: "deployments/scale", group: "apps", namespaced: true, verbs: [] },
      ],
    });
    assert.deepEqual([...paths].sort(), ["/api/v1", "/apis", "/apis/apps/v1", "/apis/broken.example.com/v1"]);
  });

  it("are asked of no path that a group makes up", async () => {
    const { paths } = await asking(
      path =>
        path === "/apis"
          ? list({ groups: [group("../../secrets"), group("a/v1/../x"), group("?x/v1"), {}] })
          : list({ groupVersion: "v1", resources: [] }),
      client => apiResources(client),
    );
    assert.deepEqual([...paths].sort(), ["/api/v1", "/apis"]);
  });
});

describe("the roles and bindings of a namespace", () => {
  const API = "/apis/rbac.authorization.k8s.io/v1";
  const role = (name: string) => ({ metadata: { name }, rules: [] });

  it("are read page by page", async () => {
    const { given, paths } = await asking(
      path => {
        if (!path.startsWith(`${API}/clusterroles?`)) return list({ items: [] });
        return path.includes("&continue=a%26b")
          ? list({ metadata: {}, items: [role("two")] })
          : list({ metadata: { continue: "a&b" }, items: [role("one")] });
      },
      client => rbacObjects(client, "shop"),
    );
    assert.deepEqual(given.ok && given.value.roles.map(({ name }) => name), ["one", "two"]);
    assert.deepEqual([...paths].sort(), [
      `${API}/clusterrolebindings?limit=500`,
      `${API}/clusterroles?limit=500`,
      `${API}/clusterroles?limit=500&continue=a%26b`,
      `${API}/namespaces/shop/rolebindings?limit=500`,
      `${API}/namespaces/shop/roles?limit=500`,
    ]);
  });

  it("are not read for ever where pages do not end", async () => {
    const { given, paths } = await asking(
      path => list({ metadata: { continue: path.includes("clusterroles?") ? "more" : "" }, items: [] }),
      client => rbacObjects(client, "shop"),
    );
    assert.equal(!given.ok && given.code, "too-large");
    assert.ok(paths.length < 50, `${paths.length} pages`);
  });

  it("lack what is refused, which is told; where all is, that is the answer", async () => {
    const some = await asking(
      path => (path.includes("/namespaces/") ? list({ items: [] }) : refused),
      client => rbacObjects(client, "shop"),
    );
    assert.deepEqual(some.given.ok && some.given.value.unread.map(({ list: name }) => name), [
      "clusterroles",
      "clusterrolebindings",
    ]);
    const all = await asking(
      () => refused,
      client => rbacObjects(client, "shop"),
    );
    assert.equal(!all.given.ok && all.given.code, "forbidden");
  });
});
