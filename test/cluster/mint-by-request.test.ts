import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import {
  ClusterClient,
  createRequest,
  decide,
  deleteRequest,
  judgeIssued,
  mayApprove,
  reasonOf,
  waitForRequest,
  whoAmI,
  withCertificate,
} from "../../src/cluster/index.ts";
import { newRequest, type RequestOrder } from "../../src/core/manifests/new-request.ts";
import { render } from "../../src/core/message.ts";
import { lasting } from "../../src/core/x509/assess.ts";
import { createCsr } from "../../src/core/x509/signing.ts";
import { clientFor, clientOptions } from "../support/cluster/client.ts";
import { useCluster } from "../support/cluster/suite.ts";

const order: RequestOrder = {
  identity: { user: "Jane Doe", groups: ["dev", "ops"] },
  keyType: "ecdsa-p256",
  lifetime: lasting(1, "d"),
};

let count = 0;

/** A request in the cluster, with its key. */
async function ask(client: ClusterClient, wish: RequestOrder = order) {
  const now = Date.now();
  const made = await createCsr({ ...wish.identity, keyType: wish.keyType }, { now, crypto });
  assert(made.ok);
  const { requestPem, keyPem } = made.value;
  count += 1;
  const created = await createRequest(client, newRequest(wish, requestPem, `test${count}`, now));
  return { requestPem, keyPem, created, until: now + 86_400_000 };
}

describe("a user minted by a CertificateSigningRequest", () => {
  const cluster = useCluster({ controllerManager: true });
  let admin: ClusterClient;

  before(async () => {
    admin = await clientFor(readFileSync(cluster().kubeconfigs.admin, "utf8"));
  });

  it("is issued once it is approved, and is who was asked for", async () => {
    const { requestPem, keyPem, created, until } = await ask(admin);
    assert(created.ok, JSON.stringify(created));
    assert.match(created.value.name, /^jane-doe-[0-9a-z]+-test\d+$/);
    const may = await mayApprove(admin);
    assert.deepEqual(may, { ok: true, value: true });
    const states: string[] = [];
    const waiting = waitForRequest(admin, created.value, {
      patienceMs: 20_000,
      onState: ({ state }) => states.push(state),
    });
    const approved = await decide(admin, created.value, "Approved", Date.now());
    assert(approved.ok, JSON.stringify(approved));
    const outcome = await waiting;
    assert(outcome.ok && outcome.value.kind === "issued", JSON.stringify(outcome));
    const judged = judgeIssued(outcome.value.certificatePem, { requestPem, keyPem, until });
    assert(judged.ok, JSON.stringify(judged));
    assert.deepEqual(judged.value.notes, []);
    const jane = new ClusterClient(
      withCertificate(admin.connection, { certificate: judged.value.certificatePem, key: keyPem }),
      clientOptions(),
    );
    const who = await whoAmI(jane);
    assert(who.ok, JSON.stringify(who));
    assert.deepEqual(
      [who.value.username, who.value.groups],
      ["Jane Doe", ["dev", "ops", "system:authenticated"]],
    );
    assert.equal((await deleteRequest(admin, created.value)).ok, true);
    assert.deepEqual(states.at(-1), "issued");
  });

  it("is told how long the signer really made it good", async () => {
    const { requestPem, keyPem, created } = await ask(admin, { ...order, lifetime: lasting(30, "y") });
    assert(created.ok);
    await decide(admin, created.value, "Approved", Date.now());
    const outcome = await waitForRequest(admin, created.value, { patienceMs: 20_000 });
    assert(outcome.ok && outcome.value.kind === "issued");
    const judged = judgeIssued(outcome.value.certificatePem, {
      requestPem,
      keyPem,
      until: Date.now() + 30 * 365 * 86_400_000,
    });
    assert(judged.ok);
    assert.match(
      judged.value.notes.map(note => render(note)).join(" "),
      /^The cluster made it good until .* only/,
    );
  });

  it("says why there is none: denied, deleted, of another user's rights, for system:masters", async () => {
    const denied = await ask(admin);
    assert(denied.created.ok);
    await decide(admin, denied.created.value, "Denied", Date.now());
    const outcome = await waitForRequest(admin, denied.created.value, { patienceMs: 20_000 });
    assert(outcome.ok && outcome.value.kind === "denied");
    assert.match(
      render(reasonOf(outcome.value, "x")),
      /^The request x was denied: KubeconfigInspectorDeny: /,
    );

    const gone = await ask(admin);
    assert(gone.created.ok);
    const other = await deleteRequest(admin, { ...gone.created.value, uid: "another" });
    assert.equal(!other.ok && other.code, "conflict");
    assert((await deleteRequest(admin, gone.created.value)).ok);
    const lost = await waitForRequest(admin, gone.created.value, { patienceMs: 20_000 });
    assert(lost.ok && lost.value.kind === "gone");

    const masters = await ask(admin, { ...order, identity: { user: "root", groups: ["system:masters"] } });
    assert(!masters.created.ok);
    assert.equal(masters.created.code, "forbidden");
    assert.match(render(masters.created.reason), /system:masters/);
  });

  it("is not deleted where another has its name", async () => {
    const { created } = await ask(admin);
    assert(created.ok);
    const { name } = created.value;
    const other = await deleteRequest(admin, { name, uid: "00000000-0000-0000-0000-000000000000" });
    assert.equal(other.ok ? "deleted" : other.code, "conflict");
    assert.equal((await deleteRequest(admin, created.value)).ok, true);
  });

  it("waits for a signer that is not there", async () => {
    await cluster().stopControllerManager();
    try {
      const { created } = await ask(admin);
      assert(created.ok);
      await decide(admin, created.value, "Approved", Date.now());
      const outcome = await waitForRequest(admin, created.value, { patienceMs: 2_000 });
      assert(outcome.ok && outcome.value.kind === "waiting");
      assert.match(render(reasonOf(outcome.value, "x")), /is approved, and nothing has signed it/);
    } finally {
      await cluster().startControllerManager();
    }
  });
});
