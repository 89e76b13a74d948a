import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { field } from "../../src/cluster/json.ts";
import { type FakeAnswer, FakeApiServer, type FakeRequest } from "../support/fake-api-server.ts";
import { issue } from "./support/lab.ts";
import { nodeCalled, outline } from "./support/outline.ts";
import { lastPage } from "./support/pages.ts";
import { serverKubeconfig } from "./support/server-kubeconfig.ts";
import { type OpenLab, useLab } from "./support/use-lab.ts";

describe("what an API server says of people", () => {
  let open: OpenLab;
  let server: FakeApiServer;
  useLab({ worker: 100 }, lab => {
    open = lab;
  });

  beforeEach(async () => {
    server = await FakeApiServer.start(answer);
    const jane = await issue(open.ca, "jane", 100);
    await open.lab.list("server.kubeconfig", serverKubeconfig(server, jane));
  });
  afterEach(() => server.close());

  const line = async () => {
    const root = (await open.api.trees.kubeconfigs.getChildren()).find(
      ({ label }) => label === "server.kubeconfig",
    );
    return (await outline(open.api.trees.kubeconfigs, 1, root))[0];
  };

  it("is set beside what the certificate says, and stays in the tree until it is refreshed", async () => {
    const before = await line();
    await open.lab.run("whoAmI", [["context", /here/]]);
    const text = lastPage();
    assert.match(text, /^# Who you are in `here`\n\n`https:\/\/127\.0\.0\.1:\d+`, asked on /);
    assert.match(text, /\| User +\| `jane` +\| `jane` \(the client certificate\) +\|/);
    assert.match(text, /None: both say the same\./);
    const after = await line();
    assert.match(
      after ?? "",
      /^here \| current · jane to the API server, (\d{4}-\d\d-\d\d )?\d\d:\d\d UTC · expires/,
    );
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, "Who I am in here.md");
    await vscode.commands.executeCommand("kubeconfigInspector.refresh");
    assert.equal(await line(), before);
  });

  it("is asked by a context of the tree without another question", async () => {
    const argument = await nodeCalled(open.api.trees.kubeconfigs, "here", "context");
    await open.lab.run("whoAmI", [], { argument });
    assert.deepEqual(
      server.requests.map(({ method, path }) => `${method} ${path}`),
      ["POST /apis/authentication.k8s.io/v1/selfsubjectreviews"],
    );
  });

  const asked = (path: string) => server.requests.filter(each => each.path.endsWith(path));

  it("is what one may do, as a document", async () => {
    const argument = await nodeCalled(open.api.trees.kubeconfigs, "here", "context");
    await open.lab.run("whatMayI", [["namespace", "shop"]], { argument });
    assert.match(lastPage(), /^# What `jane` may do in the namespace `shop`\n/);
    assert.match(lastPage(), /\| list pods +\| \*\*yes\*\*, in the namespace `shop` +\|/);
    assert.match(lastPage(), /\| `pods` +\| get, list +\|/);
    assert.match(lastPage(), /^- \*\*List Secrets\*\* in every namespace: /m);
  });

  it("is one sentence on one right", async () => {
    const argument = await nodeCalled(open.api.trees.kubeconfigs, "here", "context");
    const answers = [
      ["verb", "list"],
      ["resource", "deployments.apps"],
      ["in-namespace", "shop"],
      ["name", ""],
    ] as const;
    const { told, asked: questions } = await open.lab.run("mayI", answers, { argument });
    assert.deepEqual(told, [
      "No, you may not list deployments.apps in the namespace shop. The API server says: no rule",
    ]);
    const options = questions.flatMap(({ question }) =>
      question.id === "resource" && question.kind === "choice" ? question.options.map(({ key }) => key) : [],
    );
    assert.deepEqual(options, ["pods", "deployments.apps", "typed"]);
    const typed = [
      ["verb", "get"],
      ["resource", "typed"],
      ["resource-typed", "/metrics"],
    ] as const;
    assert.deepEqual((await open.lab.run("mayI", typed, { argument })).told, [
      "No, you may not get /metrics. The API server says: no rule",
    ]);
  });

  it("is what another user may do, asked as them", async () => {
    const argument = await nodeCalled(open.api.trees.kubeconfigs, "worker", "user");
    await open.lab.run(
      "whatMayUser",
      [
        ["context", /here/],
        ["namespace", "shop"],
      ],
      { argument },
    );
    assert.match(lastPage(), /^# What `worker` may do in the namespace `shop`\n/);
    assert.match(lastPage(), /Groups: `lab`\.\n\nFound by impersonation/);
    const [rules] = asked("selfsubjectrulesreviews");
    assert.deepEqual(
      [rules?.headers["impersonate-user"], rules?.headers["impersonate-group"]],
      ["worker", "lab"],
    );
  });

  it("is what anybody may do whose name is typed", async () => {
    const argument = await nodeCalled(open.api.trees.kubeconfigs, "here", "context");
    await open.lab.run(
      "whatMayUser",
      [
        ["person", "typed"],
        ["person-name", "bob"],
        ["person-groups", "a, b"],
        ["namespace", "shop"],
      ],
      { argument },
    );
    const [rules] = asked("selfsubjectrulesreviews");
    assert.deepEqual(
      [rules?.headers["impersonate-user"], rules?.headers["impersonate-group"]],
      ["bob", "a, b"],
    );
  });

  it("is not asked for a context that kubectl never uses", async () => {
    const text = serverKubeconfig(server, await issue(open.ca, "jane", 100));
    const second = "- name: here\n  context: {cluster: here, user: jane, namespace: other}\n";
    await open.lab.list("twice.kubeconfig", text.replace("contexts:\n", `contexts:\n${second}`));
    const tree = open.api.trees.kubeconfigs;
    const root = (await tree.getChildren()).find(({ label }) => label === "twice.kubeconfig");
    const nodes = (await tree.getChildren(root)).filter(({ kind }) => kind === "context");
    const outcomes: string[] = [];
    for (const argument of nodes) {
      await open.lab.run("whoAmI", [], { argument }).then(
        () => outcomes.push("asked"),
        error => outcomes.push(error.message.slice(0, 31)),
      );
    }
    assert.deepEqual(outcomes.sort(), ["kubectl never uses this context", "kubectl refuses the kubeconfig."]);
    assert.deepEqual(server.requests, []);
  });

  it("is not contacted before somebody asks", async () => {
    await open.api.sources.refresh();
    await outline(open.api.trees.kubeconfigs, 4);
    assert.deepEqual(server.requests, []);
  });
});

/** Allows listing Secrets everywhere, pods in the namespace shop, and impersonation. */
function answer({ path, body }: FakeRequest): FakeAnswer {
  if (path === "/apis/authentication.k8s.io/v1/selfsubjectreviews") {
    const userInfo = { username: "jane", groups: ["lab", "system:authenticated"] };
    return { object: { status: { userInfo } } };
  }
  if (path === "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews") {
    const resourceRules = [
      { verbs: ["get", "list"], apiGroups: [""], resources: ["pods"] },
      { verbs: ["list"], apiGroups: [""], resources: ["secrets"] },
    ];
    return { object: { status: { resourceRules, nonResourceRules: [], incomplete: false } } };
  }
  if (path === "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews") {
    const { verb, resource, namespace } = field(body, "spec", "resourceAttributes");
    const allowed =
      verb === "impersonate" ||
      (verb === "list" && resource === "secrets") ||
      (verb === "list" && resource === "pods" && namespace === "shop");
    return { object: { status: { allowed, reason: "no rule" } } };
  }
  if (path === "/apis") {
    return { object: { groups: [{ name: "apps", preferredVersion: { groupVersion: "apps/v1" } }] } };
  }
  const resource = (name: string) => ({ name, namespaced: true, verbs: ["get", "list"] });
  if (path === "/api/v1") return { object: { groupVersion: "v1", resources: [resource("pods")] } };
  if (path === "/apis/apps/v1")
    return { object: { groupVersion: "apps/v1", resources: [resource("deployments")] } };
  return undefined;
}
