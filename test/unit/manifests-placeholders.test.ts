import { strict as assert } from "node:assert";
import { embeddedHover } from "../../src/core/features/embedded.ts";
import { base64, type Issued, makeCa, makeCertificate } from "../support/certificates.ts";
import { argo, configMap, factsOf, foundIn, rowsOf } from "../support/manifests.ts";
import { OPTIONS } from "./pki/support.ts";

/** What stands for a value in charts, scripts, vaults and pipelines, until it is filled in. */
const PLACEHOLDERS = [
  "{{ .Values.value }}",
  "{{ .Values.value | quote }}",
  `$${"{VALUE}"}`,
  `$${"{VALUE:-none}"}`,
  "$(VALUE)",
  "$VALUE",
  "<path:secret/data/clusters#value>",
  "<value>",
  "ENC[AES256_GCM,data:xx==,iv:abc=,tag:def==,type:str]",
  "__VALUE__",
  "%%VALUE%%",
  "@VALUE@",
  "#{VALUE}#",
];

describe("kubeconfigs of manifests that are still to be filled in", () => {
  let ca: Issued;
  let expired: Issued;
  let valid: Issued;
  before(async () => {
    ca = await makeCa({ cn: "kubernetes" });
    const client = { issuer: ca, cn: "jane", eku: ["clientAuth"] as const };
    expired = await makeCertificate({ ...client, notAfter: new Date("2026-11-01T00:00:00Z") });
    valid = await makeCertificate(client);
  });

  const block = (client: Issued) => `apiVersion: v1
kind: Config
clusters:
- name: prod
  cluster:
    server: https://cp1:6443
    certificate-authority-data: ${base64(ca.pem)}
contexts:
- name: admin
  context:
    cluster: prod
    user: jane
current-context: admin
users:
- name: jane
  user:
    client-certificate-data: ${base64(client.pem)}
    client-key-data: ${base64(client.traditionalKeyPem)}
`;

  const places = [
    /(?<=server: ).*/,
    /(?<=authority-data: ).*/,
    /(?<=name: )prod/,
    /(?<=cluster: ).+/,
    /(?<=user: ).+/,
    /(?<=current-context: ).*/,
    /(?<=name: )jane/,
    /(?<=certificate-data: ).*/,
    /(?<=key-data: ).*/,
  ];

  for (const placeholder of PLACEHOLDERS) {
    it(`are not judged by ${placeholder}`, async () => {
      for (const place of places) {
        const text = configMap(block(valid).replace(place, () => placeholder));
        assert.ok(text.includes(placeholder));
        assert.deepEqual([String(place), await foundIn(text)], [String(place), []]);
        const states = (await rowsOf(text)).map(({ state }) => state);
        assert.deepEqual([String(place), states.filter(state => state !== "ok")], [String(place), []]);
      }
    });
  }

  it("have no hover that judges the placeholder", async () => {
    const text = configMap(block(valid).replace(/(?<=authority-data: ).*/, () => "__CA__"));
    const facts = (await factsOf(text)).embedded[0] ?? assert.fail();
    const { blocks } = embeddedHover(facts, text.indexOf("__CA__"), OPTIONS.thresholds) ?? assert.fail();
    assert.match(JSON.stringify(blocks[0]), /Kubeconfig in/);
  });

  it("are judged by what is written out: a certificate that has expired", async () => {
    const text = configMap(block(expired).replace("https://cp1:6443", `https://$${"{HOST}"}:6443`));
    assert.deepEqual(
      (await foundIn(text)).map(each => each.split(" ")[0]),
      ["certificate-expired"],
    );
    const rows = await rowsOf(text);
    assert.deepEqual(
      rows.map(({ state }) => state),
      ["expired", "ok"],
    );
  });

  it("are not judged where a chart cuts the block in two", async () => {
    const text = configMap(block(valid)).replace(/^ +users:/m, all => `{{- if .Values.users }}\n${all}`);
    assert.deepEqual(await foundIn(`${text}{{- end }}\n`), []);
    const loop = block(valid).replace("users:", "{{- range .Values.users }}\nusers:");
    assert.deepEqual(await foundIn(configMap(`${loop}{{- end }}\n`)), []);
  });

  it("of Argo CD as well", async () => {
    for (const value of PLACEHOLDERS) {
      const config = { bearerToken: value, tlsClientConfig: { caData: value } };
      assert.deepEqual(await foundIn(argo(config, JSON.stringify(value))), []);
      assert.deepEqual(await foundIn(argo(value, "https://h")), []);
    }
    assert.deepEqual(await foundIn(argo('{"bearerToken": {{ .token | quote }}}')), []);
  });

  it("are none that a script writes, or a text tells of", async () => {
    const inner = block(valid);
    const texts = [
      `#!/bin/sh\ncat > /tmp/kubeconfig <<EOF\n${inner}EOF\n`,
      `set -e\ncat > /tmp/kubeconfig <<EOF\n${inner}EOF\n`,
      `# Access\n\nPut this into a file:\n\n\`\`\`yaml\n${inner}\`\`\`\n`,
      `import yaml\nx = """\n${inner}"""\n`,
    ];
    for (const text of texts) {
      assert.deepEqual((await factsOf(configMap(text, "entry"))).embedded, []);
      assert.deepEqual(await foundIn(configMap(text, "entry")), []);
    }
  });
});
