import { strict as assert } from "node:assert";
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gatherFolder } from "../../src/core/gather.ts";
import {
  buildReport,
  type Generation,
  kubeadmJson,
  kubeadmText,
  kubeadmYaml,
} from "../../src/core/report/index.ts";
import { nodePlatform } from "../../src/platform/node.ts";
import { base64, makeCa, makeCertificate } from "../support/certificates.ts";
import { findKubeadm } from "../support/cluster/kubeadm.ts";
import { chrootPrefix, type KubeadmTrees, kubeadmTrees } from "./support/kubeadm-tree.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const thresholds = { warning: 30 * DAY, critical: 7 * DAY };

type Change = (kubernetes: string) => void | Promise<void>;

/** Certificates with these lifetimes from now, in milliseconds, over kubeadm's own. */
async function overwrite(kubernetes: string, lifetimes: Readonly<Record<string, number>>): Promise<void> {
  const ca = await makeCa();
  for (const [name, left] of Object.entries(lifetimes)) {
    const notAfter = new Date(Date.now() + left);
    const notBefore = new Date(Math.min(Date.now(), notAfter.getTime()) - DAY);
    const make = name.endsWith("ca") ? makeCa : makeCertificate;
    const { pem } = await make({
      cn: "odd",
      notBefore,
      notAfter,
      ...(make === makeCertificate ? { issuer: ca } : {}),
    });
    if (name.endsWith(".conf")) embed(join(kubernetes, name), pem);
    else writeFileSync(join(kubernetes, "pki", `${name}.crt`), pem);
  }
}

function embed(file: string, pem: string): void {
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/(client-certificate-data: ).*/, `$1${base64(pem)}`));
}

function rewrite(kubernetes: string, name: string, change: (text: string) => string): void {
  const file = join(kubernetes, name);
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

const without =
  (...names: readonly string[]): Change =>
  kubernetes => {
    for (const name of names) rmSync(join(kubernetes, name), { recursive: true });
  };

const EXTERNAL_ETCD_CONFIG = `etcd:
  external:
    endpoints: ["https://10.0.0.9:2379"]
    caFile: /etc/etcd/ca.crt
    certFile: /etc/etcd/client.crt
    keyFile: /etc/etcd/client.key
`;

const EXTERNAL_ETCD_MANIFEST = `apiVersion: v1
kind: Pod
spec:
  containers:
  - command: [kube-apiserver, --etcd-servers=https://10.0.0.9:2379, --etcd-cafile=/etc/etcd/ca.crt]
`;

const TREES: Readonly<Record<string, Change>> = {
  healthy: () => undefined,
  "without kubeconfigs": without("admin.conf", "super-admin.conf", "controller-manager.conf"),
  "without leaves": without("pki/apiserver.crt", "pki/etcd/peer.crt", "pki/front-proxy-client.crt"),
  "without etcd": without("pki/etcd", "pki/apiserver-etcd-client.crt"),
  "without the front-proxy PKI": without("pki/front-proxy-ca.crt", "pki/front-proxy-client.crt"),
  "a worker's leftovers": without("admin.conf", "super-admin.conf", "scheduler.conf", "pki/sa.key"),
  "an external CA": without("pki/ca.key"),
  "an external front-proxy CA": without("pki/front-proxy-ca.key"),
  "an external etcd CA": without("pki/etcd/ca.key"),
  "every CA external": without("pki/ca.key", "pki/front-proxy-ca.key", "pki/etcd/ca.key"),
  "expired certificates": kubernetes =>
    overwrite(kubernetes, {
      apiserver: -DAY,
      "etcd/server": -HOUR,
      "admin.conf": -400 * DAY,
      "etcd/ca": -DAY,
    }),
  "odd lifetimes": kubernetes =>
    overwrite(kubernetes, {
      "scheduler.conf": 100_000,
      "controller-manager.conf": 400_000,
      "admin.conf": 2.5 * HOUR,
      "super-admin.conf": 5 * HOUR,
      apiserver: 30 * HOUR,
      "apiserver-etcd-client": 100 * HOUR,
      "apiserver-kubelet-client": 9 * DAY,
      "etcd/server": 800 * DAY,
      "etcd/peer": 20_000 * HOUR,
      "etcd/healthcheck-client": 80_000 * HOUR,
      "front-proxy-client": 2 * 365 * DAY,
      ca: 8 * 365 * DAY,
      "etcd/ca": 500 * 365 * DAY,
      "front-proxy-ca": 7_900 * 365 * DAY,
    }),
  "a chain in a file": async kubernetes => {
    const file = join(kubernetes, "pki", "apiserver.crt");
    writeFileSync(file, `text before\n${readFileSync(file, "utf8")}${(await makeCa()).pem}`);
  },
  "a link and a folder in place of files": kubernetes => {
    without("pki/apiserver.crt", "pki/etcd/server.crt", "pki/front-proxy-client.crt")(kubernetes);
    symlinkSync("apiserver-kubelet-client.crt", join(kubernetes, "pki", "apiserver.crt"));
    symlinkSync("nowhere.crt", join(kubernetes, "pki", "etcd", "server.crt"));
    symlinkSync("etcd", join(kubernetes, "pki", "front-proxy-client.crt"));
  },
  "kubeconfigs in odd shapes": kubernetes => {
    rewrite(kubernetes, "admin.conf", text =>
      text.replace(/( *)(client-certificate-data: .*)/, "$1$2\n$1client-certificate: /nowhere"),
    );
    rewrite(
      kubernetes,
      "scheduler.conf",
      text => `\ufeff${text.replaceAll("\n", "\r\n")}---\r\nkind: Other\r\n`,
    );
    rewrite(kubernetes, "controller-manager.conf", text => text.replace(/.*client-key-data: .*\n/, ""));
    without("super-admin.conf")(kubernetes);
    mkdirSync(join(kubernetes, "super-admin.conf"));
  },
  "swapped files, a linked folder, and more than a certificate in a file": kubernetes => {
    const pki = (name: string) => readFileSync(join(kubernetes, "pki", name), "utf8");
    writeFileSync(join(kubernetes, "pki", "ca.crt"), pki("etcd/ca.crt") + pki("ca.crt"));
    writeFileSync(join(kubernetes, "pki", "apiserver.crt"), pki("apiserver.key") + pki("apiserver.crt"));
    writeFileSync(join(kubernetes, "pki", "front-proxy-ca.key"), "garbage");
    renameSync(join(kubernetes, "pki"), join(kubernetes, "elsewhere"));
    symlinkSync("elsewhere", join(kubernetes, "pki"));
  },
  "a certificate of another CA": kubernetes =>
    overwrite(kubernetes, { "apiserver-kubelet-client": 30 * DAY }),
};

describe("kubeadm certs check-expiration", function () {
  this.timeout(900_000);
  let trees: KubeadmTrees;
  let generation: Generation;

  before(async function () {
    // kubeadm is built here once, which takes minutes, and many of them on a busy machine.
    this.timeout(0);
    const kubeadm = await findKubeadm();
    const prefix = chrootPrefix();
    const reason = kubeadm.ok ? "kubeadm may not change its root here" : kubeadm.reason;
    if (!kubeadm.ok || prefix === undefined) {
      process.stdout.write(`    skipped: ${reason}\n`);
      return this.skip();
    }
    generation = kubeadm.minor >= 31 ? "1.31" : "1.30";
    trees = kubeadmTrees(kubeadm, prefix);
  });

  after(() => trees?.dispose());

  for (const [name, change] of Object.entries(TREES)) {
    it(`prints the same text, JSON and YAML: ${name}`, async () => {
      const root = await trees.tree(change);
      const before = Date.now();
      const asked = [trees.ask(root), trees.ask(root, "-o", "json"), trees.ask(root, "-o", "yaml")];
      const after = Date.now();
      assert.deepEqual(
        asked.map(({ code }) => code),
        [0, 0, 0],
      );
      const [text = "", json = "", yaml = ""] = asked.map(({ output }) => output);
      const moments = [...secondsBetween(before, after)];
      const ours = await Promise.all(moments.map(now => reportAt(root, now)));
      assertAmong(
        fromTables(text),
        ours.map(report => kubeadmText(report, generation)),
      );
      assertAmong(json, ours.map(kubeadmJson));
      assertAmong(yaml, ours.map(kubeadmYaml));
    });
  }

  it("leaves out an external etcd that its configuration, or for us the manifest, names", async () => {
    const root = await trees.tree(kubernetes => {
      without("pki/etcd", "pki/apiserver-etcd-client.crt", "pki/apiserver-etcd-client.key")(kubernetes);
      mkdirSync(join(kubernetes, "manifests"));
      writeFileSync(join(kubernetes, "manifests", "kube-apiserver.yaml"), EXTERNAL_ETCD_MANIFEST);
      const config = readFileSync(join(kubernetes, "..", "config.yaml"), "utf8");
      const own = config
        .replace(/certificatesDir: .*/, "certificatesDir: /etc/kubernetes/pki")
        .replace(/^etcd: .*\n/m, EXTERNAL_ETCD_CONFIG);
      writeFileSync(join(kubernetes, "config.yaml"), own);
    });
    const asked = trees.ask(root, "--config", "/etc/kubernetes/config.yaml");
    const ours = kubeadmText(await reportAt(root, Date.now()), generation);
    assert.equal(ours, fromTables(asked.output));
    assert.doesNotMatch(ours, /etcd/);
  });

  it("where it gives up, ours shows the rest", async () => {
    const root = await trees.tree(kubernetes => {
      writeFileSync(join(kubernetes, "pki", "apiserver.crt"), "garbage\n");
    });
    const kubeadms = trees.ask(root);
    assert.deepEqual([kubeadms.code, /CERTIFICATE/.test(kubeadms.output)], [1, false]);
    const [, admin, apiserver] = kubeadmText(await reportAt(root, Date.now()), generation).split("\n");
    assert.match(admin ?? "", /^admin\.conf .* 364d .* no {6}$/);
    assert.match(apiserver ?? "", /^!BROKEN! apiserver +$/);
  });
});

/** Every second in which kubeadm may have looked at the clock. */
function* secondsBetween(from: number, to: number): Iterable<number> {
  for (let now = from; now < to + 1000; now += 250) yield now;
}

async function reportAt(root: string, now: number) {
  const folder = await gatherFolder(join(root, "etc", "kubernetes"), nodePlatform(), {
    now,
    thresholds,
    datesOnly: true,
  });
  return buildReport({ analyses: [], folders: [folder] }, { now, thresholds });
}

/** Without the lines about the cluster's configuration. */
function fromTables(output: string): string {
  return output.slice(output.indexOf("CERTIFICATE "));
}

/** Line by line: kubeadm looks at the clock for each certificate, and a second may end between two of them. */
function assertAmong(actual: string, candidates: readonly string[]): void {
  const [first = [], ...others] = candidates.map(candidate => candidate.split("\n"));
  const lines = actual.split("\n");
  const expected = first.map((line, at) => others.find(other => other[at] === lines[at])?.[at] ?? line);
  assert.equal(actual, expected.join("\n"));
}
