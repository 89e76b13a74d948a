import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { base64, type Issued } from "../support/certificates.ts";
import { FakeApiServer } from "../support/fake-api-server.ts";
import { issue } from "./support/lab.ts";
import { nodeCalled, outline } from "./support/outline.ts";
import { type OpenLab, useLab } from "./support/use-lab.ts";

describe("what an API server says of one", () => {
  let open: OpenLab;
  let server: FakeApiServer;
  useLab({ worker: 100 }, lab => {
    open = lab;
  });

  beforeEach(async () => {
    server = await FakeApiServer.start(({ path }) =>
      path === "/apis/authentication.k8s.io/v1/selfsubjectreviews"
        ? { object: { status: { userInfo: { username: "jane", groups: ["lab", "system:authenticated"] } } } }
        : undefined,
    );
    const jane = await issue(open.ca, "jane", 100);
    await open.lab.list("server.kubeconfig", kubeconfig(server, jane));
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
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(text, /^# Who you are in `here`\n\n`https:\/\/127\.0\.0\.1:\d+`, asked on /);
    assert.match(text, /\| User +\| `jane` +\| `jane` \(the client certificate\) +\|/);
    assert.match(text, /None: both say the same\./);
    const after = await line();
    assert.match(
      after?.slice(before?.length) ?? "",
      /^ · the API server said jane at (\d{4}-\d\d-\d\d )?\d\d:\d\d UTC$/,
    );
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
});

function kubeconfig(server: FakeApiServer, user: Issued): string {
  return `apiVersion: v1
kind: Config
current-context: here
clusters:
- name: here
  cluster: {server: "${server.url}", certificate-authority-data: ${base64(server.ca)}}
users:
- name: jane
  user: {client-certificate-data: ${base64(user.pem)}, client-key-data: ${base64(user.keyPem)}}
contexts:
- name: here
  context: {cluster: here, user: jane, namespace: shop}
`;
}
