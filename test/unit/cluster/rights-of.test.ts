import { strict as assert } from "node:assert";
import { rightsOf } from "../../../src/cluster/api/rights-of.ts";
import { field } from "../../../src/cluster/json.ts";
import { render } from "../../../src/core/message.ts";
import type { Person } from "../../../src/core/rbac/index.ts";
import { base64 } from "../../support/certificates.ts";
import { clientFor } from "../../support/cluster/client.ts";
import { type FakeAnswer, FakeApiServer, type FakeRequest } from "../../support/fake-api-server.ts";

/** The rights of whoever asks, as `VERB RESOURCE` or with the name behind. */
type Allowed = readonly string[];

/** A server that knows nobody's rules, and answers reviews by a list. */
function answering(allowed: Allowed, other: (request: FakeRequest) => FakeAnswer = () => undefined) {
  return (request: FakeRequest): FakeAnswer => {
    if (request.path.endsWith("/selfsubjectaccessreviews")) {
      const { verb, resource, name } = field(request.body, "spec", "resourceAttributes");
      const is = [`${verb} ${resource}`, `${verb} ${resource} ${name}`].some(each => allowed.includes(each));
      return { object: { status: { allowed: is } } };
    }
    return other(request);
  };
}

async function ask(person: Person, answer: (request: FakeRequest) => FakeAnswer, user = "token: abc") {
  const server = await FakeApiServer.start(answer);
  try {
    const client = await clientFor(`apiVersion: v1
kind: Config
clusters: [{name: c, cluster: {server: "${server.url}", certificate-authority-data: ${base64(server.ca)}}}]
users: [{name: u, user: {${user}}}]
contexts: [{name: x, context: {cluster: c, user: u}}]
current-context: x
`);
    return { found: await rightsOf(client, person, "shop"), requests: server.requests };
  } finally {
    await server.close();
  }
}

const RULES = { object: { status: { resourceRules: [], nonResourceRules: [], incomplete: false } } };
const jane: Person = { user: "jane", groups: ["dev", "ops"] };

describe("the rights of somebody else", () => {
  it("are asked as them once the user and each group may be impersonated", async () => {
    const { found, requests } = await ask(
      jane,
      answering(["impersonate users jane", "impersonate groups dev", "impersonate groups ops"], () => RULES),
    );
    assert(found.ok);
    const [rules] = requests.filter(({ path }) => path.endsWith("/selfsubjectrulesreviews"));
    assert.deepEqual(
      [rules?.headers["impersonate-user"], rules?.headers["impersonate-group"]],
      ["jane", "dev, ops"],
    );
  });

  it("name the group that may not be impersonated", async () => {
    const { found } = await ask(
      jane,
      answering(["impersonate users jane", "impersonate groups dev"], forbidden),
    );
    assert.match(!found.ok ? render(found.reason) : "", /is needed: to impersonate Group ops; to create/);
  });

  it("are asked for as the credential itself, not as whom the kubeconfig impersonates", async () => {
    const { requests } = await ask(jane, answering([], forbidden), "token: abc, as: boss");
    const asked = requests.filter(
      ({ body }) => field(body, "spec", "resourceAttributes")["verb"] === "impersonate",
    );
    assert.deepEqual(
      asked.map(({ headers }) => headers["impersonate-user"]),
      [undefined, undefined, undefined],
    );
    assert.ok(requests.some(({ headers }) => headers["impersonate-user"] === "boss"));
  });

  it("are asked for a service account as one", async () => {
    const { requests } = await ask(
      { user: "system:serviceaccount:ci:bot", groups: [] },
      answering(["impersonate serviceaccounts bot"], () => RULES),
    );
    assert.deepEqual(field(requests[0]?.body, "spec", "resourceAttributes"), {
      verb: "impersonate",
      resource: "serviceaccounts",
      name: "bot",
      namespace: "ci",
    });
  });

  it("are never asked as a name that a header would change", async () => {
    for (const user of [" jane", "jane\n", ""]) {
      const { requests } = await ask({ user, groups: [] }, answering(["impersonate users"], forbidden));
      assert.deepEqual(
        requests.filter(({ headers }) => headers["impersonate-user"] !== undefined),
        [],
      );
    }
  });

  it("are looked for elsewhere where the server refuses the impersonation all the same", async () => {
    const { found } = await ask(
      { user: "jane", groups: [] },
      answering(["impersonate users", "create subjectaccessreviews"], request =>
        request.path.endsWith("/subjectaccessreviews")
          ? { object: { status: { allowed: true } } }
          : forbidden(),
      ),
    );
    assert(found.ok);
    assert.ok(found.value.answers.every(({ allowed }) => allowed === "everywhere"));
  });

  it("are not known where the server cannot be spoken to", async () => {
    const { found } = await ask(jane, () => ({ status: 500, object: { kind: "Status", message: "broken" } }));
    assert.match(!found.ok ? render(found.reason) : "", /broken/);
  });
});

function forbidden(): FakeAnswer {
  return { status: 403, object: { kind: "Status", reason: "Forbidden", message: "no" } };
}
