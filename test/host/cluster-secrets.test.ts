import { strict as assert } from "node:assert";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Outcome, Question } from "../../src/vscode/wizard/ask.ts";
import { base64 } from "../support/certificates.ts";
import { FakeApiServer } from "../support/fake-api-server.ts";
import { patience } from "../support/pace.ts";
import { everyText, nodeCalled } from "./support/outline.ts";
import { Script } from "./support/script.ts";
import { type OpenLab, useLab } from "./support/use-lab.ts";

/** Of letters and digits alone, so that no escape can hide it. */
const secret = () => `s3cr3t${randomBytes(9).toString("hex")}`;
const TOKEN = secret();
const PASSWORD = secret();
const VARIABLE = secret();
const GIVEN = secret();

const COMMANDS = [
  "whoAmI",
  "whatMayI",
  "mayI",
  "whatMayUser",
  "checkServer",
  "listRequests",
  "requestUser",
  "serviceAccountKubeconfig",
  "bootstrapTokens",
  "applyRbac",
];

/** A person who agrees to everything, and takes the first of what is offered. */
class Agreeing extends Script {
  constructor() {
    super([]);
  }

  override async question(...[question, position]: Parameters<Script["question"]>): Promise<Outcome> {
    this.asked.push({ question, position });
    return this.asked.length > 30 ? { kind: "cancel" } : { kind: "answer", value: answerTo(question) };
  }
}

function answerTo(question: Question): string {
  switch (question.kind) {
    case "choice":
      return question.options[0]?.key ?? "";
    case "confirm":
      return "yes";
    default:
      return ({ lifetime: "1d", uid: "", groups: "dev" } as Record<string, string>)[question.id] ?? "jane";
  }
}

describe("credentials that a server repeats", function () {
  this.timeout(patience(120_000));
  let open: OpenLab;
  let server: FakeApiServer;
  let credentials: number;
  useLab({ worker: 100 }, lab => {
    open = lab;
  });
  beforeEach(async () => {
    credentials = 0;
    server = await FakeApiServer.start(({ headers }) => {
      const heard = headers.authorization ?? "";
      if (heard !== "") credentials += 1;
      const pair = Buffer.from(heard.replace(/^\S+ /, ""), "base64").toString();
      const message = `User "${heard}" cannot list path "/${heard}": Authorization: ${heard}, ${pair}`;
      return { status: 403, object: { kind: "Status", reason: heard, message } };
    });
    open.lab.write(
      "plugin.cjs",
      `process.stdout.write(JSON.stringify({apiVersion: "client.authentication.k8s.io/v1", kind: "ExecCredential", status: {token: "${GIVEN}"}}))`,
    );
    await open.lab.list("server.kubeconfig", kubeconfig());
  });
  afterEach(() => server.close());

  for (const context of ["with-token", "with-password", "with-plugin"]) {
    it(`are in no question, message, page, tree, report or log of a context ${context}`, async () => {
      const said: string[] = [];
      const content =
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: r, namespace: n}\nrules: []\n";
      for (const id of COMMANDS) {
        await vscode.window.showTextDocument(
          await vscode.workspace.openTextDocument({ content, language: "yaml" }),
        );
        const argument = await nodeCalled(open.api.trees.kubeconfigs, context, "context");
        const script = new Agreeing();
        const outcome = await open.api.runWith(script, `kubeconfigInspector.${id}`, argument).then(
          () => "",
          (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
        );
        const { asked, told, remarks, progress } = script;
        said.push(`${id}: ${outcome} ${JSON.stringify([asked, told, remarks, progress])}`);
      }
      const texts = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme !== "file");
      said.push(...texts.map(each => each.getText()), await everyText(open.api.trees.kubeconfigs));
      said.push(JSON.stringify(await open.api.report.report()), ...logs());
      const leaks = said.filter(text => forms().some(form => text.toLowerCase().includes(form)));
      assert.deepEqual(leaks, []);
      assert.ok(credentials >= 5, `${credentials} credentials were sent`);
    });
  }

  const logs = () =>
    readdirSync(open.api.logFolder.fsPath).map(name =>
      readFileSync(join(open.api.logFolder.fsPath, name), "utf8"),
    );

  function kubeconfig(): string {
    return `apiVersion: v1
kind: Config
current-context: with-token
clusters:
- {name: here, cluster: {server: "${server.url}", certificate-authority-data: ${base64(server.ca)}}}
users:
- {name: with-token, user: {token: ${TOKEN}}}
- {name: with-password, user: {username: joe, password: ${PASSWORD}}}
- name: with-plugin
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: ${JSON.stringify(process.execPath)}
      args: [${JSON.stringify(open.lab.path("plugin.cjs"))}, "--token", ${VARIABLE}]
      env: [{name: PASSWORD, value: ${VARIABLE}}, {name: ELECTRON_RUN_AS_NODE, value: "1"}]
      interactiveMode: Never
contexts:
- {name: with-token, context: {cluster: here, user: with-token}}
- {name: with-password, context: {cluster: here, user: with-password}}
- {name: with-plugin, context: {cluster: here, user: with-plugin}}
`;
  }
});

function forms(): readonly string[] {
  return [TOKEN, PASSWORD, VARIABLE, GIVEN]
    .flatMap(each => [each, base64(each).replace(/=+$/, ""), base64(`joe:${each}`).replace(/=+$/, "")])
    .map(each => each.toLowerCase());
}
