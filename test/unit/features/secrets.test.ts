import { strict as assert } from "node:assert";
import { fixes } from "../../../src/core/features/fixes.ts";
import { hover } from "../../../src/core/features/hover/index.ts";
import { lenses } from "../../../src/core/features/lenses.ts";
import { links } from "../../../src/core/features/links.ts";
import { markdownOf } from "../../../src/core/features/markdown.ts";
import { definition } from "../../../src/core/features/navigation.ts";
import { symbols } from "../../../src/core/features/symbols.ts";
import { THRESHOLDS } from "../../support/analyze.ts";
import { base64, makeCertificate } from "../../support/certificates.ts";
import { analysisOf } from "../../support/editor.ts";
import { makeJwt } from "../../support/tokens.ts";

/** Letters and digits only, so that no escape can hide it. */
const SECRET = "XHunter2HunterX";

async function text(): Promise<string> {
  const jane = await makeCertificate({ cn: "jane", keyType: "p256" });
  const key = jane.keyPem.replace("-----BEGIN", `${SECRET}\n-----BEGIN`);
  return `apiVersion: v1
kind: Config
current-context: a
clusters:
- name: c
  cluster: {server: "https://c", proxy-url: "http://jane:${SECRET}@proxy:3128"}
contexts:
- {name: a, context: {cluster: c, user: certificate}}
- {name: a, context: {cluster: c, user: token}}
- {name: b, context: {cluster: c, user: exec}}
users:
- name: certificate
  user:
    client-certificate-data: ${base64(jane.pem)}
    client-key-data: ${base64(key)}
- name: raw-key
  user:
    client-certificate-data: ${base64(jane.pem)}
    client-key-data: ${SECRET}
- name: token
  user: {token: ${SECRET}, token-file: x}
- name: two-lines
  user: {token: "a ${SECRET}\\n"}
- name: jwt
  user: {token: ${makeJwt({ sub: "jane", secret: SECRET }, { secret: SECRET })}${SECRET}}
- name: bootstrap
  user: {token: abcdef.${SECRET.toLowerCase()}2}
- name: basic
  user: {username: jane, password: ${SECRET}}
- name: exec
  user:
    token: ${SECRET}
    exec:
      command: login
      apiVersion: client.authentication.k8s.io/v1
      env: [{name: A, value: ${SECRET}}, {name: "", value: ${SECRET}}]
- name: provider
  user: {auth-provider: {name: oidc, config: {id-token: ${SECRET}, client-secret: ${SECRET}}}}
- name: file
  user: {tokenFile: token}
- name: file
  user: {client-key: key.pem}
- name: wrong-type
  user: {token: [${SECRET}], password: {a: ${SECRET}}}
`;
}

describe("secrets", () => {
  it("never reach a hover, lens, outline, link, definition or fix, wherever the cursor stands", async () => {
    const source = await text();
    const files = { "/home/jane/.kube/token": SECRET, "/home/jane/.kube/key.pem": SECRET };
    const analysis = analysisOf(source, { files });
    const said: string[] = [];
    let hovers = 0;
    for (let offset = 0; offset <= source.length; offset++) {
      const found = hover(analysis, "config", offset, THRESHOLDS);
      if (found === undefined) continue;
      hovers++;
      said.push(markdownOf(found.blocks));
      if (offset % 50 === 0)
        said.push(JSON.stringify([found.blocks, definition(analysis, "config", offset)]));
    }
    for (const finding of analysis.findings) said.push(JSON.stringify([finding, fixes(analysis, finding)]));
    for (const file of analysis.files) said.push(JSON.stringify([symbols(file), links(file, "posix")]));
    said.push(JSON.stringify(lenses(analysis, "config")));
    const leaks = said.filter(each => each.toLowerCase().includes(SECRET.toLowerCase()));
    assert.deepEqual([leaks, hovers > 1000], [[], true]);
  });
});
