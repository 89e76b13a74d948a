import { strict as assert } from "node:assert";
import { lasting } from "../../src/core/x509/assess.ts";
import { inspectCsr, loadSigningCa, signCsr } from "../../src/core/x509/signing.ts";
import type { TestApi } from "../../src/vscode/activate.ts";
import { describe as describe_ } from "../../src/vscode/tree/tree-item.ts";
import type { Issued } from "../support/certificates.ts";
import { base64 } from "../support/certificates.ts";
import { type FakeAnswer, FakeApiServer, type FakeRequest } from "../support/fake-api-server.ts";
import { type Lab, lineChanges } from "./support/lab.ts";
import { MAKE } from "./support/minting.ts";
import { nodeCalled } from "./support/outline.ts";
import { CANCEL, type Step } from "./support/script.ts";
import { useLab } from "./support/use-lab.ts";

const API = "/apis/certificates.k8s.io/v1/certificatesigningrequests";

type Csr = {
  metadata: { name: string; uid: string };
  spec: { request: string; expirationSeconds?: number };
  status: { conditions?: { type: string; reason?: string }[]; certificate?: string };
};

/** As much of an API server as the requests of one user need; its CA signs what is approved. */
class Signer {
  readonly requests = new Map<string, Csr>();
  /** Whether the user may approve. */
  mayApprove = true;
  readonly #ca: Issued;

  constructor(ca: Issued) {
    this.#ca = ca;
  }

  readonly answer = ({ method, path, body }: FakeRequest): FakeAnswer => {
    if (path.endsWith("/selfsubjectaccessreviews"))
      return { object: { status: { allowed: this.mayApprove } } };
    if (path.endsWith("/selfsubjectreviews")) {
      return { object: { status: { userInfo: { username: "jane", groups: ["system:authenticated"] } } } };
    }
    if (method === "POST" && path === API) {
      const csr = { ...(body as Csr), status: {} };
      csr.metadata = { ...csr.metadata, uid: `uid-${this.requests.size}` };
      this.requests.set(csr.metadata.name, csr);
      return { status: 201, object: csr };
    }
    if (method === "GET" && path.startsWith(`${API}?`))
      return { object: { items: [...this.requests.values()] } };
    const name = path.slice(API.length + 1).split("/")[0] ?? "";
    const csr = this.requests.get(name);
    if (csr === undefined) return undefined;
    if (method === "DELETE") this.requests.delete(name);
    if (method === "PUT") {
      csr.status = (body as Csr).status;
      void this.approve(name);
    }
    return { object: csr };
  };

  async approve(name: string): Promise<void> {
    const csr = this.requests.get(name);
    if (csr === undefined) throw new Error(`No request ${name}`);
    csr.status.conditions = [{ type: "Approved" }];
    const world = { now: Date.now(), crypto: globalThis.crypto };
    const ca = await loadSigningCa({ certificate: this.#ca.pem, key: this.#ca.keyPem }, world);
    assert(ca.ok);
    const pem = Buffer.from(csr.spec.request, "base64").toString("utf8");
    const summary = await inspectCsr(pem);
    assert(summary.ok);
    const signed = await signCsr(summary.value, { lifetime: lasting(1, "d") }, ca.value, world);
    assert(signed.ok);
    csr.status.certificate = Buffer.from(signed.value.certificatePem).toString("base64");
  }
}

const toNewFile = (lab: Lab): readonly Step[] => [
  ["user", "jane"],
  ["groups", "dev"],
  ["uid", ""],
  ["lifetime", "1d"],
  ["key", "ecdsa-p256"],
  ["to", "new"],
  ["to-place", lab.address("jane.kubeconfig")],
];

describe("minting by the cluster of a context", () => {
  let api: TestApi;
  let lab: Lab;
  let server: FakeApiServer;
  let signer: Signer;
  let context: Step;
  let ca: Issued;
  useLab({ worker: 90 }, opened => {
    ({ api, lab, ca } = opened);
  });
  beforeEach(async () => {
    signer = new Signer(ca);
    server = await FakeApiServer.start(signer.answer);
    const text = lab
      .read("lab.kubeconfig")
      .replace("https://192.0.2.77:6443", server.url)
      .replace(/certificate-authority: .*/, `certificate-authority-data: ${base64(server.ca)}`);
    lab.write("lab.kubeconfig", text);
    await api.sources.refresh();
    context = ["context", /lab/];
  });
  afterEach(() => server.close());

  it("asks, approves, writes the kubeconfig, tries it and takes the request away", async () => {
    const script = await lab.run("requestUser", [context, ...toNewFile(lab), MAKE, ["approve", "approve"]]);
    assert.match(
      script.told.join("\n"),
      /jane has a certificate of the cluster .* The API server knows it as jane/,
    );
    assert.deepEqual([lab.mode("jane.kubeconfig"), signer.requests.size], ["600", 0]);
    assert.match(lab.read("jane.kubeconfig"), /client-key-data: /);
  });

  it("keeps the key where somebody else is to approve it, and goes on later", async () => {
    signer.mayApprove = false;
    await assert.rejects(lab.run("requestUser", [context, ...toNewFile(lab), MAKE, ["approve", CANCEL]]), {
      name: "Cancelled",
    });
    const [name = ""] = signer.requests.keys();
    assert.match(name, /^jane-[0-9a-f]{8}$/);
    assert.equal(lab.files.includes("jane.kubeconfig"), false);
    await signer.approve(name);
    const script = await lab.run("resumeRequest", [["pending", /jane/]]);
    assert.match(script.told.join("\n"), /jane has a certificate of the cluster/);
    assert.deepEqual([lab.mode("jane.kubeconfig"), signer.requests.size], ["600", 0]);
  });

  it("says that a request was denied, and forgets it", async () => {
    signer.mayApprove = false;
    await assert.rejects(lab.run("requestUser", [context, ...toNewFile(lab), MAKE, ["approve", CANCEL]]));
    const [[, csr] = []] = signer.requests;
    assert(csr !== undefined);
    csr.status.conditions = [{ type: "Denied", reason: "NotYou" }];
    await assert.rejects(lab.run("resumeRequest", [["pending", /jane/]]), /was denied: NotYou/);
    await assert.rejects(lab.run("resumeRequest", []), /No request for a certificate is open/);
  });

  it("renews the certificate of a user where it is", async () => {
    const before = lab.read("lab.kubeconfig");
    const script = await lab.run(
      "renew",
      [
        ["ca", "cluster"],
        ["context", /lab/],
        ["lifetime", "1d"],
        ["key", "ecdsa-p256"],
        MAKE,
        ["approve", "approve"],
      ],
      { argument: { source: lab.address("lab.kubeconfig"), user: "worker" } },
    );
    assert.match(script.told.join("\n"), /worker has a certificate of the cluster in .*lab\.kubeconfig/);
    const changed = lineChanges(before, lab.read("lab.kubeconfig")).map(line => line.replace(/: .*/, ""));
    assert.deepEqual(changed, [
      "-       client-certificate-data",
      "-       client-key-data",
      "+       client-certificate-data",
      "+       client-key-data",
    ]);
    assert.equal(signer.requests.size, 0);
  });

  it("shows the requests of the cluster below the context, and approves one after saying what that grants", async () => {
    signer.mayApprove = false;
    await assert.rejects(lab.run("requestUser", [context, ...toNewFile(lab), MAKE, ["approve", CANCEL]]));
    await lab.run("listRequests", [context]);
    const [name = ""] = signer.requests.keys();
    const find = () => nodeCalled(api.trees.kubeconfigs, name, "request");
    const node = await find();
    assert.match(describe_(node), /^pending · jane/);
    const script = await lab.run("approveRequest", [["approve-request", "yes"]], { argument: node });
    const [asked] = script.asked;
    assert(asked?.question.kind === "confirm");
    assert.match(
      asked.question.detail ?? "",
      /makes a certificate for jane in the groups dev\.[\s\S]*cannot be revoked/,
    );
    await lab.run("listRequests", [context]);
    assert.match(describe_(await find()), /^issued · jane/);
    await lab.run("deleteRequest", [["delete-request", "yes"]], { argument: await find() });
    assert.equal(signer.requests.size, 0);
    await assert.rejects(lab.run("resumeRequest", []), /No request for a certificate is open/);
  });
});
