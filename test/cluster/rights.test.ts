import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { applyCommand, type RbacRequest, rbacManifests } from "../../src/core/rbac/index.ts";
import { lasting } from "../../src/core/x509/assess.ts";
import { mintKubeconfig } from "../support/cluster/certificate-user.ts";
import { useCluster } from "../support/cluster/suite.ts";

const request: RbacRequest = {
  subjects: [
    { kind: "User", name: "bob: the 'builder'" },
    { kind: "Group", name: "on call" },
    { kind: "Group", name: "yes" },
  ],
  scope: { type: "namespaces", namespaces: ["shop", "billing"] },
  grant: { type: "cluster-role", name: "view" },
};

describe("rights for a user and its groups", () => {
  const cluster = useCluster();

  before(async () => {
    for (const name of ["shop", "billing"]) await cluster().kubectl(["create", "namespace", name]);
  });

  it("are applied by the very line that is shown, with the kubeconfig and context that it names", async () => {
    const made = rbacManifests(request);
    assert(made.ok);
    const path = cluster().write(made.value.fileName, made.value.text);
    const { admin } = cluster().kubeconfigs;
    const options = { kubeconfig: admin, context: "kubernetes-admin@kubernetes" };
    const args = argumentsOf(applyCommand(path, options));
    const dry = await cluster().kubectl(["create", "--dry-run=client", "-o", "name", ...args.slice(1)], {
      kubeconfig: "/dev/null",
    });
    const applied = await cluster().kubectl(args, { kubeconfig: "/dev/null" });
    const name = made.value.fileName.replace(/\.yaml$/, "");
    const binding = `rolebinding.rbac.authorization.k8s.io/${name}`;
    assert.deepEqual(
      [dry, applied],
      [
        { code: 0, stdout: `${binding}\n`.repeat(2), stderr: "" },
        { code: 0, stdout: `${binding} created\n`.repeat(2), stderr: "" },
      ],
    );
  });

  it("reach each of them in each namespace, and nowhere else", async () => {
    const people = [
      { user: "bob: the 'builder'", groups: [] },
      { user: "ann", groups: ["on call"] },
      { user: "eve", groups: ["yes", "other"] },
      { user: "on call", groups: ["bob: the 'builder'"] },
    ];
    const outcomes: string[] = [];
    for (const [index, person] of people.entries()) {
      const text = await mintKubeconfig(cluster(), { ...person, lifetime: lasting(1, "h") });
      const kubeconfig = cluster().write(`person-${index}.kubeconfig`, text);
      for (const namespace of ["shop", "billing", "default"]) {
        const args = ["auth", "can-i", "get", "pods", `--namespace=${namespace}`];
        const { stdout } = await cluster().kubectl(args, { kubeconfig });
        outcomes.push(`${person.user} ${namespace} ${stdout.trim()}`);
      }
    }
    assert.deepEqual(
      outcomes,
      people.flatMap(({ user }) =>
        ["shop", "billing", "default"].map(
          namespace => `${user} ${namespace} ${namespace !== "default" && user !== "on call" ? "yes" : "no"}`,
        ),
      ),
    );
  });
});

/** What a shell gives to kubectl for a command line. */
function argumentsOf(command: string): readonly string[] {
  const shown = execFileSync("sh", ["-c", `kubectl() { printf '%s\\0' "$@"; }\n${command}`], {
    encoding: "utf8",
  });
  return shown.split("\0").slice(0, -1);
}
