import { strict as assert } from "node:assert";
import { render } from "../../../../src/core/message.ts";
import { componentPaths } from "../../../../src/core/pki/components/paths.ts";
import { readComponents } from "../../../../src/core/pki/components/read.ts";
import type { FileRead } from "../../../../src/core/ports.ts";
import { checkComponent } from "../../../../src/core/rules/pki/check.ts";
import { makeCa, makeCertificate, publicPem } from "../../../support/certificates.ts";
import { NOW } from "../../pki/support.ts";

const manifest = (...flags: readonly string[]) => `apiVersion: v1
kind: Pod
spec:
  containers:
  - command:
    - kube-apiserver
${flags.map(flag => `    - ${flag}\n`).join("")}    image: registry.k8s.io/kube-apiserver:v1.36.3
`;

describe("a component of the control plane", () => {
  it("names files in its flags, each at its place", () => {
    const text = manifest(
      "--client-ca-file=/pki/ca.crt",
      '"--tls-cert-file=/pki/a b.crt"',
      "--kubelet-client-key",
      "/pki/k.key",
      "--requestheader-allowed-names=front-proxy-client, other",
      "--secure-port=6443",
      "--constructor=x",
    );
    const [component] = readComponents(text);
    assert.deepEqual(
      component?.references.map(({ name, path, span, use }) => [
        name,
        use.kind,
        path === text.slice(span.start, span.end),
      ]),
      [
        ["client-ca-file", "ca", true],
        ["tls-cert-file", "certificate", true],
        ["kubelet-client-key", "key", true],
      ],
    );
    assert.deepEqual(component?.allowedNames?.names, ["front-proxy-client", "other"]);
  });

  it("may be a kubelet's configuration, and nothing else", () => {
    const [kubelet] = readComponents(`apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: {x509: {clientCAFile: /etc/kubernetes/pki/ca.crt}}
tlsCertFile: ""
`);
    assert.deepEqual(
      kubelet?.references.map(({ name, path }) => [name, path]),
      [["authentication.x509.clientCAFile", "/etc/kubernetes/pki/ca.crt"]],
    );
    assert.deepEqual(
      [
        "kind: Pod # kube-",
        "kind: Config # etcd",
        "- kube-",
        "kind: Pod\nspec: {containers: [{command: [sleep, etcd-x]}]}",
      ].map(readComponents),
      [[], [], [], []],
    );
  });

  it("is found in every document of a text, in every container, and in what a shell runs", () => {
    const text = `# by hand
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
---
kind: KubeletConfiguration
tlsCertFile: /kubelet.crt # the kubelet's
---
kind: Pod
spec:
  containers:
  - command: [/bin/sh, -c]
    args:
    - |
      exec hyperkube kube-controller-manager --v=2 \\
        --root-ca-file="/root ca.crt" --kubeconfig /k.conf 2>&1
  - name: other
    command: [etcd, -cert-file=/etcd.crt]
`;
    assert.deepEqual(
      readComponents(text).map(({ program, references }) => [
        program,
        ...references.map(({ name, path, span, around }) =>
          [name, path, text.slice(span.start, span.end), text.slice(around.start, around.end)].join(" | "),
        ),
      ]),
      [
        ["kubelet", "tlsCertFile | /kubelet.crt | /kubelet.crt | tlsCertFile: /kubelet.crt"],
        [
          "kube-controller-manager",
          'root-ca-file | /root ca.crt | /root ca.crt | --root-ca-file="/root ca.crt"',
          "kubeconfig | /k.conf | /k.conf | --kubeconfig /k.conf",
        ],
        ["etcd", "cert-file | /etcd.crt | /etcd.crt | -cert-file=/etcd.crt"],
      ],
    );
  });

  it("is told by what is run, with or without another program in front, and not by a flag's path", () => {
    const programs = (command: string): readonly string[] => {
      const pod = { kind: "Pod", spec: { containers: [{ command: command.split(" ") }] } };
      return readComponents(JSON.stringify(pod)).map(({ program }) => program);
    };
    assert.deepEqual(
      [
        "/usr/local/bin/etcd --data-dir=/var/lib/etcd",
        "/go-runner --log-file=/var/log/kube-apiserver.log /usr/local/bin/kube-apiserver --v=2",
        "/usr/local/bin/backup --data-dir=/var/lib/etcd --cert-file=/a.crt",
      ].map(programs),
      [["etcd"], ["kube-apiserver"], []],
    );
  });

  it("finds its files below the root that the manifest lies in", () => {
    const [component] = readComponents(
      manifest("--client-ca-file=/etc/kubernetes/pki/ca.crt", "--etcd-cafile=relative"),
    );
    assert.ok(component);
    assert.deepEqual(
      [
        "/etc/kubernetes/manifests/a.yaml",
        "/copy/etc/kubernetes/manifests/a.yaml",
        "/copy/etc/kubernetes/kubelet/config.json",
        "/copy/var/lib/rancher/rke2/agent/pod-manifests/a.yaml",
        undefined,
      ].map(path => componentPaths(component, path)),
      [
        ["/etc/kubernetes/pki/ca.crt"],
        ["/copy/etc/kubernetes/pki/ca.crt"],
        ["/copy/etc/kubernetes/pki/ca.crt"],
        ["/copy/etc/kubernetes/pki/ca.crt"],
        ["/etc/kubernetes/pki/ca.crt"],
      ],
    );
  });
});

describe("checks of a component", () => {
  async function found(
    flags: readonly string[],
    files: Readonly<Record<string, string | FileRead | undefined>>,
    place = "/m.yaml",
    shown = 48,
  ) {
    const [component] = readComponents(manifest(...flags));
    assert.ok(component);
    const view = new Map<string, FileRead>(
      Object.entries(files).map(([path, text]) => [
        path,
        text === undefined
          ? { kind: "missing" }
          : typeof text === "string"
            ? { kind: "file", bytes: new TextEncoder().encode(text) }
            : text,
      ]),
    );
    return checkComponent(component, { manifest: place, files: view, now: NOW }).map(
      ({ code, severity, message }) => `${severity} ${code} ${render(message).slice(0, shown)}`,
    );
  }

  it("find what a file lacks, and say nothing of one that nobody looked at", async () => {
    const old = await makeCertificate({ notAfter: new Date("2026-06-01") });
    const other = await makeCertificate();
    assert.deepEqual(
      await found(
        [
          "--client-ca-file=/gone",
          "--etcd-cafile=/unseen",
          "--tls-cert-file=/old.crt",
          "--tls-private-key-file=/other.key",
          "--kubelet-client-certificate=/other.key",
          "--kubelet-client-key=/old.crt",
        ],
        { "/gone": undefined, "/old.crt": old.pem, "/other.key": other.keyPem },
      ),
      [
        "error pki-file-missing client-ca-file names /gone, which does not exist",
        "error pki-expired The certificate in /old.crt expired on 2026-06-0",
        "error pki-key-mismatch The private key in /other.key belongs to another",
        "error pki-unreadable /other.key holds no certificate that can be read",
        "error pki-key-unusable /old.crt holds no private key that can be used, ",
      ],
    );
  });

  it("find what is lost in a bundle, why nothing can be read, and what is never valid", async () => {
    const ca = await makeCa();
    const odd = await makeCertificate({
      notBefore: new Date("2028-01-01"),
      notAfter: new Date("2026-01-01"),
    });
    assert.deepEqual(
      await found(
        [
          "--client-ca-file=/glued",
          "--etcd-cafile=/bom",
          "--tls-cert-file=/odd",
          "--kubelet-certificate-authority=/two",
        ],
        {
          "/glued": ca.pem.trimEnd() + ca.pem + ca.pem,
          "/bom": `\ufeff${ca.pem}`,
          "/odd": odd.pem,
          "/two": odd.pem + ca.pem,
        },
        undefined,
        200,
      ),
      [
        'warning pki-unreadable In /glued what begins in line 1 is no certificate to Kubernetes: a line break is missing in "-----END CERTIFICATE----------BEGIN CERTIFICATE-----".',
        'warning pki-unreadable In /glued what begins in line 10 is no certificate to Kubernetes: a line break is missing in "-----END CERTIFICATE----------BEGIN CERTIFICATE-----".',
        "error pki-unreadable /bom holds no certificate that can be read, and etcd-cafile needs one there: there is no PEM block in the file: a byte order mark (U+FEFF), which nobody sees, stands before -----BEGIN and must go.",
        "error pki-never-valid The certificate in /odd ends on 2026-01-01, before it begins on 2028-01-01: it is never valid. Have it issued again and start kube-apiserver again.",
      ],
    );
  });

  it("call nothing missing for a manifest of another machine, nor what may not be read", async () => {
    const flags = ["--client-ca-file=/gone", "--tls-private-key-file=/locked"];
    const files = { "/gone": undefined, "/locked": { kind: "unreadable", reason: "denied" } } as const;
    assert.deepEqual(
      [
        await found(flags, files, "/home/me/repository/kube-apiserver.yaml"),
        await found(flags, files, "/etc/kubernetes/manifests/kube-apiserver.yaml"),
      ],
      [[], ["error pki-file-missing client-ca-file names /gone, which does not exist"]],
    );
  });

  it("judge the flag that counts, the newest of several CAs, and a key as the component can use it", async () => {
    const old = await makeCa({ cn: "old", notAfter: new Date("2026-06-01") });
    const current = await makeCa({ cn: "new" });
    const sealed = current.privateKey.export({
      type: "pkcs8",
      format: "pem",
      cipher: "aes-256-cbc",
      passphrase: "x",
    });
    assert.deepEqual(
      await found(
        [
          "--client-ca-file=/gone",
          "--client-ca-file=/bundle",
          "--service-account-key-file=/gone",
          "--service-account-key-file=/bundle",
          "--tls-private-key-file=/sealed.key",
        ],
        { "/gone": undefined, "/bundle": old.pem + current.pem, "/sealed.key": `${sealed}` },
      ),
      [
        "error pki-file-missing service-account-key-file names /gone, which does",
        "error pki-key-unusable The key in /sealed.key is encrypted, and kube-ap",
      ],
    );
  });

  it("say which line of a static token file keeps the API server from starting, or is taken otherwise", async () => {
    const files = {
      "/good": 't,jane,1,"dev,ops"\n',
      "/short": "t,jane,1\n\nt0ken,joe\n",
      "/quote": 't,jane,1\nt0ken,joe"s,2\n',
      "/odd": "t,jane,1,dev,ops\nu, joe,1\n",
      "/folder": { kind: "not-regular", what: "directory" },
      "/large": { kind: "too-large", bytes: 10, limit: 9 },
      "/gone": { kind: "missing" },
    } as const;
    const all = await Promise.all(
      Object.keys(files).map(path => found([`--token-auth-file=${path}`], files)),
    );
    assert.deepEqual(all, [
      [],
      ["error pki-token-file /short, line 3: there are 2 of the 3 columns tok"],
      ["error pki-token-file /quote, line 2: a quote is not closed, or stands"],
      [
        "warning pki-token-file /odd, line 1: kube-apiserver ignores the columns",
        "warning pki-token-file /odd, line 2: the name of the user or of a group",
      ],
      ["error pki-token-file /folder is a folder. kube-apiserver does not sta"],
      [],
      [],
    ]);
    assert.deepEqual(await found(["--token-auth-file=/gone"], files, "/etc/kubernetes/manifests/m.yaml"), [
      "error pki-file-missing token-auth-file names /gone, which does not exis",
    ]);
  });

  it("know which flags take exactly one certificate, and which certificate of a file a key belongs to", async () => {
    const [old, current] = [await makeCa({ seed: "old" }), await makeCa({ seed: "new" })];
    const files = {
      "/ca": old.pem + current.pem,
      "/one": current.pem,
      "/key": current.keyPem,
      "/chain": current.pem + old.pem,
    };
    const all = async (program: string, flags: readonly string[]) => {
      const text = manifest(...flags).replace("- kube-apiserver\n", `- ${program}\n`);
      const [component] = readComponents(text);
      assert.ok(component);
      const view = new Map<string, FileRead>(
        Object.entries(files).map(([path, pem]) => [
          path,
          { kind: "file", bytes: new TextEncoder().encode(pem) },
        ]),
      );
      return checkComponent(component, { manifest: "/m.yaml", files: view, now: NOW }).map(
        ({ code, message }) => `${code} ${render(message)}`,
      );
    };
    const manager = (path: string, key = "/key") =>
      all("kube-controller-manager", [
        "--root-ca-file=/ca",
        "--client-ca-file=/ca",
        `--cluster-signing-cert-file=${path}`,
        `--cluster-signing-key-file=${key}`,
      ]);
    const refused = (path: string, own: number) =>
      `pki-too-many-certificates cluster-signing-cert-file takes exactly one certificate, and ${path} holds 2: kube-controller-manager does not start ("expected 1 certificate, found 2"). Its key belongs to certificate ${own}; name a file with that one alone.`;
    assert.deepEqual(
      [
        await manager("/ca"),
        await manager("/chain"),
        await manager("/one"),
        await all("kube-controller-manager", [
          "--cluster-signing-kubelet-client-cert-file=/ca",
          "--cluster-signing-kubelet-client-key-file=/unseen",
        ]),
        await all("kube-apiserver", [
          "--tls-cert-file=/ca",
          "--tls-private-key-file=/key",
          "--client-ca-file=/ca",
        ]),
        await all("kube-apiserver", ["--tls-cert-file=/chain", "--tls-private-key-file=/key"]),
      ],
      [
        [refused("/ca", 2)],
        [refused("/chain", 1)],
        [],
        [
          'pki-too-many-certificates cluster-signing-kubelet-client-cert-file takes exactly one certificate, and /ca holds 2: kube-controller-manager does not start ("expected 1 certificate, found 2"). Name a file with nothing but the CA that signs.',
        ],
        [
          "pki-key-mismatch The private key in /key belongs to certificate 2 in /ca, and kube-apiserver pairs it with the first: it does not start. Put certificate 2 first, then its issuers.",
        ],
        [],
      ],
    );
  });

  it("compare the keys that sign and check the tokens of service accounts", async () => {
    const [one, other] = [await makeCertificate({ seed: "one" }), await makeCertificate({ seed: "other" })];
    const files = {
      "/sa.key": one.keyPem,
      "/sa.pub": publicPem(one),
      "/old.pub": publicPem(other),
      "/both.pub": publicPem(other) + publicPem(one),
      "/gone.pub": undefined,
      "/pkcs1.pub": publicPem(one).replaceAll("PUBLIC KEY", "RSA PUBLIC KEY"),
    };
    const signing = "--service-account-signing-key-file=/sa.key";
    const checking = (...paths: readonly string[]) =>
      found([signing, ...paths.map(path => `--service-account-key-file=${path}`)], files);
    assert.deepEqual(
      [
        await checking("/sa.pub"),
        await checking("/old.pub", "/sa.pub"),
        await checking("/both.pub"),
        await checking("/sa.key"),
        await checking(),
        await checking("/unseen.pub"),
        await checking("/old.pub"),
        await checking("/pkcs1.pub"),
      ],
      [
        [],
        [],
        [],
        [],
        [],
        [],
        ["error pki-service-account-keys kube-apiserver signs the tokens of service accou"],
        ["error pki-unreadable /pkcs1.pub holds no public key that kube-apiserv"],
      ],
    );
  });

  it("read a manifest beside a copy of its files by that copy, which may well lack some", async () => {
    const old = await makeCertificate({ notAfter: new Date("2026-06-01") });
    const flags = [
      "--tls-cert-file=/etc/kubernetes/pki/a.crt",
      "--client-ca-file=/etc/kubernetes/pki/ca.crt",
    ];
    const copy = { "/lab/cp1/pki/a.crt": old.pem, "/lab/cp1/pki/ca.crt": undefined };
    assert.deepEqual(
      [
        await found(flags, copy, "/lab/cp1/manifests/kube-apiserver.yaml"),
        await found(
          flags,
          { ...copy, "/lab/cp1/pki/a.crt": undefined, "/etc/kubernetes/pki/a.crt": old.pem },
          "/lab/cp1/manifests/kube-apiserver.yaml",
        ),
        await found(flags, copy, "/lab/cp1/other/kube-apiserver.yaml"),
      ],
      [
        ["error pki-expired The certificate in /etc/kubernetes/pki/a.crt exp"],
        ["error pki-expired The certificate in /etc/kubernetes/pki/a.crt exp"],
        [],
      ],
    );
  });

  it("explain what the authenticating proxy's CA opens", async () => {
    const ca = await makeCa();
    const proxyCa = await makeCa({ cn: "front-proxy-ca" });
    const client = await makeCertificate({ cn: "front-proxy-client", issuer: proxyCa });
    const files = { "/ca": ca.pem, "/copy": ca.pem, "/proxy": proxyCa.pem, "/client": client.pem };
    const flags = (proxy: string, ...more: readonly string[]) => [
      "--client-ca-file=/ca",
      `--requestheader-client-ca-file=${proxy}`,
      "--proxy-client-cert-file=/client",
      ...more,
    ];
    const allowed = (names: string) => `--requestheader-allowed-names=${names}`;
    assert.deepEqual(
      [
        await found(flags("/proxy", allowed("front-proxy-client")), files),
        await found(flags("/proxy"), files),
        await found(flags("/copy", '"--requestheader-allowed-names="'), files),
        await found(flags("/ca", allowed("aggregator")), files),
      ],
      [
        [],
        ["information pki-proxy-any-name Every certificate that this CA signed may act as"],
        ["error pki-proxy-ca-shared The CA of authenticating proxies is the CA of cl"],
        [
          "warning pki-proxy-ca-shared The CA of authenticating proxies is the CA of cl",
          "error pki-proxy-name The API server's own proxy certificate is front-",
        ],
      ],
    );
  });
});
