import { strict as assert } from "node:assert";
import { looksLikeKubeconfig } from "../../../src/core/index.ts";
import { whatItIs } from "../../../src/core/manifests/kind.ts";
import { render } from "../../../src/core/message.ts";
import { analyzeText, analyzeTexts } from "../../support/analyze.ts";

const TALOS = "endpoints: [10.0.0.1], nodes: [10.0.0.2], ca: YQ==, crt: YQ==, key: YQ==";
const ARGO =
  "contexts:\n- {name: a, server: a, user: a}\ncurrent-context: a\nservers:\n- {server: a, grpc-web: true}\nusers:\n- {name: a, auth-token: x}\n";

/** Each file, what it is, and whether kubectl refuses it. */
const FILES: readonly (readonly [text: string, is: string, refused?: "refused"])[] = [
  [`context: a\ncontexts:\n  a: {${TALOS}}\n`, "a talosconfig, for talosctl", "refused"],
  [
    "context: a\ncontexts:\n  a: {ca: YQ==, crt: YQ==, key: YQ==}\n  b: {}\n",
    "a talosconfig, for talosctl",
    "refused",
  ],
  ["context: ''\ncontexts: {}\n", "a talosconfig, for talosctl", "refused"],
  [
    "context: a\ncontexts:\n  a: {auth: {siderov1: {identity: me}}, endpoints: []}\n",
    "a talosconfig, for talosctl",
    "refused",
  ],
  [
    "context: a\ncontexts:\n  a: {url: 'https://o', auth: {siderov1: {identity: me}}}\n",
    "an omniconfig, for omnictl",
    "refused",
  ],
  [ARGO, "a configuration of the argocd command"],
  [
    "contexts: []\ncurrent-context: ''\nprompts-enabled: false\nservers: []\nusers: []\n",
    "a configuration of the argocd command",
  ],
  [
    "version: v1alpha1\nmachine: {type: worker, token: x}\ncluster: {clusterName: c}\n",
    "a machine configuration of Talos",
  ],
  ["machine: {network: {hostname: a}}\n", "a machine configuration of Talos"],
  [
    "version: v1alpha1\nmachine: {type: worker}\ncluster: {clusterName: c}\n---\napiVersion: v1alpha1\nkind: HostnameConfig\n",
    "a machine configuration of Talos",
  ],
  [
    '{"type": "service_account", "project_id": "p", "private_key": "-----BEGIN PRIVATE KEY-----\\nMII\\n-----END PRIVATE KEY-----\\n", "client_email": "a@b"}',
    "a key of a Google service account",
  ],
  [
    '{"type": "authorized_user", "client_id": "a", "refresh_token": "b"}',
    "a file of Google Cloud credentials",
  ],
  [
    '{"type": "external_account", "audience": "//iam", "token_url": "https://sts"}',
    "a file of Google Cloud credentials",
  ],
  [
    "[default]\nregion = eu-west-1\n[profile dev]\nrole_arn = arn:x\n",
    "a configuration of the AWS command line",
    "refused",
  ],
  [
    "# mine\n\n[default]\naws_access_key_id=A\naws_secret_access_key=B\n",
    "a file of AWS credentials",
    "refused",
  ],
  ["[core]\naccount = a@b\nproject = p\n", "a configuration of gcloud", "refused"],
  ['{"auths": {"r.io": {"auth": "x"}}, "credsStore": "desktop"}', "a configuration of Docker"],
  ['{"credsStore": "desktop", "currentContext": "x"}', "a configuration of Docker"],
  ['{"credHelpers": {"gcr.io": "gcloud"}}', "a configuration of Docker"],
];

describe("the files of other tools", () => {
  for (const [text, is, refused] of FILES) {
    it(`${JSON.stringify(text.slice(0, 40))} is ${is}`, () => {
      assert.equal(render(whatItIs(text) ?? assert.fail()), is);
      assert.equal(looksLikeKubeconfig(text), false);
      const [finding, ...more] = analyzeText(text);
      assert.deepEqual(more, []);
      assert.equal(finding?.code, "wrong-kind");
      assert.equal(finding.severity, refused ? "error" : "warning");
      const said = finding.message;
      assert.match(said, new RegExp(`^This is ${is}, no kubeconfig`));
      assert.match(said, refused ? /kubectl refuses it/ : /kubectl finds no cluster in it/);
    });
  }

  it("are objects of the API of kind Config, too", () => {
    const other = "apiVersion: config.gatekeeper.sh/v1alpha1\nkind: Config\nspec: {match: []}\n";
    assert.equal(render(whatItIs(other) ?? assert.fail()), "a Config of config.gatekeeper.sh/v1alpha1");
  });

  const clusters = "clusters:\n- {name: a, cluster: {server: 'https://a'}}\n";
  it("are no kubeconfigs that are merely odd", () => {
    for (const text of [
      `kind: config\napiVersion: v1\n${clusters}`,
      `kind: KubeConfig\napiVersion: v1\n${clusters}`,
      `kind: Config\napiVersion: v2\n${clusters}`,
      `kind: Config\n${clusters}`,
      `servers: []\n${clusters}`,
      `auths: {}\n${clusters}`,
      `machine: {}\nversion: v1alpha1\ncluster: {}\n${clusters}`,
      `type: service_account\n${clusters}`,
    ]) {
      assert.equal(whatItIs(text), undefined);
      assert.equal(looksLikeKubeconfig(text), true, text);
      for (const { message } of analyzeText(text)) assert.doesNotMatch(message, /no kubeconfig/);
    }
  });

  it("are named where they stand beside kubeconfigs", () => {
    const findings = analyzeTexts([ARGO, `apiVersion: v1\nkind: Config\n${clusters}`]);
    assert.deepEqual(
      findings.filter(({ severity }) => severity !== "hint").map(({ code }) => code),
      ["wrong-kind"],
    );
  });
});
