import { strict as assert } from "node:assert";
import { createPublicKey } from "node:crypto";
import { render } from "../../../src/core/message.ts";
import { readPkiFile } from "../../../src/core/pki/file.ts";
import { readPkiFolder, usualBounds } from "../../../src/core/pki/walk.ts";
import { commonName } from "../../../src/core/x509/name.ts";
import { makeCa, makeCertificate, makeRequest, sharedKey } from "../../support/certificates.ts";
import { memoryWorld } from "../../support/memory-folder.ts";

describe("a walk through a folder", () => {
  it("reads what has to do with certificates, each real folder once", async () => {
    const world = memoryWorld({
      "/p/a.crt": "x",
      "/p/b.txt": "x",
      "/p/deep/c.PEM": "x",
      "/p/deep/config": "x",
      "/p/kubelet/config.json": "x",
      "/p/kubelet-config.json": "x",
      "/p/package.json": "x",
      "/p/loop": { link: "/p" },
      "/p/deep/up": { link: "/p/deep" },
      "/p/node_modules/d.crt": "x",
      "/p/gone.crt": { link: "/nowhere" },
      "/p/pipe.key": { kind: "not-regular", what: "pipe" },
    });
    const folder = await readPkiFolder("/p", world);
    assert.deepEqual(
      {
        files: folder.files.map(({ name }) => name),
        kubeconfigs: folder.kubeconfigs.map(({ name }) => name),
        unread: folder.unread.map(({ name, reason, missing }) => [name, render(reason), missing]),
        truncated: folder.truncated,
      },
      {
        files: ["a.crt", "deep/c.PEM", "pipe.key"],
        kubeconfigs: ["deep/config", "kubelet-config.json", "kubelet/config.json"],
        unread: [["gone.crt", "the file does not exist", true]],
        truncated: false,
      },
    );
    assert.deepEqual(
      world.reads.filter(path => !/\.(crt|PEM|key)$|config$|kubelet.config\.json$/.test(path)),
      [],
    );
  });

  it("says which folders may not be listed", async () => {
    const world = memoryWorld({ "/p/ca.crt": "", "/p/locked/x.crt": "" });
    const { files, unread } = await readPkiFolder("/p", {
      ...world,
      list: (path, refused) => {
        if (path !== "/p/locked") return world.list(path);
        refused?.("permission denied");
        return Promise.resolve([]);
      },
    });
    assert.deepEqual(
      [files.map(({ name }) => name), unread.map(({ path, reason }) => [path, render(reason)])],
      [["ca.crt"], [["/p/locked", "the folder cannot be read: permission denied"]]],
    );
  });

  it("reads a folder that has two names under the one that kubeadm looks for", async () => {
    const world = memoryWorld({
      "/p/archive/ca.crt": "x",
      "/p/etcd-certs/ca.crt": "x",
      "/p/archive/etcd": { link: "/p/etcd-certs" },
      "/p/pki": { link: "/p/archive" },
    });
    const { files } = await readPkiFolder("/p", world);
    assert.deepEqual(
      files.map(({ name }) => name),
      ["pki/ca.crt", "pki/etcd/ca.crt"],
    );
  });

  it("keeps no more text of what may be kubeconfigs than is bounded, and says that it is cut short", async () => {
    const entries = Object.fromEntries(["a", "b", "c"].map(name => [`/p/${name}.conf`, "x".repeat(100)]));
    const read = await readPkiFolder("/p", memoryWorld(entries), { ...usualBounds, textBytes: 250 });
    assert.deepEqual([read.kubeconfigs.length, read.truncated], [2, true]);
    const whole = await readPkiFolder("/p", memoryWorld(entries), { ...usualBounds, textBytes: 300 });
    assert.deepEqual([whole.kubeconfigs.length, whole.truncated], [3, false]);
  });

  it("leaves out what lies below where only the folder itself is asked for", async () => {
    const world = memoryWorld({ "/p/a.crt": "x", "/p/below/b.crt": "x" });
    const { files, truncated } = await readPkiFolder("/p", world, { ...usualBounds, below: false });
    assert.deepEqual([files.map(({ name }) => name), truncated], [["a.crt"], false]);
  });

  it("stays within its bounds", async () => {
    const world = memoryWorld({ "/p/a.crt": "x", "/p/b.crt": "x", "/p/c.crt": "x".repeat(100) });
    const bounds = { ...usualBounds, files: 2 };
    assert.deepEqual((await readPkiFolder("/p", world, bounds)).truncated, true);
    const [, , large] = (await readPkiFolder("/p", world, { ...usualBounds, certificateBytes: 10 })).files;
    assert.deepEqual(
      large?.failure && render(large.failure),
      "the file is larger than 10 bytes and was not read",
    );
  });
});

describe("a file of a PKI", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const read = (name: string, content: Uint8Array) => {
    const file = readPkiFile(`/p/${name}`, name, { kind: "file", bytes: content });
    return {
      certificates: file.certificates.map(item => item.ok),
      key: file.key?.ok,
      requests: file.requests.map(request => request.ok && commonName(request.value.subject)),
      pkcs12: file.pkcs12,
      failure: file.failure && render(file.failure),
    };
  };
  const nothing = { certificates: [], key: undefined, requests: [], pkcs12: false, failure: undefined };

  it("is told by what it holds", async () => {
    const leaf = await makeCertificate({ issuer: await makeCa() });
    const request = await makeRequest({ cn: "jane" });
    const rsa = await makeCertificate({ key: await sharedKey("rsa-2048") });
    const der = rsa.privateKey.export({ type: "pkcs8", format: "der" });
    assert.deepEqual(
      [
        read("kubelet-client-current.pem", bytes(leaf.pem + leaf.traditionalKeyPem)),
        read("a.der", leaf.der),
        read("a.key", new Uint8Array(der)),
        read("a.csr", bytes(request.pem)),
        read("a.p12", Uint8Array.of(0x30, 0x80)),
        read("b.p12", bytes(leaf.pem)),
        read("a.crt", bytes("")),
        read("b.crt", bytes("hello")),
        read("p7.pem", bytes(leaf.pem.replaceAll("CERTIFICATE", "PKCS7"))),
        read("t.crt", bytes(leaf.pem.replaceAll("CERTIFICATE", "TRUSTED CERTIFICATE"))),
        read("dh.pem", bytes(leaf.pem.replaceAll("CERTIFICATE", "DH PARAMETERS"))),
      ],
      [
        { ...nothing, certificates: [true], key: true },
        { ...nothing, certificates: [true] },
        { ...nothing, key: true },
        { ...nothing, requests: ["jane"] },
        { ...nothing, pkcs12: true },
        { ...nothing, certificates: [true] },
        { ...nothing, failure: "the file is empty" },
        { ...nothing, failure: "there is no PEM block in the file: no line begins with -----BEGIN" },
        { ...nothing, failure: "the file holds PKCS7, which Kubernetes does not read" },
        { ...nothing, failure: "the file holds TRUSTED CERTIFICATE, which Kubernetes does not read" },
        nothing,
      ],
    );
  });

  it("is told from what else DER may hold", async () => {
    const { privateKey } = await makeCertificate();
    const sealed = { cipher: "aes-256-cbc", passphrase: "x" } as const;
    const encrypted = privateKey.export({ type: "pkcs8", format: "der", ...sealed });
    const open = createPublicKey(privateKey).export({ type: "spki", format: "der" });
    const pkcs7 = Buffer.from("06092a864886f70d0107", "hex");
    assert.deepEqual(
      [
        read("a.key", new Uint8Array(encrypted)),
        read("pub.der", new Uint8Array(open)),
        read("store.crt", Uint8Array.of(0x30, 16, 2, 1, 3, 0x30, 11, ...pkcs7, 1)),
        read("chain.der", Uint8Array.of(0x30, 11, ...pkcs7, 2)),
        read("odd.der", Uint8Array.of(0x30, 3, 2, 1, 3)),
      ],
      [
        { ...nothing, key: true },
        nothing,
        { ...nothing, pkcs12: true },
        { ...nothing, failure: "the file holds PKCS#7, which Kubernetes does not read" },
        { ...nothing, failure: "x509: malformed tbs certificate" },
      ],
    );
  });

  it("keeps nothing of a private key", async () => {
    const { keyPem, privateKey } = await makeCertificate({});
    const file = readPkiFile("/a.key", "a.key", { kind: "file", bytes: bytes(keyPem) });
    const { d = "" } = privateKey.export({ format: "jwk" });
    const secret = Buffer.from(d, "base64url");
    const walked = JSON.stringify(file, (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value,
    );
    assert.deepEqual(
      [
        file.key?.ok,
        walked.includes(secret.toString("hex")),
        walked.includes(secret.toString("base64").slice(0, 20)),
      ],
      [true, false, false],
    );
  });
});
