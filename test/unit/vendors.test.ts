import { strict as assert } from "node:assert";
import { analyzeText } from "../support/analyze.ts";
import { type CertificateOptions, type Issued, makeCa, makeCertificate } from "../support/certificates.ts";

/** The exec sections that command line tools of vendors write. */
const PLUGINS: Readonly<Record<string, string>> = {
  DigitalOcean: `
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      args: [kubernetes, cluster, kubeconfig, exec-credential, --version=v1beta1, --context=default, 1f2e]
      command: doctl
      env: null
      interactiveMode: IfAvailable
      provideClusterInfo: false`,
  Teleport: `
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      args: [kube, credentials, --kube-cluster=demo, --teleport-cluster=teleport.example.com]
      command: /usr/local/bin/tsh
      env: null
      provideClusterInfo: false`,
  "OpenID Connect by kubelogin": `
    exec:
      apiVersion: client.authentication.k8s.io/v1
      args: [get-token, --oidc-issuer-url=https://issuer.example.com, --oidc-client-id=kubernetes]
      command: kubectl-oidc_login
      env: null
      interactiveMode: Never
      provideClusterInfo: false`,
  "Rancher with a login": `
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      args: [token, --server=rancher.example.com, --user=production]
      command: rancher`,
};

/** Kubeconfigs in the shape that each distribution writes, and all that there is to say about them. */
describe("kubeconfigs of well-known distributions", () => {
  let ca: Issued;
  let clientCa: Issued;
  before(async () => {
    ca = await makeCa({ cn: "kubernetes" });
    clientCa = await makeCa({ cn: "k3s-client-ca@1767225600" });
  });

  const client = (options: CertificateOptions) =>
    makeCertificate({
      eku: ["clientAuth"],
      issuer: ca,
      notAfter: new Date("2027-11-01T00:00:00Z"),
      ...options,
    });

  it("kubeadm: admin.conf has nothing to say", async () => {
    const admin = await client({ cn: "kubernetes-admin", orgs: ["kubeadm:cluster-admins"] });
    assert.deepEqual(codes(certificateConfig("kubernetes-admin", "kubernetes", ca, [admin])), []);
  });

  it("kubeadm before 1.29, kind before 0.24: system:masters is information", async () => {
    const admin = await client({ cn: "kubernetes-admin", orgs: ["system:masters"] });
    assert.deepEqual(codes(certificateConfig("kind-kind", "kind-kind", ca, [admin])), [
      "information system-masters",
    ]);
  });

  it("k3s: the client CA is another than the server's, and stands behind the leaf", async () => {
    const admin = await client({ cn: "system:admin", orgs: ["system:masters"], issuer: clientCa });
    assert.deepEqual(codes(certificateConfig("default", "default", ca, [admin, clientCa])), [
      "hint not-signed-by-cluster-ca",
      "information system-masters",
    ]);
  });

  it("EKS: an exec plugin of v1beta1 without interactiveMode is fine", () => {
    const exec = `
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      args:
      - --region
      - us-west-2
      - eks
      - get-token
      - --cluster-name
      - demo
      - --output
      - json
      command: aws
      env:
      - name: AWS_PROFILE
        value: production`;
    assert.deepEqual(codes(config("arn:aws:eks:us-west-2:123456789012:cluster/demo", ca, exec)), []);
  });

  it("GKE: an exec plugin with an install hint and cluster information is fine", () => {
    const exec = `
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      command: gke-gcloud-auth-plugin
      installHint: Install gke-gcloud-auth-plugin for use with kubectl by following
        https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl#install_plugin
      provideClusterInfo: true`;
    assert.deepEqual(codes(config("gke_project_europe-west1_demo", ca, exec)), []);
  });

  it("GKE before 1.26: the gcp auth-provider is gone", () => {
    const provider = `
    auth-provider:
      config:
        cmd-args: config config-helper --format=json
        cmd-path: /usr/lib/google-cloud-sdk/bin/gcloud
        expiry-key: '{.credential.token_expiry}'
        token-key: '{.credential.access_token}'
      name: gcp`;
    assert.deepEqual(codes(config("gke_project_zone_old", ca, provider)), ["error auth-provider-removed"]);
  });

  it("AKS: an administrator's certificate beside a token, both sent", async () => {
    const admin = await client({ cn: "masterclient", orgs: ["system:masters"] });
    const user = `
    client-certificate-data: ${base64(admin.pem)}
    client-key-data: ${base64(admin.keyPem)}
    token: 0123456789abcdef0123456789abcdef`;
    assert.deepEqual(codes(config("clusterAdmin_group_demo", ca, user)), ["information system-masters"]);
  });

  it("AKS with Entra ID: kubelogin is fine", () => {
    const exec = `
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      args: [get-token, --environment, AzurePublicCloud, --login, devicecode]
      command: kubelogin
      env: null
      installHint: |2

        kubelogin is not installed which is required to connect to AAD enabled cluster.
      interactiveMode: IfAvailable
      provideClusterInfo: false`;
    assert.deepEqual(codes(config("clusterUser_group_demo", ca, exec)), []);
  });

  it("aws-iam-authenticator of old: its exec version is gone", () => {
    const exec = `
    exec:
      apiVersion: client.authentication.k8s.io/v1alpha1
      command: aws-iam-authenticator
      args: [token, -i, demo]
      env: [{name: AWS_PROFILE, value: production}]`;
    assert.deepEqual(codes(config("arn:aws:eks:us-west-2:1:cluster/demo", ca, exec)), [
      "error exec-api-version-removed",
    ]);
  });

  it("Rancher: a CA in quotes over several lines and a token with a colon are fine", () => {
    const quoted = `"${base64(ca.pem).replace(/.{76}/g, "$&\\\n      ")}"`;
    const text = config("production", ca, `\n    token: "kubeconfig-u-abcde12345:${"a".repeat(54)}"`);
    assert.deepEqual(codes(text.replace(/(certificate-authority-data: ).*/, `$1${quoted}`)), []);
  });

  for (const [vendor, exec] of Object.entries(PLUGINS)) {
    it(`${vendor}: its credential plugin is fine`, () => {
      assert.deepEqual(codes(config("demo", ca, exec)), []);
    });
  }

  it("minikube: extensions and a namespace are fine", async () => {
    const admin = await client({ cn: "minikube-user", orgs: ["system:masters"] });
    const extensions = `    extensions:
    - extension: {last-update: "Mon, 16 Nov 2026 10:00:00 UTC", provider: minikube.sigs.k8s.io}
      name: cluster_info
    server:`;
    const text = certificateConfig("minikube", "minikube", ca, [admin]);
    assert.deepEqual(codes(text.replace("    server:", extensions)), ["information system-masters"]);
  });

  it("OpenShift: oc login writes names with slashes and colons and an opaque token", () => {
    const token = `
    token: sha256~${"a".repeat(43)}`;
    assert.deepEqual(codes(config("kubeadmin/api-crc-testing:6443", ca, token)), []);
  });
});

function codes(text: string): readonly string[] {
  return analyzeText(text, { mode: 0o600 })
    .map(({ severity, code }) => `${severity} ${code}`)
    .sort();
}

function certificateConfig(user: string, cluster: string, ca: Issued, chain: readonly Issued[]): string {
  return config(
    user,
    ca,
    `
    client-certificate-data: ${base64(chain.map(each => each.pem).join(""))}
    client-key-data: ${base64(chain[0]?.keyPem ?? "")}`,
    cluster,
  );
}

function config(user: string, ca: Issued, credential: string, cluster = user): string {
  return `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${base64(ca.pem)}
    server: https://api.example.com:6443
  name: ${cluster}
contexts:
- context:
    cluster: ${cluster}
    user: ${user}
  name: ${user}@${cluster}
current-context: ${user}@${cluster}
kind: Config
preferences: {}
users:
- name: ${user}
  user:${credential}
`;
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
