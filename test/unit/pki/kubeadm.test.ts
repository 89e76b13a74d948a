import { strict as assert } from "node:assert";
import { render } from "../../../src/core/message.ts";
import { kubeadmDirectories } from "../../../src/core/pki/kubeadm.ts";
import type { KubeadmDirectory, KubeadmItem } from "../../../src/core/pki/model.ts";
import { readPkiFolder } from "../../../src/core/pki/walk.ts";
import { checkPki } from "../../../src/core/rules/pki/check.ts";
import { makeCa, makeCertificate } from "../../support/certificates.ts";
import { type MemoryEntry, memoryWorld } from "../../support/memory-folder.ts";
import { type KubeadmMaterial, kubeadmFiles, kubeconfig, NOW } from "./support.ts";

describe("the kubeadm layout", () => {
  let made: KubeadmMaterial;
  before(async () => {
    made = await kubeadmFiles();
  });

  async function directories(
    changes: Readonly<Record<string, MemoryEntry | undefined>> = {},
    at = "/etc/kubernetes",
  ): Promise<readonly KubeadmDirectory[]> {
    const entries = Object.entries({ ...made.files, ...changes }).filter(
      (entry): entry is [string, MemoryEntry] => entry[1] !== undefined,
    );
    return kubeadmDirectories(await readPkiFolder(at, memoryWorld(Object.fromEntries(entries))), "posix");
  }

  it("has what kubeadm knows, in kubeadm's order", async () => {
    const [directory] = await directories();
    assert.deepEqual(directory && [...directory.certificates, ...directory.authorities].map(shown), [
      "admin.conf (ca): present",
      "apiserver (ca): present",
      "apiserver-etcd-client (etcd-ca): present",
      "apiserver-kubelet-client (ca): present",
      "controller-manager.conf (ca): present",
      "etcd-healthcheck-client (etcd-ca): present",
      "etcd-peer (etcd-ca): present",
      "etcd-server (etcd-ca): present",
      "front-proxy-client (front-proxy-ca): present",
      "scheduler.conf (ca): present",
      "super-admin.conf (ca): present",
      "ca: present",
      "etcd-ca: present",
      "front-proxy-ca: present",
    ]);
  });

  it("says what is missing, external and broken", async () => {
    const [directory] = await directories({
      "/etc/kubernetes/super-admin.conf": undefined,
      "/etc/kubernetes/admin.conf": "current-context: nowhere\n",
      "/etc/kubernetes/scheduler.conf": { link: "/nowhere" },
      "/etc/kubernetes/controller-manager.conf": { kind: "unreadable", reason: "permission denied" },
      "/etc/kubernetes/pki/apiserver.crt": "garbage",
      "/etc/kubernetes/pki/etcd/peer.crt": { kind: "too-large", bytes: 1e9, limit: 4_194_304 },
      "/etc/kubernetes/pki/front-proxy-ca.key": undefined,
    });
    assert.deepEqual(directory && [...directory.certificates, ...directory.authorities].map(shown), [
      "admin.conf (ca): broken: the current context nowhere is missing",
      "apiserver (ca): broken: there is no PEM block in the file: no line begins with -----BEGIN",
      "apiserver-etcd-client (etcd-ca): present",
      "apiserver-kubelet-client (ca): present",
      "controller-manager.conf (ca): broken: the file cannot be read: permission denied",
      "etcd-healthcheck-client (etcd-ca): present",
      "etcd-peer (etcd-ca): broken: the file is larger than 4194304 bytes and was not read",
      "etcd-server (etcd-ca): present",
      "front-proxy-client (front-proxy-ca): present, external",
      "scheduler.conf (ca): missing",
      "super-admin.conf (ca): missing, optional",
      "ca: present",
      "etcd-ca: present",
      "front-proxy-ca: present, external",
    ]);
  });

  it("calls broken what kubeadm gives up on: a chain with a defect, a CA that is none", async () => {
    const bad = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    const leaf = await makeCertificate({ issuer: made.ca });
    const chain = kubeconfig(made.ca, { ...leaf, pem: leaf.pem + bad });
    const [directory] = await directories({
      "/etc/kubernetes/admin.conf": chain,
      "/etc/kubernetes/pki/apiserver.crt": leaf.pem + bad,
      "/etc/kubernetes/pki/etcd/ca.crt": leaf.pem,
    });
    assert.deepEqual(
      directory &&
        [...directory.certificates, ...directory.authorities].map(shown).filter(line => /broken/.test(line)),
      [
        "admin.conf (ca): broken: x509: malformed tbs certificate",
        "apiserver (ca): broken: x509: malformed tbs certificate",
        "etcd-ca: broken: it is not marked as a CA",
      ],
    );
  });

  async function authoritiesWithout(locked: string): Promise<readonly string[]> {
    const world = memoryWorld(made.files);
    const folder = await readPkiFolder("/etc/kubernetes", {
      ...world,
      list: (path, refused) => {
        if (path !== locked) return world.list(path);
        refused?.("permission denied");
        return Promise.resolve([]);
      },
    });
    return kubeadmDirectories(folder, "posix").flatMap(({ authorities }) => authorities.map(shown));
  }

  it("calls nothing missing in a folder that may not be listed, and below it", async () => {
    const broken = "broken: the folder cannot be read: permission denied";
    assert.deepEqual(
      [await authoritiesWithout("/etc/kubernetes/pki/etcd"), await authoritiesWithout("/etc/kubernetes/pki")],
      [
        ["ca: present", `etcd-ca: ${broken}`, "front-proxy-ca: present"],
        [`ca: ${broken}`, `etcd-ca: ${broken}`, `front-proxy-ca: ${broken}`],
      ],
    );
  });

  it("takes no DER and no file without a certificate where Kubernetes reads PEM", async () => {
    const world = memoryWorld({
      ...made.files,
      "/etc/kubernetes/pki/apiserver.crt": (await makeCa()).der,
      "/etc/kubernetes/pki/front-proxy-client.crt": (await makeCa()).keyPem,
    });
    const folder = await readPkiFolder("/etc/kubernetes", world);
    const found = kubeadmDirectories(folder, "posix");
    const reasons = [
      "the file is DER, and Kubernetes reads PEM: convert it with openssl x509 -inform der",
      "there is no certificate in the file",
    ];
    const problems = await checkPki(folder, found, { now: NOW, warning: 0 });
    assert.deepEqual(
      [
        found.flatMap(({ certificates }) => certificates.map(shown)).filter(line => /broken/.test(line)),
        problems.filter(({ code }) => code === "pki-unreadable").map(({ message }) => render(message)),
      ],
      [
        [
          `apiserver (ca): broken: ${reasons[0]}`,
          `front-proxy-client (front-proxy-ca): broken: ${reasons[1]}`,
        ],
        reasons,
      ],
    );
  });

  it("knows an external etcd by the API server's manifest alone", async () => {
    const withoutEtcd = Object.fromEntries(
      Object.keys(made.files)
        .filter(path => path.includes("etcd"))
        .map(path => [path, undefined]),
    );
    const manifest = (caFile: string) => ({
      ...withoutEtcd,
      "/etc/kubernetes/manifests/kube-apiserver.yaml": `    - --etcd-cafile=${caFile}\n    - --etcd-servers=https://10.0.0.9:2379\n`,
    });
    const names = async (changes: Readonly<Record<string, MemoryEntry | undefined>>) =>
      (await directories(changes))[0]?.certificates.filter(({ name }) => name.includes("etcd")).map(shown);
    assert.deepEqual(await names(manifest("/etc/etcd/ca.pem")), []);
    const missing = [
      "apiserver-etcd-client (etcd-ca): missing, optional",
      "etcd-healthcheck-client (etcd-ca): missing, optional",
      "etcd-peer (etcd-ca): missing, optional",
      "etcd-server (etcd-ca): missing, optional",
    ];
    assert.deepEqual(await names(manifest("/etc/kubernetes/pki/etcd/ca.crt")), missing);
    assert.deepEqual(await names(withoutEtcd), missing);
  });

  it("is found below a folder, and not on a worker or in the layout of others", async () => {
    const found = await directories({}, "/etc");
    assert.deepEqual(
      found.map(({ path, prefix }) => [path, prefix]),
      [["/etc/kubernetes", "kubernetes/"]],
    );
    const { files } = made;
    const worker = memoryWorld({
      "/w/kubelet.conf": files["/etc/kubernetes/kubelet.conf"] ?? "",
      "/w/pki/ca.crt": files["/etc/kubernetes/pki/ca.crt"] ?? "",
    });
    assert.deepEqual(kubeadmDirectories(await readPkiFolder("/w", worker), "posix"), []);
    const gce = memoryWorld({
      "/srv/kubernetes/pki/apiserver.crt": files["/etc/kubernetes/pki/apiserver.crt"] ?? "",
      "/srv/kubernetes/pki/ca-certificates.crt": files["/etc/kubernetes/pki/ca.crt"] ?? "",
    });
    assert.deepEqual(kubeadmDirectories(await readPkiFolder("/srv/kubernetes", gce), "posix"), []);
  });
});

function shown({ name, caName, status, externallyManaged, optional }: KubeadmItem): string {
  const why = status.kind === "broken" ? `: ${render(status.reason)}` : "";
  const ca = caName === undefined ? "" : ` (${caName})`;
  return `${name}${ca}: ${status.kind}${why}${externallyManaged ? ", external" : ""}${optional && status.kind === "missing" ? ", optional" : ""}`;
}
