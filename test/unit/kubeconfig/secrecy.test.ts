import { strict as assert } from "node:assert";
import { analyze } from "../../../src/core/analyze.ts";
import { NOW, THRESHOLDS } from "../../support/analyze.ts";
import { base64, makeCertificate, sharedKey } from "../../support/certificates.ts";
import { yaml } from "./support.ts";

const secret = "Tr0ub4dor-and-3";

/** All that features may show: everything but the raw values of the model, which are what the file says. */
function shown(text: string, file: string): string {
  const { findings, contexts, users, clusters, certificates } = analyze(
    [{ id: "config", path: "/kube/config", text }],
    {
      now: NOW,
      thresholds: THRESHOLDS,
      files: { get: () => ({ kind: "file", bytes: new TextEncoder().encode(file) }) },
      style: "posix",
      exactKeys: true,
    },
  );
  const facts = {
    findings,
    contexts,
    users: [...users.values()],
    clusters: [...clusters.values()],
    certificates,
  };
  return JSON.stringify(facts, (key, value) => {
    if (key === "entry" || key === "field" || key === "node" || key === "document" || key === "files")
      return undefined;
    if (typeof value === "bigint") return value.toString(16);
    return value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value;
  });
}

describe("secrets", () => {
  const users: Readonly<Record<string, string>> = {
    token: `token: ${secret}`,
    "token with a line break": `token: "${secret}\\n"`,
    "token file": "tokenFile: t",
    password: `username: jane, password: ${secret}`,
    "exec variable": `exec: {command: a, env: [{name: N, value: ${secret}}, ${secret}], args: [{x: ${secret}}]}`,
    "auth-provider": `auth-provider: {name: gcp, config: {access-token: ${secret}, id-token: ${secret}}}`,
    "key that is none": `client-key-data: ${base64(secret)}`,
    "key that is no base64": `client-key-data: "${secret}"`,
    "key of a wrong type": `client-key-data: {a: ${secret}}`,
    "unknown key": `passwd: ${secret}`,
    "two of one name": `token: ${secret}}}, {name: u, user: {token: ${secret}`,
    "broken file": `token: "${secret}`,
  };
  for (const [what, user] of Object.entries(users)) {
    it(`stay where they are: ${what}`, () => {
      const text = yaml`
        clusters: [{name: c, cluster: {server: "https://h"}}]
        contexts: [{name: x, context: {cluster: c, user: u}}]
        users: [{name: u, user: {${user}}}]
      `;
      const all = shown(text, `${secret}\n`);
      assert.equal(all.length > 100, true);
      for (const form of [secret, base64(secret), secret.slice(0, 9)])
        assert.equal(all.includes(form), false, form);
    });
  }

  it("of a private key stay where they are, in every form", async () => {
    for (const keyType of ["p256", "ed25519", "rsa-2048"] as const) {
      const { pem, keyPem, traditionalKeyPem, privateKey } = await makeCertificate({
        cn: "u",
        key: await sharedKey(keyType),
      });
      const jwk = privateKey.export({ format: "jwk" });
      const scalar = Buffer.from(String(jwk.d), "base64url");
      for (const key of [keyPem, traditionalKeyPem]) {
        const user = `client-certificate-data: ${base64(pem)}, client-key-data: ${base64(key)}`;
        const all = shown(`users: [{name: u, user: {${user}}}]`, key);
        const forms = [
          scalar.toString("latin1"),
          scalar.toString("hex"),
          base64(key).slice(60, 100),
          String(jwk.d),
        ];
        for (const form of forms)
          assert.equal(all.includes(JSON.stringify(form).slice(1, -1)), false, keyType);
        assert.equal(all.includes(scalar.join(",")), false);
      }
    }
  });
});
