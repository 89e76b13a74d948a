import { strict as assert } from "node:assert";
import { gatherFolder, gatherKubeconfigs } from "../../../src/core/gather.ts";
import { render } from "../../../src/core/message.ts";
import { buildReport, type Report } from "../../../src/core/report/index.ts";
import { base64, makeCa, makeCertificate } from "../../support/certificates.ts";
import { type MemoryEntry, memoryWorld } from "../../support/memory-folder.ts";
import { kubeadmFiles, kubeconfig, NOW, OPTIONS } from "../pki/support.ts";

const exp = (ms: number) => ms / 1000;

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256" })}.${part(claims)}.c2lnbmF0dXJl`;
}

/** One line a row. */
function shown({ rows }: Report): readonly string[] {
  return rows.map(({ kind, name, state, detail, identity, contexts, file, span, caName, ca }) => {
    const who = identity === undefined ? "" : ` ${identity.user}[${identity.groups.join()}]`;
    const place = span === undefined ? file : `${file}@`;
    const authority = caName === undefined ? "" : ` by ${caName}${ca === undefined ? "" : "*"}`;
    const why = detail === undefined ? "" : ` (${render(detail)})`;
    return `${kind} ${name} ${state}${why}${who} {${contexts.join()}} ${place}${authority}`;
  });
}

describe("the expiration report", () => {
  it("has a row for every certificate, CA and token of a kubeconfig", async () => {
    const ca = await makeCa({ seed: "ca" });
    const soon = await makeCertificate({
      cn: "jane",
      orgs: ["dev"],
      issuer: ca,
      notAfter: new Date("2026-11-25"),
    });
    const text = `${kubeconfig(ca, soon)}- name: robot
  user:
    token: ${jwt({ sub: "system:serviceaccount:ns:robot", iss: "kubernetes", "kubernetes.io": { namespace: "ns", serviceaccount: { name: "robot", uid: "1" } }, exp: exp(NOW) - 5 })}
- name: endless
  user: {token: opaque}
- name: files
  user: {client-certificate: old.crt, client-key: old.key}
- name: lost
  user: {client-certificate: lost.crt, client-key: lost.key}
`;
    const old = await makeCertificate({ cn: "old", issuer: ca, notAfter: new Date("2026-06-01") });
    const world = memoryWorld({ "/k/old.crt": old.pem + ca.pem, "/k/old.key": old.keyPem });
    const analysis = await gatherKubeconfigs([{ id: "/k/config", path: "/k/config", text }], world, OPTIONS);
    const report = buildReport({ analyses: [analysis], folders: [] }, OPTIONS);
    assert.deepEqual(shown(report), [
      "client-certificate files (old) expired old[] {} /k/config@ by kubernetes*",
      "client-certificate lost broken (there is no such file) {} /k/config@",
      "token robot expired system:serviceaccount:ns:robot[system:serviceaccounts,system:serviceaccounts:ns] {} /k/config@",
      "client-certificate u critical jane[dev] {c} /k/config@ by kubernetes*",
      "ca files (kubernetes) ok {} /k/config@",
      "ca kubernetes ok {c} /k/config@",
    ]);
    const secrets = [soon.traditionalKeyPem, text.match(/token: (ey\S+)/)?.[1] ?? "", "c2lnbmF0dXJl"];
    const everything = JSON.stringify(report);
    assert.deepEqual(
      secrets.map(secret => everything.includes(secret) || everything.includes(base64(secret))),
      [false, false, false],
    );
  });

  it("merges what kubeadm says with what its kubeconfigs say", async () => {
    const { files } = await kubeadmFiles();
    const world = memoryWorld({
      ...files,
      "/etc/kubernetes/pki/extra.pem": (await makeCertificate({ cn: "extra" })).pem,
      "/etc/kubernetes/pki/x.crt": { kind: "too-large", bytes: 1e9, limit: 5 },
      "/var/lib/kubelet/pki/kubelet.crt": (await makeCertificate({ cn: "cp1", eku: ["serverAuth"] })).pem,
    });
    const folder = await gatherFolder("/etc/kubernetes", world, OPTIONS);
    const report = buildReport({ analyses: [], folders: [folder] }, OPTIONS);
    assert.equal(report.kubeadm, "/etc/kubernetes");
    assert.deepEqual(
      shown(report).filter(line => !/etcd|front-proxy|apiserver|scheduler|controller/.test(line)),
      [
        "client-certificate admin.conf ok kubernetes-admin[kubeadm:cluster-admins] {c} /etc/kubernetes/admin.conf@ by ca*",
        "pki-file kubelet.crt ok {} /var/lib/kubelet/pki/kubelet.crt",
        "pki-file pki/extra.pem ok extra[] {} /etc/kubernetes/pki/extra.pem",
        "pki-file pki/x.crt broken (the file is larger than 5 bytes and was not read) {} /etc/kubernetes/pki/x.crt",
        "client-certificate super-admin.conf ok kubernetes-super-admin[system:masters] {c} /etc/kubernetes/super-admin.conf@ by ca*",
        "client-certificate u ok system:node:cp1[system:nodes] {c} /etc/kubernetes/kubelet.conf@ by kubernetes*",
        "ca ca ok {} /etc/kubernetes/pki/ca.crt",
      ],
    );
  });

  it("shows the rest of a chain once", async () => {
    const ca = await makeCa();
    const other = await makeCa({ cn: "other" });
    const leaf = await makeCertificate({ cn: "leaf", issuer: ca });
    const world = memoryWorld({ "/k/ca.crt": ca.pem, "/k/leaf.crt": leaf.pem + ca.pem + other.pem });
    const folder = await gatherFolder("/k", world, OPTIONS);
    assert.deepEqual(shown(buildReport({ analyses: [], folders: [folder] }, OPTIONS)), [
      "pki-file leaf.crt (leaf) ok leaf[] {} /k/leaf.crt by kubernetes*",
      "ca ca.crt ok {} /k/ca.crt",
      "ca leaf.crt (other) ok {} /k/leaf.crt",
    ]);
  });

  it("tells apart what one field holds, and calls the CA that another replaced no failure", async () => {
    const [old, ca] = [
      await makeCa({ seed: "old", notAfter: new Date("2026-06-01") }),
      await makeCa({ seed: "new" }),
    ];
    const client = await makeCertificate({ cn: "jane", issuer: ca });
    const text = kubeconfig({ ...ca, pem: old.pem + ca.pem }, client);
    const world = memoryWorld({});
    const analysis = await gatherKubeconfigs([{ id: "/k/config", path: "/k/config", text }], world, OPTIONS);
    assert.deepEqual(shown(buildReport({ analyses: [analysis], folders: [] }, OPTIONS)), [
      "client-certificate u ok jane[] {c} /k/config@ by kubernetes*",
      "ca kubernetes (kubernetes, 1) leftover (its successor is in the same file) {c} /k/config@",
      "ca kubernetes (kubernetes, 2) ok {c} /k/config@",
    ]);
  });

  it("has rows for what is lost in a bundle, and for a field without any PEM", async () => {
    const ca = await makeCa();
    const client = await makeCertificate({ cn: "jane", issuer: ca });
    const glued = ca.pem.trimEnd() + ca.pem + ca.pem;
    const lost = [1, 10].map(
      line =>
        `what begins in line ${line} is no certificate to Kubernetes: a line break is missing in "-----END CERTIFICATE----------BEGIN CERTIFICATE-----"`,
    );
    const text = kubeconfig({ ...ca, pem: glued }, { ...client, pem: `\ufeff${client.pem}` });
    const world = memoryWorld({ "/p/bundle.crt": glued });
    const analysis = await gatherKubeconfigs([{ id: "/k/config", path: "/k/config", text }], world, OPTIONS);
    const folder = await gatherFolder("/p", world, OPTIONS);
    assert.deepEqual(shown(buildReport({ analyses: [analysis], folders: [folder] }, OPTIONS)), [
      ...lost.map(why => `pki-file bundle.crt broken (${why}) {} /p/bundle.crt`),
      "client-certificate u broken (a byte order mark (U+FEFF), which nobody sees, stands before -----BEGIN and must go) {c} /k/config@",
      "ca bundle.crt ok {} /p/bundle.crt",
      "ca kubernetes ok {c} /k/config@",
      ...lost.map(why => `ca kubernetes broken (${why}) {c} /k/config@`),
    ]);
  });

  it("keeps the identifier of a row over a renewal, and shows a place once", async () => {
    const ca = await makeCa({ seed: "ca" });
    const idsOf = async (notAfter: string) => {
      const text = kubeconfig(ca, await makeCertificate({ issuer: ca, notAfter: new Date(notAfter) }));
      const entries: Readonly<Record<string, MemoryEntry>> = { "/k/config": text };
      const folder = await gatherFolder("/k", memoryWorld(entries), OPTIONS);
      const analysis = await gatherKubeconfigs(
        [{ id: "/k/config", path: "/k/config", text }],
        memoryWorld({}),
        OPTIONS,
      );
      return buildReport({ analyses: [analysis], folders: [folder] }, OPTIONS).rows.map(({ id }) => id);
    };
    const ids = await idsOf("2027-01-01");
    assert.deepEqual([ids.length, await idsOf("2028-01-01")], [2, ids]);
  });
});
