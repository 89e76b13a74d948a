import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../scripts/root.ts";
import { runInWorld } from "../support/cli-on-disk.ts";
import { useCluster } from "../support/cluster/suite.ts";
import { whoAmI } from "../support/cluster/who-am-i.ts";

const ROLES = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: read-pods, namespace: minted}
rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: readers, namespace: minted}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: read-pods}
subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: readers}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: ask}
rules: [{apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests], verbs: [create, get, delete]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: askers}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ask}
subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: askers}]
`;

describe("users that mint makes on the command line", () => {
  const cluster = useCluster({ controllerManager: true });
  let folder: string;
  const at = (name: string) => join(folder, name);
  const mint = (...args: readonly string[]) =>
    runInWorld({ cwd: folder, env: () => ({}) }, ["mint", ...args]);
  const byCa = () => [
    ...["--ca-cert", join(cluster().caFolder, "ca.crt"), "--ca-key", join(cluster().caFolder, "ca.key")],
  ];
  const admin = () => ["--kubeconfig", cluster().kubeconfigs.admin];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "kubeconfig-inspector-mint-"));
    const { kubectl } = cluster();
    await kubectl(["create", "namespace", "minted"]);
    const { code, stderr } = await kubectl(["apply", "-f", "-"], { input: ROLES });
    assert.equal(code, 0, stderr);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** That a kubeconfig is who it should be, may list pods of its namespace, and nothing else. */
  async function isReader(name: string, user: string): Promise<void> {
    const kubeconfig = at(name);
    assert.equal(statSync(kubeconfig).mode & 0o777, 0o600);
    const { username, groups: own } = await whoAmI(cluster(), kubeconfig);
    // A cluster sorts the groups that it signs.
    assert.deepEqual([username, [...own].sort()], [user, ["ops", "readers", "system:authenticated"]]);
    const outcomes = [];
    for (const args of [["pods"], ["secrets"], ["pods", "--namespace=default"]]) {
      const { code, stderr } = await cluster().kubectl(["get", ...args], { kubeconfig });
      outcomes.push(code === 0 ? "ok" : /\((\w+)\)/.exec(stderr)?.[1]);
    }
    assert.deepEqual(outcomes, ["ok", "Forbidden", "Forbidden"]);
  }

  const groups = ["--group=readers", "--group=ops", "--namespace=minted"];

  it("have the rights that they were given, by the CA of files, and again once renewed", async () => {
    const made = await mint("--user=alice", ...groups, ...byCa(), ...admin(), "-o", "alice");
    assert.equal(made.code, 0, made.text);
    await isReader("alice", "alice");
    const before = readFileSync(at("alice"), "utf8");
    const renewed = await mint("--renew=alice", "--kubeconfig=alice", "--lifetime=2h", ...byCa());
    assert.equal(renewed.code, 0, renewed.text);
    assert.notEqual(readFileSync(at("alice"), "utf8"), before);
    await isReader("alice", "alice");
  });

  it("have the rights that they were given, by a request, and again once renewed", async () => {
    const asked = ["--csr", "--approve", "--lifetime=1d"];
    const made = await mint("--user=Bob B.", ...groups, ...asked, ...admin(), "-o", "bob", "--print=json");
    assert.equal(made.code, 0, made.text);
    const { request } = JSON.parse(made.out);
    assert.equal(request.deleted, true);
    await isReader("bob", "Bob B.");
    // The admin's context, to ask for it, and the user beside each other.
    const { kubectl } = cluster();
    const both = await kubectl(["config", "view", "--raw", "--flatten"], {
      kubeconfig: `${at("bob")}:${cluster().kubeconfigs.admin}`,
    });
    cluster().write("both", both.stdout);
    const [path, admins] = [cluster().write("both", both.stdout), "kubernetes-admin@kubernetes"];
    const renewed = await mint("--renew=Bob B.", "--kubeconfig", path, "--context", admins, ...asked);
    assert.equal(renewed.code, 0, renewed.text);
    assert.notEqual(readFileSync(path, "utf8"), both.stdout);
    assert.equal((await whoAmI(cluster(), path)).username, "Bob B.");
    const left = await kubectl(["get", "csr", "-o", "name"]);
    assert.doesNotMatch(left.stdout, /bob/);
    assert.deepEqual(
      readdirSync(folder).filter(name => name.includes("pending")),
      [],
    );
  });

  it("are told how long the cluster really made it good", async () => {
    const { code, out } = await mint(
      ...["--user=carol", "--csr", "--approve", "--lifetime=30y", "--yes", ...admin(), "-o", "carol"],
    );
    assert.equal(code, 1);
    assert.match(out, /The cluster made it good until .* only/);
  });

  it("are explained where the request is denied, deleted or never signed", async () => {
    const { kubectl } = cluster();
    const waiting = (name: string) =>
      mint(`--user=${name}`, "--csr", "--wait=0s", ...admin(), "-o", name, "--print=json");
    const nameOf = async (name: string): Promise<string> =>
      JSON.parse((await waiting(name)).out).request.name;
    const denied = await nameOf("dave");
    assert.equal((await kubectl(["certificate", "deny", denied])).code, 0);
    const no = await mint("--resume=dave.pending.pem");
    assert.equal(no.code, 2);
    assert.match(no.err, /was denied: KubectlDeny: /);
    assert.equal(existsSync(at("dave.pending.pem")), false);

    const gone = await nameOf("erin");
    assert.equal((await kubectl(["delete", "csr", gone])).code, 0);
    const again = await mint("--resume=erin.pending.pem", "--approve");
    assert.equal(again.code, 0, again.text);
    assert.match(again.err, /^The request erin-\w+ is in the cluster/);

    await cluster().stopControllerManager();
    try {
      const unsigned = await mint(
        ...["--user=frank", "--csr", "--approve", "--wait=2s", ...admin(), "-o", "frank"],
      );
      assert.equal(unsigned.code, 2);
      assert.match(unsigned.err, /is approved, and nothing has signed it/);
    } finally {
      await cluster().startControllerManager();
    }
    const signed = await mint("--resume=frank.pending.pem", "--wait=30s");
    assert.equal(signed.code, 0, signed.text);
    const masters = await mint(
      ...["--user=root", "--group=system:masters", "--csr", "--yes", ...admin(), "-o", "root"],
    );
    assert.equal(masters.code, 2);
    assert.match(masters.err, /system:masters/);
  });

  it("wait for somebody else where one may not approve, and are not asked for without the right", async () => {
    const asker = await mint("--user=asker", "--group=askers", ...byCa(), ...admin(), "-o", "asker");
    assert.equal(asker.code, 0, asker.text);
    const first = await mint(
      ...[
        "--user=gina",
        "--csr",
        "--approve",
        "--wait=0s",
        "--lifetime=1d",
        "--kubeconfig=asker",
        "-o",
        "gina",
      ],
    );
    assert.equal(first.code, 2);
    const line = /You may not approve it\. .*: kubectl .* certificate approve (\S+)/.exec(first.err);
    assert(line, first.err);
    assert.equal((await cluster().kubectl(["certificate", "approve", line[1] ?? ""])).code, 0);
    const second = await mint("--resume=gina.pending.pem", "--wait=30s");
    assert.equal(second.code, 0, second.text);
    assert.equal((await whoAmI(cluster(), at("gina"))).username, "gina");
    const nobody = await mint("--user=hugo", "--csr", "--kubeconfig=alice", "-o", "hugo");
    assert.equal(nobody.code, 2);
    assert.match(nobody.err, /certificatesigningrequests/);
    assert.equal(existsSync(at("hugo.pending.pem")), false);
  });

  for (const signal of ["SIGKILL", "SIGINT"] as const) {
    it(`are resumed after ${signal}`, async () => {
      const user = `after-${signal.toLowerCase()}`;
      const args = ["mint", `--user=${user}`, ...groups, "--csr", "--lifetime=1d", ...admin(), "-o", user];
      const child = spawn(process.execPath, [join(root, "src/cli/main.ts"), ...args], {
        cwd: folder,
        env: { ...process.env, KUBECONFIG: "" },
      });
      let err = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        err += text;
        // A second time it would end at once, as people expect it.
        if (/: pending/.test(err) && !child.killed) child.kill(signal);
      });
      const code = await new Promise(done => child.on("close", done));
      assert.equal(code, signal === "SIGKILL" ? null : 2, err);
      if (signal === "SIGINT")
        assert.match(err, /The key is kept in after-sigint\.pending\.pem\. To go on: /);
      assert.equal(existsSync(at(user)), false);
      assert.equal(statSync(at(`${user}.pending.pem`)).mode & 0o777, 0o600);
      const { code: resumed, text } = await mint(`--resume=${user}.pending.pem`, "--approve");
      assert.equal(resumed, 0, text);
      await isReader(user, user);
      assert.equal(existsSync(at(`${user}.pending.pem`)), false);
    });
  }
});
