import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { findKubectl } from "../../scripts/kubectl.ts";
import { type RbacRequest, rbacManifests } from "../../src/core/rbac/index.ts";
import { KEY_TYPES, lasting, parseServerNames } from "../../src/core/x509/assess.ts";
import {
  createCa,
  inspectCsr,
  loadSigningCa,
  mintClientCertificate,
  mintServingCertificate,
  signCsr,
} from "../../src/core/x509/signing.ts";
import { made, thriftyCrypto } from "../support/minting.ts";
import { type Openssl, openssl } from "./support/mint.ts";

const crypto = thriftyCrypto();
/** CAs that openssl makes begin with the moment they are made. */
const world = () => ({ now: Date.now(), crypto });
const GENPKEY: readonly (readonly string[])[] = [
  ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
  ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
  ["EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
  ["EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
  ["ED25519"],
];
const PBES2: readonly (readonly string[])[] = [
  ...["aes-128-cbc", "aes-192-cbc", "aes-256-cbc", "des3"].map(cipher => ["-v2", cipher]),
  ...["hmacWithSHA1", "hmacWithSHA256", "hmacWithSHA384", "hmacWithSHA512"].map(prf => [
    "-v2",
    "aes256",
    "-v2prf",
    prf,
  ]),
  ["-v2", "aes256", "-scrypt"],
  ["-v2", "aes256", "-iter", "100000"],
];
/** Which string types openssl may use, and a name: BMPString and T61String, UTF8String, PrintableString. */
const MASKS: readonly (readonly [mask: string, name: string])[] = [
  ["default", "/O=a+CN=b/emailAddress=x@y.z/DC=example"],
  ["default", "/C=DE/O=Größe/CN=日本"],
  ["pkix", "/C=DE/O=Größe/CN=日本"],
  ["utf8only", "/C=DE/O=Größe/CN=日本 🎉"],
  ["nombstr", "/CN=Jörg/OU=x/OU=y/serialNumber=7"],
  ["MASK:0x0002", "/O=a/CN=printable"],
];
const LEGACY = ["-aes128", "-aes192", "-aes256", "-des3"];
const PASSPHRASES = ["x", "correct horse", "pässphräse 🔑", "a".repeat(100)];

describe("CAs that openssl made", function () {
  this.timeout(600_000);
  let tool: Openssl;

  before(function () {
    const found = openssl();
    if (found === undefined) {
      console.log("      skipped: openssl is not installed");
      return this.skip();
    }
    tool = found;
  });

  after(() => {
    if (tool !== undefined) rmSync(tool.folder, { recursive: true });
  });

  it("sign with keys of every kind and form", async () => {
    for (const algorithm of GENPKEY) {
      const key = tool.run("genpkey", "-algorithm", ...algorithm);
      const keyFile = tool.write("ca.key", key);
      const forms =
        algorithm[0] === "ED25519" ? [key] : [key, tool.run("pkey", "-traditional", "-in", keyFile)];
      // As `openssl ecparam -genkey` writes: the parameters before the key.
      const certificate = root(keyFile, "/CN=ca");
      for (const form of forms) {
        await signs(certificate, form);
      }
    }
  });

  it("open with their passphrase, whatever the encryption, and with no other", async () => {
    const key = tool.write(
      "ca.key",
      tool.run("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
    );
    const certificate = root(key, "/CN=ca");
    const seen: string[] = [];
    const pass = (i: number) => PASSPHRASES[i % PASSPHRASES.length] ?? "";
    const encrypted = [
      ...PBES2.map((options, i) => [
        pass(i),
        tool.run("pkcs8", "-topk8", "-in", key, ...options, "-passout", `pass:${pass(i)}`),
      ]),
      ...LEGACY.map((option, i) => [
        pass(i),
        tool.run("ec", "-in", key, option, "-passout", `pass:${pass(i)}`),
      ]),
    ] as const;
    for (const [passphrase = "", text = ""] of encrypted) {
      await signs(certificate, text, passphrase);
      const wrong = await loadSigningCa({ certificate, key: text, passphrase: `${passphrase}.` }, world());
      const none = await loadSigningCa({ certificate, key: text }, world());
      seen.push(`${wrong.ok || wrong.code} ${none.ok || none.code}`);
    }
    assert.deepEqual(seen, Array(encrypted.length).fill("wrong-passphrase passphrase-needed"));
  });

  it("are taken as issuers with names in any encoding", async () => {
    const key = tool.write(
      "ca.key",
      tool.run("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
    );
    for (const [mask, name] of MASKS) {
      const config = tool.write(
        "req.cnf",
        `[req]\nstring_mask=${mask}\nutf8=yes\ndistinguished_name=dn\nx509_extensions=v3\n[dn]\n[v3]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n`,
      );
      await signs(
        root(key, name, "-config", config, "-utf8", "-multivalue-rdn"),
        tool.run("pkey", "-in", key),
      );
    }
  });

  it("sign what openssl asks for, and no more", async () => {
    const key = tool.write("ca.key", tool.run("genpkey", "-algorithm", "ED25519"));
    const certificate = root(key, "/CN=ca", "-addext", "keyUsage=critical,keyCertSign");
    const ca = made(await loadSigningCa({ certificate, key: tool.run("pkey", "-in", key) }, world()));
    const extensions = [
      "basicConstraints=critical,CA:TRUE",
      "keyUsage=keyCertSign",
      "subjectAltName=DNS:a.example,IP:10.0.0.1",
    ];
    for (const algorithm of GENPKEY) {
      const own = tool.write("jane.key", tool.run("genpkey", "-algorithm", ...algorithm));
      const request = tool.run(
        "req",
        "-new",
        "-key",
        own,
        "-subj",
        "/O=dev/CN=jane",
        ...extensions.flatMap(each => ["-addext", each]),
      );
      const summary = made(await inspectCsr(request));
      const signed = made(await signCsr(summary, { lifetime: lasting(1, "d") }, ca, world()));
      const file = tool.write("jane.pem", signed.certificatePem);
      tool.run(
        "verify",
        "-x509_strict",
        "-purpose",
        "sslclient",
        "-CAfile",
        tool.write("root.pem", certificate),
        file,
      );
      const text = tool.run(
        "x509",
        "-in",
        file,
        "-noout",
        "-subject",
        "-ext",
        "basicConstraints,keyUsage,extendedKeyUsage,subjectAltName",
      );
      const enciphers = algorithm[0] === "RSA" ? ", Key Encipherment" : "";
      assert.deepEqual(
        text
          .split("\n")
          .map(line => line.trim())
          .filter(line => line !== ""),
        [
          "subject=O = dev, CN = jane",
          "X509v3 Key Usage: critical",
          `Digital Signature${enciphers}`,
          "X509v3 Extended Key Usage:",
          "TLS Web Client Authentication",
          "X509v3 Basic Constraints: critical",
          "CA:FALSE",
          "X509v3 Subject Alternative Name:",
          "DNS:a.example, IP Address:10.0.0.1",
        ],
      );
    }
  });

  function root(keyFile: string, subject: string, ...more: readonly string[]): string {
    return tool.run("req", "-x509", "-new", "-key", keyFile, "-subj", subject, "-days", "30", ...more);
  }

  /** Load the CA, sign with it, and have openssl verify. */
  async function signs(certificate: string, key: string, passphrase?: string): Promise<void> {
    const material = { certificate, key, ...(passphrase !== undefined && { passphrase }) };
    const ca = made(await loadSigningCa(material, world()));
    const jane = made(
      await mintClientCertificate({ user: "jane", groups: [], lifetime: lasting(1, "h") }, ca, world()),
    );
    tool.run(
      "verify",
      "-purpose",
      "sslclient",
      "-CAfile",
      tool.write("root.pem", certificate),
      tool.write("jane.pem", jane.certificatePem),
    );
  }
});

describe("minted credentials and rights in kubectl", function () {
  this.timeout(600_000);
  let kubectl = "";
  let tool: Openssl | undefined;

  before(async function () {
    tool = openssl();
    try {
      kubectl = await findKubectl();
    } catch (error) {
      console.log(`      skipped: ${String(error)}`);
      return this.skip();
    }
    if (tool === undefined) {
      console.log("      skipped: openssl is not installed");
      return this.skip();
    }
  });

  after(() => {
    if (tool !== undefined) rmSync(tool.folder, { recursive: true });
  });

  it("log a user in at a server that was minted too", async () => {
    const root = made(await createCa({ commonName: "kubernetes", lifetime: lasting(1, "y") }, world()));
    const ca = made(await loadSigningCa({ certificate: root.certificatePem, key: root.keyPem }, world()));
    const names = made(parseServerNames("127.0.0.1"));
    const serving = made(
      await mintServingCertificate(
        { commonName: "kube-apiserver", names, lifetime: lasting(1, "h") },
        ca,
        world(),
      ),
    );
    const server = await listen(serving.certificatePem, serving.keyPem, root.certificatePem);
    const seen: unknown[] = [];
    for (const keyType of KEY_TYPES) {
      const request = { user: `jane ${keyType}`, groups: ["dev"], lifetime: lasting(1, "h"), keyType };
      const { certificatePem, keyPem } = made(await mintClientCertificate(request, ca, world()));
      seen.push(
        JSON.parse(
          await run(kubectl, [
            "--kubeconfig",
            kubeconfig(server, root.certificatePem, certificatePem, keyPem),
            "get",
            "--raw",
            "/who",
          ]),
        ),
      );
    }
    server.close();
    assert.deepEqual(
      seen,
      KEY_TYPES.map(keyType => ({ user: `jane ${keyType}`, group: "dev" })),
    );
  });

  it("are bound as kubectl would bind them", async () => {
    const subjects = ["jane", "yes", "0x10", "a: b #c", "日本 🎉", "system:serviceaccount:x:y"];
    const pairs: (readonly [request: RbacRequest, args: readonly string[]])[] = subjects.flatMap(name => [
      [
        {
          subjects: [
            { kind: "User", name },
            { kind: "Group", name: "dev" },
          ],
          scope: { type: "namespaces", namespaces: ["dev"] },
          grant: { type: "cluster-role", name: "edit" },
        },
        [
          "create",
          "rolebinding",
          "x",
          "--clusterrole=edit",
          `--user=${name}`,
          "--group=dev",
          "--namespace=dev",
        ],
      ],
      [
        {
          subjects: [{ kind: "Group", name }],
          scope: { type: "cluster" },
          grant: { type: "cluster-role", name: "system:node-reader" },
        },
        ["create", "clusterrolebinding", "x", "--clusterrole=system:node-reader", `--group=${name}`],
      ],
    ]);
    for (const [request, args] of pairs) {
      const manifests = rbacManifests(request);
      assert(manifests.ok);
      const file = write("rbac.yaml", manifests.value.text);
      const [ours, theirs] = await Promise.all([
        run(kubectl, ["label", "--local", "-f", file, "x-", "-o", "json"]),
        run(kubectl, [...args, "--dry-run=client", "-o", "json"]),
      ]);
      assert.deepEqual(withoutName(ours), withoutName(theirs));
    }
  });

  async function listen(cert: string, key: string, ca: string): Promise<Server> {
    const server = createServer(
      { cert, key, ca, requestCert: true, rejectUnauthorized: true },
      (request, response) => {
        const { subject } = (request.socket as TLSSocket).getPeerCertificate();
        response.end(JSON.stringify({ user: subject.CN, group: subject.O }));
      },
    );
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  function kubeconfig(server: Server, ca: string, certificate: string, key: string): string {
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const base64 = (text: string) => Buffer.from(text).toString("base64");
    return write(
      "kubeconfig",
      JSON.stringify({
        clusters: [
          {
            name: "c",
            cluster: { server: `https://127.0.0.1:${port}`, "certificate-authority-data": base64(ca) },
          },
        ],
        users: [
          {
            name: "u",
            user: { "client-certificate-data": base64(certificate), "client-key-data": base64(key) },
          },
        ],
        contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
        "current-context": "x",
      }),
    );
  }

  function write(name: string, text: string): string {
    const file = join(tool?.folder ?? "", name);
    writeFileSync(file, text);
    return file;
  }
});

/** Standard output of a process that runs beside a server of this one. */
async function run(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let [out, error] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", text => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", text => {
    error += text;
  });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on("error", reject).on("close", resolve),
  );
  if (code !== 0) throw new Error(`${command} ${args.join(" ")}: ${error}`);
  return out;
}

function withoutName(json: string): object {
  const { metadata, ...rest } = JSON.parse(json);
  return { ...rest, namespace: metadata.namespace };
}
