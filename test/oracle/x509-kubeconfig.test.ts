import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { decodeBase64 } from "../../src/core/bytes/base64.ts";
import { render } from "../../src/core/message.ts";
import { readCaBundle } from "../../src/core/x509/certificates.ts";
import { checkKeyPair } from "../../src/core/x509/key-pair.ts";

const corpus = fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));

interface Expected {
  readonly path: string;
  readonly perContextTLS?: Readonly<Record<string, string>>;
}

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: { readonly "certificate-authority-data"?: string } }];
  readonly users: readonly [
    { readonly user: { readonly "client-certificate-data"?: string; readonly "client-key-data"?: string } },
  ];
}

describe("TLS material of kubeconfigs against client-go", () => {
  it("is taken and refused alike", function () {
    if (!existsSync(corpus)) {
      console.log(`      skipped: ${corpus} is not here`);
      return this.skip();
    }
    const lines = readFileSync(`${corpus}kubeconfig-expected.jsonl`, "utf8").trim().split("\n");
    const expected = lines
      .map(line => JSON.parse(line) as Expected)
      .filter(({ path }) => path.includes("pem-variants/"))
      .map(({ path, perContextTLS = {} }) => [
        path,
        Object.values(perContextTLS)[0]?.replace("TLSConfigFor: ", ""),
      ]);
    assert.equal(expected.length > 30, true);
    const ours = expected.map(([path = ""]) => [
      path,
      tls(parse(readFileSync(corpus + path, "utf8")) as Kubeconfig),
    ]);
    assert.deepEqual(ours, expected);
  });
});

/** client-go transport.TLSConfigFor: the CA first, then the pair where both halves are there. */
function tls({ clusters: [{ cluster }], users: [{ user }] }: Kubeconfig): string {
  const ca = bytesOf(cluster["certificate-authority-data"]);
  const certificate = bytesOf(user["client-certificate-data"]);
  const key = bytesOf(user["client-key-data"]);
  const bundle = ca.length > 0 ? readCaBundle(ca) : undefined;
  if (bundle?.ok === false) {
    return `unable to load root certificates: ${render(bundle.message)}`;
  }
  const pair = certificate.length > 0 && key.length > 0 ? checkKeyPair(certificate, key) : undefined;
  return pair?.ok === false ? render(pair.message) : "ok";
}

function bytesOf(data: string | undefined): Uint8Array {
  const decoded = decodeBase64(data ?? "");
  assert(decoded.ok);
  return decoded.value;
}
