import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { type FakeAnswer, FakeApiServer, type FakeRequest } from "../support/fake-api-server.ts";
import { issue } from "./support/lab.ts";
import { MAKE } from "./support/minting.ts";
import type { Script, Step } from "./support/script.ts";
import { serverKubeconfig } from "./support/server-kubeconfig.ts";
import { type OpenLab, useLab } from "./support/use-lab.ts";

const SECRETS = "/api/v1/namespaces/kube-system/secrets";

interface Secret {
  readonly metadata: { readonly name: string };
  readonly data: Readonly<Record<string, string>>;
}

describe("bootstrap tokens", () => {
  let open: OpenLab;
  let server: FakeApiServer;
  const secrets = new Map<string, Secret>();
  useLab({ worker: 100 }, lab => {
    open = lab;
  });
  beforeEach(async () => {
    secrets.clear();
    server = await FakeApiServer.start(answer);
    await open.lab.list("server.kubeconfig", serverKubeconfig(server, await issue(open.ca, "jane", 100)));
  });
  afterEach(() => server.close());

  function answer({ method, path, body, headers }: FakeRequest): FakeAnswer {
    const { pathname } = new URL(path, "https://host");
    if (pathname.endsWith("/selfsubjectreviews")) {
      const [, id] = /^Bearer (\w{6})\.\w{16}$/.exec(headers.authorization ?? "") ?? [];
      return { object: { status: { userInfo: { username: `system:bootstrap:${id}`, groups: [] } } } };
    }
    if (pathname === SECRETS && method === "GET") return { object: { items: [...secrets.values()] } };
    if (pathname !== SECRETS) {
      const name = pathname.slice(SECRETS.length + 1);
      const found = secrets.get(name);
      if (method === "DELETE") secrets.delete(name);
      return found && { object: found };
    }
    const { metadata, stringData } = body as Pick<Secret, "metadata"> & {
      stringData: Record<string, string>;
    };
    const data = Object.fromEntries(
      Object.entries(stringData).map(([key, text]) => [key, Buffer.from(text).toString("base64")]),
    );
    secrets.set(metadata.name, { metadata, data });
    return { object: { metadata, data } };
  }

  const NEW: readonly Step[] = [
    ["context", /here/],
    ["token", "new"],
    ["lifetime", "1d"],
    ["usages", '["authentication","signing"]'],
    ["token-groups", "system:bootstrappers:kubeadm:default-node-token"],
    ["description", "for node 7"],
    MAKE,
  ];
  const secretOf = (): string => {
    const [secret] = secrets.values();
    return Buffer.from(secret?.data["token-secret"] ?? "", "base64").toString();
  };
  const showsSecret = (script: Script) =>
    JSON.stringify([script.told, script.asked, script.remarks]).includes(secretOf());

  it("are made, and copied with their secret half on request alone", async () => {
    await vscode.env.clipboard.writeText("before");
    const made = await open.lab.run("bootstrapTokens", NEW);
    assert.equal(await vscode.env.clipboard.readText(), "before");
    const id = [...secrets.keys()][0]?.slice(-6) ?? "";
    assert.match(id, /^[a-z0-9]{6}$/);
    const copied = await open.lab.run("bootstrapTokens", [
      ["context", /here/],
      ["token", /for node 7 .*authentication, signing · system:bootstrappers:kubeadm:default-node-token/],
      ["work", "copy"],
    ]);
    assert.equal(await vscode.env.clipboard.readText(), `${id}.${secretOf()}`);
    assert.deepEqual([showsSecret(made), showsSecret(copied)], [false, false]);
    await vscode.env.clipboard.writeText("");
  });

  it("become a kubeconfig, which the server is asked about", async () => {
    const script = await open.lab.run(
      "bootstrapTokens",
      [...NEW, ["to", "new"], ["to-place", open.lab.address("join.kubeconfig")], MAKE],
      { after: "Make Kubeconfig..." },
    );
    assert.match(open.lab.read("join.kubeconfig"), new RegExp(`token: \\w{6}\\.${secretOf()}`));
    assert.equal(open.lab.mode("join.kubeconfig"), "600");
    assert.match(script.told.at(-1) ?? "", /The API server knows it as system:bootstrap:\w{6}\.$/);
    assert.equal(showsSecret(script), false);
  });

  it("are taken back where that is wanted", async () => {
    await open.lab.run("bootstrapTokens", NEW, { after: "Undo" });
    assert.equal(secrets.size, 0);
  });
});
