import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { listBindings, listRights } from "../../src/core/features/removal/commands.ts";
import { type RbacSubject, rbacManifests } from "../../src/core/rbac/index.ts";
import { lasting } from "../../src/core/x509/assess.ts";
import { mintKubeconfig } from "../support/cluster/certificate-user.ts";
import { useCluster } from "../support/cluster/suite.ts";

const NAME = "o'removed";
const GROUP = "leaving group";
const subjects: readonly RbacSubject[] = [
  { kind: "User", name: NAME },
  { kind: "Group", name: GROUP },
];

describe("taking the rights of a certificate away", () => {
  const cluster = useCluster();
  let kubeconfig = "";

  const admin = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await cluster().kubectl(args);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  const reaches = async (namespace: string) =>
    (await cluster().kubectl(["get", "pods", `--namespace=${namespace}`], { kubeconfig })).code === 0;
  /** Kind, namespace and name of what the command of the document lists. */
  const listed = async (): Promise<readonly (readonly string[])[]> => {
    const command = listBindings(subjects, "posix");
    const pipe = command.indexOf(" |\n");
    const input = await admin(...command.slice(0, pipe).split(" ").slice(1));
    const output = execFileSync("sh", ["-c", command.slice(pipe + 2)], { input, encoding: "utf8" });
    return output
      .split("\n")
      .filter(line => line !== "")
      .map(line => line.split("\t").slice(0, 3));
  };

  before(async function () {
    if (!["/usr/bin/jq", "/usr/local/bin/jq"].some(existsSync)) {
      console.log("    skipped: there is no jq in /usr/bin or /usr/local/bin");
      return this.skip();
    }
    const identity = { user: NAME, groups: [GROUP], lifetime: lasting(1, "h") };
    kubeconfig = cluster().write("removed.kubeconfig", await mintKubeconfig(cluster(), identity));
    for (const namespace of ["leaving-1", "leaving-2"]) await admin("create", "namespace", namespace);
    const scopes = [
      { type: "namespaces", namespaces: ["leaving-1"] },
      { type: "namespaces", namespaces: ["leaving-2"] },
    ] as const;
    for (const [index, scope] of scopes.entries()) {
      const made = rbacManifests({
        subjects: subjects.slice(index, index + 1),
        scope,
        grant: { type: "cluster-role", name: "view" },
      });
      assert(made.ok);
      const { code, stderr } = await cluster().kubectl(["apply", "-f", "-"], { input: made.value.text });
      assert.equal(code, 0, stderr);
    }
  });

  it("finds the bindings that give them, and nothing is left when those are gone", async () => {
    assert.deepEqual([await reaches("leaving-1"), await reaches("leaving-2")], [true, true]);
    const found = await listed();
    assert.deepEqual(found.map(([kind, namespace]) => [kind, namespace]).sort(), [
      ["RoleBinding", "leaving-1"],
      ["RoleBinding", "leaving-2"],
    ]);
    for (const [, namespace = "", name = ""] of found)
      await admin("delete", "rolebinding", name, `--namespace=${namespace}`);
    assert.deepEqual(
      [await listed(), await reaches("leaving-1"), await reaches("leaving-2")],
      [[], false, false],
    );
  });

  it("lists what is still allowed, as a line that the shell takes apart as it is meant", async () => {
    const line = listRights(subjects, "posix") ?? "";
    const args = execFileSync("sh", ["-c", `printf '%s\\n' ${line}`], { encoding: "utf8" })
      .trimEnd()
      .split("\n");
    const allowed = await admin(...args.slice(1));
    assert.match(allowed, /selfsubjectaccessreviews/);
    assert.doesNotMatch(allowed, /pods/);
  });
});
