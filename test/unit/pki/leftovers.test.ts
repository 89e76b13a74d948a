import { strict as assert } from "node:assert";
import { gatherFolder } from "../../../src/core/gather.ts";
import { render } from "../../../src/core/message.ts";
import { isLeftoverPath } from "../../../src/core/pki/leftovers.ts";
import { readPkiFolder, usualBounds } from "../../../src/core/pki/walk.ts";
import { buildReport } from "../../../src/core/report/index.ts";
import { makeCa, makeCertificate } from "../../support/certificates.ts";
import { type MemoryEntry, memoryWorld } from "../../support/memory-folder.ts";
import { type KubeadmMaterial, kubeadmFiles, OPTIONS } from "./support.ts";

const OLD = { notBefore: new Date("2025-01-01"), notAfter: new Date("2026-01-01") };

interface Pair {
  readonly pem: string;
  readonly keyPem: string;
}

const both = ({ pem, keyPem }: Pair) => pem + keyPem;

/** What is said of a folder: the rows of the report, each with its state, and the findings. */
async function told(path: string, entries: Readonly<Record<string, MemoryEntry>>) {
  const facts = await gatherFolder(path, memoryWorld(entries), OPTIONS);
  const report = buildReport({ analyses: [], folders: [facts] }, OPTIONS);
  return {
    rows: report.rows.map(({ name, state }) => `${name}: ${state}`),
    findings: facts.findings.map(({ severity, code, source }) => `${severity} ${code} ${source}`),
    messages: facts.findings.map(({ message }) => render(message)),
  };
}

describe("what is left over by its path alone", () => {
  it("lies in a folder that was put aside, or says so by its name", () => {
    const all = [
      "pki/ca.crt",
      "pki.bak/ca.crt",
      "pki/expired/ca.crt",
      "tmp/kubeadm-backup-etcd-2026/pki/ca.crt",
      "k3s/tls/client-ca.crt",
      "k3s/tls-1700000000/client-ca.crt",
      "other/tls-1700000000/client-ca.crt",
      "server/tls-1700000000/client-ca.crt",
    ];
    assert.deepEqual(
      all.filter(path => !isLeftoverPath(path, all)),
      ["pki/ca.crt", "k3s/tls/client-ca.crt", "other/tls-1700000000/client-ca.crt"],
    );
  });
});

describe("what is left over in a folder of certificates", () => {
  let now: Pair;
  let old: Pair;
  let server: Pair;
  before(async () => {
    now = await makeCertificate({ cn: "system:node:n1", eku: ["clientAuth"], seed: "now" });
    old = await makeCertificate({ cn: "system:node:n1", eku: ["clientAuth"], seed: "old", ...OLD });
    server = await makeCertificate({ cn: "n1", eku: ["serverAuth"], seed: "server" });
  });

  const k = "/var/lib/kubelet/pki";
  const kubelet = (current: MemoryEntry): Readonly<Record<string, MemoryEntry>> => ({
    [`${k}/kubelet-client-2025-01-01-00-00-00.pem`]: both(old),
    [`${k}/kubelet-client-2026-09-28-09-00-00.pem`]: both(now),
    [`${k}/kubelet-client-current.pem`]: current,
  });

  const currents: readonly (readonly [string, () => MemoryEntry])[] = [
    ["a link", () => ({ link: `${k}/kubelet-client-2026-09-28-09-00-00.pem` })],
    ["a copy of what it led to", () => both(now)],
    ["a link that was copied as text", () => "kubelet-client-2026-09-28-09-00-00.pem"],
    [
      "such a link with a line end and the path of the machine",
      () => `${k}/kubelet-client-2026-09-28-09-00-00.pem\n`,
    ],
  ];
  for (const [title, current] of currents) {
    it(`is what a kubelet rotated away, where the current one is ${title}`, async () => {
      const { rows, findings } = await told(k, kubelet(current()));
      assert.deepEqual(
        [rows, findings.filter(each => !/linkText|information pki-unreadable/.test(each))],
        [
          ["kubelet-client-2025-01-01-00-00-00.pem: leftover", "kubelet-client-current.pem: ok"],
          [`information pki-leftover ${k}/kubelet-client-2025-01-01-00-00-00.pem`],
        ],
      );
    });
  }

  it("is not the newest where nothing says which is current", async () => {
    const files = kubelet({ link: "/lost/kubelet-client-2026-09-28-09-00-00.pem" });
    const copy = Object.fromEntries(
      Object.entries(files).map(([path, each]) => [path.replace(k, "/copy"), each]),
    );
    const [here, copied] = [await told(k, files), await told("/copy", copy)];
    const rows = [
      "kubelet-client-2025-01-01-00-00-00.pem: leftover",
      "kubelet-client-2026-09-28-09-00-00.pem: ok",
    ];
    const old = "kubelet-client-2025-01-01-00-00-00.pem";
    assert.deepEqual(
      [here.rows, here.findings, copied.rows, copied.findings],
      [
        rows,
        [`information pki-leftover ${k}/${old}`, `error pki-unreadable ${k}/kubelet-client-current.pem`],
        rows,
        [`information pki-leftover /copy/${old}`],
      ],
    );
  });

  it("is a kubelet's self-signed pair beside the one that the cluster signed, and only then", async () => {
    const ca = await makeCa({ cn: "n1-ca@1600000000" });
    const own = await makeCertificate({ cn: "n1@1600000000", issuer: ca, eku: ["serverAuth"], ...OLD });
    const pair = { [`${k}/kubelet.crt`]: own.pem + ca.pem, [`${k}/kubelet.key`]: own.keyPem };
    const beside = { ...pair, [`${k}/kubelet-server-current.pem`]: both(server) };
    assert.deepEqual(
      [(await told(k, beside)).rows, (await told(k, pair)).rows],
      [
        [
          "kubelet-server-current.pem: ok",
          "kubelet.crt (n1@1600000000): leftover",
          "kubelet.crt (n1-ca@1600000000): leftover",
        ],
        ["kubelet.crt (n1@1600000000): expired", "kubelet.crt (n1-ca@1600000000): ok"],
      ],
    );
    const named = await told("/var/lib/kubelet", {
      ...beside,
      "/var/lib/kubelet/config.yaml": `kind: KubeletConfiguration\ntlsCertFile: ${k}/kubelet.crt\n`,
    });
    assert.ok(named.rows.includes("pki/kubelet.crt (n1@1600000000): expired"));
  });

  it("is what k3s and RKE2 put aside, a folder at a time", async () => {
    const ca = await makeCa({ cn: "k3s-client-ca" });
    const admin = await makeCertificate({ cn: "system:admin", issuer: ca, eku: ["clientAuth"], ...OLD });
    const again = await makeCertificate({ cn: "system:admin", issuer: ca, eku: ["clientAuth"] });
    const s = "/var/lib/rancher/k3s/server";
    const tls = (folder: string, { pem, keyPem }: Pair) => ({
      [`${s}/${folder}/client-ca.crt`]: ca.pem,
      [`${s}/${folder}/client-ca.key`]: ca.keyPem,
      [`${s}/${folder}/client-admin.crt`]: pem,
      [`${s}/${folder}/client-admin.key`]: keyPem,
    });
    const { rows, findings, messages } = await told(s, {
      ...tls("tls", again),
      ...tls("tls-1712947809", admin),
    });
    assert.deepEqual(
      [rows, findings, messages],
      [
        [
          "tls-1712947809/client-admin.crt: leftover",
          "tls/client-admin.crt: ok",
          "tls-1712947809/client-ca.crt: leftover",
          "tls/client-ca.crt: ok",
        ],
        [`information pki-leftover ${s}/tls-1712947809/client-admin.crt`],
        [
          "The 4 files in tls-1712947809 are left over: k3s or RKE2 put the folder aside. Nothing uses them; remove them when you no longer want to go back.",
        ],
      ],
    );
    const alone = await told("/x", { "/x/tls-1712947809/a.crt": admin.pem });
    assert.deepEqual(alone.rows, ["tls-1712947809/a.crt: expired"]);
  });

  it("is what kubeadm and people put aside, and makes no kubeadm directory of its own", async () => {
    const made: KubeadmMaterial = await kubeadmFiles();
    const expired = await makeCertificate({ issuer: made.ca, ...OLD });
    const e = "/etc/kubernetes";
    const healthy = await told(e, made.files);
    const copies = Object.fromEntries(
      Object.entries(made.files).map(([path, entry]) => [
        path.replace(`${e}/`, `${e}/tmp/kubeadm-backup-x/`),
        entry,
      ]),
    );
    const { rows, findings } = await told(e, {
      ...made.files,
      ...copies,
      [`${e}/tmp/kubeadm-backup-manifests-2026-01-01-00-00-00/etcd.yaml`]:
        "kind: Pod\nspec: {containers: [{command: [etcd, --cert-file=/gone.crt]}]}\n",
      [`${e}/pki.old/apiserver.crt`]: expired.pem,
      [`${e}/pki/apiserver.crt.bak`]: expired.pem,
      [`${e}/pki/apiserver.key.old`]: "broken",
      [`${e}/admin.conf.bak-2025`]: "apiVersion: v1\nkind: Config\ncurrent-context: nowhere\nusers: 3\n",
      [`${e}/pki/expired/apiserver.crt`]: expired.pem,
    });
    assert.deepEqual(
      [
        rows.filter(row => !healthy.rows.includes(row) && !/kubeadm-backup-x|^u:/.test(row)),
        rows.filter(row => /: (?!ok|leftover)/.test(row)),
        findings,
      ],
      [
        [
          "admin.conf.bak-2025: leftover",
          "pki.old/apiserver.crt: leftover",
          "pki/apiserver.crt.bak: leftover",
          "pki/expired/apiserver.crt: leftover",
        ],
        [],
        [
          `information pki-leftover ${e}/admin.conf.bak-2025`,
          `information pki-leftover ${e}/pki.old/apiserver.crt`,
          `information pki-leftover ${e}/pki/apiserver.crt.bak`,
          `information pki-leftover ${e}/pki/apiserver.key.old`,
          `information pki-leftover ${e}/pki/expired/apiserver.crt`,
          `information pki-leftover ${e}/tmp/kubeadm-backup-manifests-2026-01-01-00-00-00/etcd.yaml`,
          `information pki-leftover ${e}/tmp/kubeadm-backup-x/admin.conf`,
        ],
      ],
    );
  });

  it("is a folder that was found under such a name, and not one that somebody chose", async () => {
    const world = memoryWorld({ "/ws/lab/pki.bak/a.crt": old.pem });
    const statesOf = async (foundAt?: string) => {
      const bounds = { ...usualBounds, ...(foundAt === undefined ? {} : { foundAt }) };
      const { files } = await readPkiFolder("/ws/lab/pki.bak", world, bounds);
      return files.map(({ leftover }) => leftover?.folder);
    };
    assert.deepEqual([await statesOf("lab/pki.bak"), await statesOf()], [["lab/pki.bak"], [undefined]]);
  });

  it("is not what a kubeconfig or a manifest names, whatever it is called", async () => {
    const { rows } = await told("/x", {
      "/x/ca.crt.old": old.pem,
      "/x/kubelet.conf": "kind: Config\nusers: [{name: a, user: {client-certificate: /x/ca.crt.old}}]\n",
    });
    assert.ok(rows.includes("ca.crt.old: expired"), rows.join());
  });
});

describe("a link in a folder of certificates", () => {
  it("is one with the file that it leads to", async () => {
    const leaf = await makeCertificate({ cn: "www", ...OLD });
    const entries = {
      "/le/archive/fullchain3.pem": leaf.pem,
      "/le/archive/privkey3.pem": leaf.keyPem,
      "/le/live/fullchain.pem": { link: "/le/archive/fullchain3.pem" },
      "/le/live/privkey.pem": { link: "/le/archive/privkey3.pem" },
    };
    const { rows, findings } = await told("/le", entries);
    assert.deepEqual(
      [rows, findings],
      [["live/fullchain.pem: expired"], ["error pki-expired /le/live/fullchain.pem"]],
    );
  });

  it("is named as what it is where it was copied as text", async () => {
    const leaf = await makeCertificate({ cn: "www" });
    const { findings, messages } = await told("/x", {
      "/x/a.pem": leaf.pem,
      "/x/b.pem": "a.pem",
      "/x/c.pem": "gone.pem",
    });
    assert.deepEqual(
      [findings, messages],
      [
        ["information pki-unreadable /x/b.pem", "error pki-unreadable /x/c.pem"],
        [
          "The file holds the path a.pem and no certificate: a symbolic link that was copied as text. It is read as that link; on a machine it must be one.",
          "the file holds the path gone.pem and no certificate: a symbolic link that was copied as text",
        ],
      ],
    );
  });

  it("has rows for kubeadm's names, even if they are one file", async () => {
    const { files } = await kubeadmFiles();
    const e = "/etc/kubernetes";
    const one = {
      ...files,
      [`${e}/pki/etcd/ca.crt`]: { link: `${e}/pki/ca.crt` },
      [`${e}/z.crt`]: { link: `${e}/pki/ca.crt` },
    };
    const { rows } = await told(e, one);
    assert.deepEqual(
      rows.filter(row => /^(?:ca|etcd-ca|z)/.test(row)),
      ["ca: ok", "etcd-ca: ok"],
    );
  });
});
