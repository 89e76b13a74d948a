import { strict as assert } from "node:assert";
import { type FakeAnswer, FakeApiServer, type FakeRequest } from "../support/fake-api-server.ts";
import { makeJwt } from "../support/tokens.ts";
import { issue } from "./support/lab.ts";
import { MAKE } from "./support/minting.ts";
import { CANCEL, type Step } from "./support/script.ts";
import { serverKubeconfig } from "./support/server-kubeconfig.ts";
import { type OpenLab, useLab } from "./support/use-lab.ts";

const DAY = 86_400;
const ACCOUNTS = "/api/v1/namespaces/shop/serviceaccounts";
const SECRETS = "/api/v1/namespaces/shop/secrets";

/** As much of an API server as one namespace with service accounts needs. */
class Accounts {
  readonly names = new Set(["default"]);
  /** Seconds: the most that it gives. */
  most = 365 * DAY;
  token = "";
  readonly secrets: object[] = [];

  readonly answer = ({ method, path, body, headers }: FakeRequest): FakeAnswer => {
    const { pathname } = new URL(path, "https://host");
    if (pathname.endsWith("/selfsubjectreviews")) {
      const isRobot = headers.authorization === `Bearer ${this.token}`;
      const username = isRobot ? "system:serviceaccount:shop:robot" : "jane";
      return { object: { status: { userInfo: { username, groups: [] } } } };
    }
    if (pathname === "/api/v1/namespaces") return { object: { items: [item("shop"), item("other")] } };
    if (pathname === SECRETS) return { object: { items: this.secrets } };
    if (pathname === `${SECRETS}/old`) return { object: this.secrets[0] };
    if (pathname === ACCOUNTS && method === "GET") return { object: { items: [...this.names].map(item) } };
    if (pathname === ACCOUNTS) {
      const { name } = (body as { metadata: { name: string } }).metadata;
      this.names.add(name);
      return { object: item(name) };
    }
    const name = pathname.slice(ACCOUNTS.length + 1).split("/")[0] ?? "";
    if (method === "DELETE") this.names.delete(name);
    if (!pathname.endsWith("/token")) return { object: {} };
    const { expirationSeconds } = (body as { spec: { expirationSeconds: number } }).spec;
    const iat = Math.floor(Date.now() / 1000);
    this.token = makeJwt({ iat, exp: iat + Math.min(expirationSeconds, this.most) });
    return { object: { status: { token: this.token } } };
  };
}

function item(name: string): object {
  return { metadata: { name, namespace: "shop", uid: `uid-${name}` } };
}

describe("a kubeconfig for a service account", () => {
  let open: OpenLab;
  let server: FakeApiServer;
  let accounts: Accounts;
  useLab({ worker: 100 }, lab => {
    open = lab;
  });
  beforeEach(async () => {
    accounts = new Accounts();
    server = await FakeApiServer.start(accounts.answer);
    await open.lab.list("server.kubeconfig", serverKubeconfig(server, await issue(open.ca, "jane", 100)));
  });
  afterEach(() => server.close());

  const ROBOT: readonly Step[] = [
    ["context", /here/],
    ["namespace", "namespace shop"],
    ["account", "new"],
    ["account-name", "robot"],
    ["lifetime", "1w"],
    ["audiences", ""],
  ];
  const intoNew = (): readonly Step[] => [
    ...ROBOT,
    ["to", "new"],
    ["to-place", open.lab.address("robot.kubeconfig")],
  ];

  it("is made with a new account, and the server is asked whom it takes it for", async () => {
    const script = await open.lab.run("serviceAccountKubeconfig", [...intoNew(), MAKE]);
    assert.deepEqual([...accounts.names], ["default", "robot"]);
    const text = open.lab.read("robot.kubeconfig");
    assert.equal(text.includes(`token: ${accounts.token}`), true);
    assert.match(text, /namespace: shop/);
    assert.equal(open.lab.mode("robot.kubeconfig"), "600");
    assert.match(
      script.told.at(-1) ?? "",
      /^robot has a token in \S+\. It is valid until [-\d]+ [:\d]+ UTC\. The API server knows it as system:serviceaccount:shop:robot\.$/,
    );
    const seen = JSON.stringify([script.told, script.asked, script.remarks]);
    assert.equal(seen.includes(accounts.token.split(".")[1] ?? "?"), false);
  });

  it("says that the server gives less than was asked for", async () => {
    accounts.most = DAY;
    const script = await open.lab.run("serviceAccountKubeconfig", [...intoNew(), MAKE]);
    assert.match(
      script.told.at(-1) ?? "",
      /It is valid only until .*: the server gives less than was asked for, until /,
    );
  });

  it("may be made of a Secret, whose token does not expire", async () => {
    accounts.token = makeJwt({ iss: "kubernetes/serviceaccount" });
    accounts.secrets.push({
      metadata: { name: "old", annotations: { "kubernetes.io/service-account.name": "default" } },
      data: { token: Buffer.from(accounts.token).toString("base64") },
    });
    const script = await open.lab.run("serviceAccountKubeconfig", [
      ["context", /here/],
      ["namespace", "namespace shop"],
      ["account", "account default"],
      ["token", "secret old"],
      ["to", "new"],
      ["to-place", open.lab.address("robot.kubeconfig")],
      MAKE,
    ]);
    assert.equal(open.lab.read("robot.kubeconfig").includes(`token: ${accounts.token}`), true);
    assert.match(script.told.at(-1) ?? "", /It does not expire: deleting the Secret old ends it\./);
  });

  it("makes nothing in the cluster before everything is confirmed", async () => {
    await assert.rejects(open.lab.run("serviceAccountKubeconfig", [...intoNew(), ["summary", CANCEL]]));
    assert.deepEqual(
      server.requests.filter(({ method }) => method !== "GET"),
      [],
    );
  });

  it("adds a user and a context beside those of the cluster, and takes everything back", async () => {
    const before = open.lab.read("server.kubeconfig");
    const steps: readonly Step[] = [
      ...ROBOT,
      ["to", "kubeconfig"],
      ["to-file", open.lab.address("server.kubeconfig")],
      ["to-context", "robot@here"],
      ["to-current", "keep"],
      MAKE,
      ["apply", "apply"],
    ];
    await open.lab.run("serviceAccountKubeconfig", steps);
    assert.match(open.lab.read("server.kubeconfig"), /name: robot@here/);
    accounts.names.delete("robot");
    const again = steps.map(([id, act]): Step => [id, id === "to-context" ? "robot2" : act]);
    await open.lab.run("serviceAccountKubeconfig", again, { after: "Undo" });
    assert.deepEqual([...accounts.names], ["default"]);
    assert.equal(open.lab.read("server.kubeconfig").includes("robot2"), false);
    assert.equal(open.lab.read("server.kubeconfig").startsWith(before.slice(0, 100)), true);
  });

  it("leaves no account behind where the file cannot be made", async () => {
    const steps: readonly Step[] = [
      ...intoNew(),
      [
        "summary",
        () => {
          open.lab.write("robot.kubeconfig", "taken");
          return "make";
        },
      ],
    ];
    await assert.rejects(
      open.lab.run("serviceAccountKubeconfig", steps),
      /exists already.*the service account robot in shop/,
    );
    assert.deepEqual([...accounts.names], ["default"]);
  });
});
