import { strict as assert } from "node:assert";
import { fingerprintOf } from "../../../src/core/x509/fingerprint.ts";
import { base64, type Issued, makeCa, makeCertificate } from "../../support/certificates.ts";
import { hoverAt } from "../../support/editor.ts";
import { makeJwt } from "../../support/tokens.ts";

/** A user with this mapping, on a cluster with this one, in a context that is the current one. */
function config(user: string, cluster = "server: https://10.0.0.1:6443"): string {
  return `apiVersion: v1
kind: Config
current-context: dev
clusters:
- name: east
  cluster:
    ${cluster}
contexts:
- name: dev
  context: {cluster: east, user: jane, namespace: web}
users:
- name: jane
  user:
    ${user}
`;
}

describe("hover over certificates and keys", () => {
  let ca: Issued;
  let jane: Issued;

  before(async () => {
    ca = await makeCa({ seed: "ca" });
    jane = await makeCertificate({
      cn: "jane",
      orgs: ["dev", "ops"],
      issuer: ca,
      eku: ["clientAuth"],
      notAfter: new Date("2026-12-04T10:00:00Z"),
      san: [{ type: "dns", value: "jane.example.com" }],
      seed: "jane",
    });
  });

  it("sets a client certificate as a table", () => {
    const trust = `server: https://10.0.0.1:6443\n    certificate-authority-data: ${base64(ca.pem)}`;
    const key = `client-key-data: ${base64(jane.keyPem)}`;
    const text = config(`client-certificate│-data: ${base64(jane.pem)}\n    ${key}`, trust);
    const keyId = ca.certificate.getExtension("2.5.29.14");
    assert.notEqual(keyId, null);
    assert.deepEqual(hoverAt(text), {
      over: "client-certificate-data",
      says: [
        "# Client certificate",
        {
          Subject: "CN=jane,O=dev+O=ops",
          "User (CN)": "jane",
          "Groups (O)": "dev, ops",
          Issuer: "CN=kubernetes, the CA of east",
          "Valid from": "2026-01-01 00:00 UTC",
          "Valid until": "expires in 12d, 2026-12-04 10:00 UTC (warning)",
          "Names (SAN)": "jane.example.com",
          Key: "ECDSA P-256",
          Signature: "ECDSA-SHA256",
          "Key usage": "digital signature, key encipherment",
          "Extended usage": "client authentication",
          Serial: "1",
          "SHA-256": fingerprintOf(jane),
          "Issuer key id": Buffer.from(keyId?.value.slice(-20) ?? new ArrayBuffer(0)).toString("hex"),
        },
        "! certificate-expiring",
        "The client certificate: PEM in base64. Its common name is the user, its organizations are the groups.",
      ],
    });
  });

  it("says that another CA signed it", async () => {
    const other = await makeCa({ cn: "other" });
    const trust = `server: https://10.0.0.1:6443\n    certificate-authority-data: ${base64(other.pem)}`;
    const says = hoverAt(config(`client-certificate-data: │${base64(jane.pem)}`, trust))?.says[1];
    assert.ok(typeof says === "object" && says !== null && "Issuer" in says);
    assert.equal(says.Issuer, "CN=kubernetes, not the CA of east (warning)");
  });

  it("lists the other certificates of a bundle", async () => {
    const bundle = base64(ca.pem + jane.pem);
    const found = hoverAt(config("token: x", `certificate-authority-data: │${bundle}`));
    assert.deepEqual(found?.says.slice(2, 4), [
      "# Also in this field",
      { "Certificate 2": "CN=jane,O=dev+O=ops, expires in 12d (warning)" },
    ]);
  });

  it("tells the kind of a key and whose it is", () => {
    const text = config(`client-certificate: jane.crt\n    client-key: jane.key│`);
    const files = { "/home/jane/.kube/jane.crt": jane.pem, "/home/jane/.kube/jane.key": jane.keyPem };
    assert.deepEqual(hoverAt(text, { files })?.says.slice(0, 2), [
      "# Private key /home/jane/.kube/jane.key",
      { Key: "ECDSA P-256", Format: "PKCS#8", Certificate: "belongs to it (good)" },
    ]);
  });

  it("says what is wrong with a field", () => {
    assert.deepEqual(hoverAt(config("client-certificate│-data: '!'"))?.says, [
      "# Client certificate",
      "! key-missing",
      "! bad-base64",
      "The client certificate: PEM in base64. Its common name is the user, its organizations are the groups.",
    ]);
  });
});

describe("hover over names", () => {
  it("sums up what the current context leads to", () => {
    const text = config("username: jane\n    password: hunter2").replace(
      "current-context: dev",
      "current-context: d│ev",
    );
    assert.deepEqual(hoverAt(text), {
      over: "dev",
      says: [
        "# Context dev current",
        {
          User: "jane",
          Identity: "jane",
          "kubectl sends": "username and password",
          Cluster: "east",
          Server: "https://10.0.0.1:6443",
          Trust: "the certificate authorities of the system",
          Namespace: "web",
        },
        "The context that kubectl uses when no --context is given. With several files in KUBECONFIG, the first that sets it wins.",
      ],
    });
  });

  it("sums up the cluster and the user that a context names", () => {
    const text = config("{}");
    assert.deepEqual(
      [
        hoverAt(text.replace("cluster: east,", "cluster: e│ast,"))?.says[0],
        hoverAt(text.replace("user: jane,", "user: j│ane,"))?.says,
      ],
      [
        "# Cluster east",
        [
          "# User jane",
          {
            Identity: "cannot be told from the file",
            Credential: "none: kubectl asks for a username (warning)",
            "Used by": "dev",
          },
          "The user, by its name in users.",
        ],
      ],
    );
  });

  it("says that nothing of that name is there", () => {
    const text = config("{}").replace("user: jane,", "user: jan│e2,");
    assert.deepEqual(hoverAt(text)?.says.slice(0, 2), [
      "There is no user jane2: kubectl asks for a username. (bad)",
      "! context-user-missing",
    ]);
  });

  it("says that an entry of an earlier file wins", () => {
    const text = config("{}");
    const marked = text.replace("- name: jane", "- name: ja│ne").replace("current-context: dev", "");
    const says = hoverAt(marked, { earlier: [text] })?.says;
    assert.deepEqual(
      [says?.[0], says?.[2]],
      ["# User jane shadowed", "An earlier file has a user of this name: kubectl uses that one."],
    );
  });
});

describe("hover over values", () => {
  it("says what kubectl makes of a server without a scheme", () => {
    assert.deepEqual(hoverAt(config("token: x", "server: │10.0.0.1:8080"))?.says.slice(0, 3), [
      {
        Address: "http://10.0.0.1:8080",
        Scheme: "http (bad)",
        Host: "10.0.0.1:8080",
        Trust: "none: http is neither encrypted nor verified (bad)",
      },
      "There is no scheme, so kubectl takes it as http. (warning)",
      "Over http kubectl sends no credential and reads no CA. (warning)",
    ]);
  });

  it("shows what would be run, word by word", () => {
    const exec = `exec:
      apiVersion: client.authentication.k8s.io/v1
      comm│and: /opt/my tools/login
      args: [--as, "it's", "a\\u202eb", ""]
      env: [{name: SECRET, value: hunter2}]
      interactiveMode: Never`;
    assert.deepEqual(hoverAt(config(exec))?.says, [
      "# Credential plugin",
      "$ '/opt/my tools/login' --as 'it'\\''s' $'a\\u{202e}b' ''",
      { Environment: "SECRET", Protocol: "client.authentication.k8s.io/v1", Terminal: "Never" },
      "kubectl runs it when a context with this user is used. Kubeconfig Inspector does not.",
      "The program to run. With a slash it is a path from this file's folder, else it is searched in PATH.",
    ]);
  });

  it("says that a plugin is not run", () => {
    const found = hoverAt(
      config("token: x\n    exe│c: {command: x, apiVersion: client.authentication.k8s.io/v1beta1}"),
    );
    assert.equal(
      found?.says[3],
      "kubectl does not run it: the user has another credential, which it sends. (warning)",
    );
  });

  it("hides the login of a proxy", () => {
    const found = hoverAt(config("token: x", "proxy-url: │http://jane:hunter2@proxy:3128"));
    assert.deepEqual(found?.says[0], { Proxy: "http://…@proxy:3128" });
  });

  it("names the settings of an auth-provider and no value", () => {
    const found = hoverAt(config("auth-provider: {name: oi│dc, config: {id-token: hunter2, client-id: x}}"));
    assert.deepEqual(found?.says.slice(0, 3), [
      "# auth-provider oidc",
      { Settings: "client-id, id-token" },
      "kubectl refreshes the token and writes it back into this file.",
    ]);
  });

  it("knows a field that stands behind an anchor", () => {
    const anchored = `x-common: &common\n  se│rver: https://east\n${config("token: x", "<<: *common")}`;
    assert.deepEqual(hoverAt(anchored)?.says[0], {
      Address: "https://east",
      Scheme: "https",
      Host: "east",
      Trust: "the certificate authorities of the system",
    });
  });

  it("says nothing of keys that kubectl does not have, of comments and of empty places", () => {
    assert.deepEqual(
      [
        hoverAt("x-│own: 1\n"),
        hoverAt("# comm│ent\nkind: Config\n"),
        hoverAt("kind: Config\n\n│\n"),
        hoverAt("│"),
        hoverAt("- cont│exts\n"),
      ],
      [undefined, undefined, undefined, undefined, undefined],
    );
  });
});

describe("hover over tokens", () => {
  it("tells whom a service account token stands for", () => {
    const token = makeJwt({
      iss: "https://issuer",
      sub: "system:serviceaccount:web:deployer",
      aud: ["https://kubernetes"],
      iat: Date.UTC(2026, 10, 1) / 1000,
      exp: Date.UTC(2026, 10, 23) / 1000,
      "kubernetes.io": {
        namespace: "web",
        serviceaccount: { name: "deployer", uid: "u-1" },
        pod: { name: "runner", uid: "u-2" },
      },
    });
    assert.deepEqual(hoverAt(config(`token: │${token}`))?.says, [
      "# Service account token",
      {
        User: "system:serviceaccount:web:deployer",
        Groups: "system:serviceaccounts, system:serviceaccounts:web",
        UID: "u-1",
        "Bound to": "pod runner",
        Issuer: "https://issuer",
        Audience: "https://kubernetes",
        Issued: "2026-11-01 00:00 UTC",
        "Valid until": "expires in 24h, 2026-11-23 00:00 UTC (bad)",
        Signature: "RS256",
      },
      "! token-expiring",
      "The bearer token, sent as it stands. Secret.",
    ]);
  });

  it("tells the public half of a bootstrap token", () => {
    const files = { "/home/jane/.kube/token": "abcdef.0123456789abcdef\n" };
    assert.deepEqual(hoverAt(config("tokenFile: tok│en"), { files })?.says.slice(0, 2), [
      "# Bootstrap token",
      { Id: "abcdef", User: "system:bootstrap:abcdef", Groups: "system:bootstrappers" },
    ]);
  });

  it("has nothing to tell of an opaque token", () => {
    assert.deepEqual(hoverAt(config("token: hun│ter2"))?.says, [
      "# Opaque token",
      "Only the API server knows whom it stands for and until when.",
      "The bearer token, sent as it stands. Secret.",
    ]);
  });
});
