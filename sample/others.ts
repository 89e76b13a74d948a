import { base64, makeCa, makeCertificate } from "../test/support/certificates.ts";
import { daysFrom } from "./dates.ts";
import type { Files } from "./files.ts";
import { client, cluster } from "./fleet.ts";
import { kubeconfig } from "./kubeconfig.ts";

/** A kubeconfig that names files beside it, one with a chain through an intermediate CA, and a TLS Secret. */
export async function others(now: Date): Promise<Files> {
  const since = daysFrom(now, -30);
  const root = await makeCa({ cn: "example root", notBefore: since, notAfter: daysFrom(now, 3620) });
  const issuing = await makeCa({
    cn: "example issuing",
    issuer: root,
    pathLength: 0,
    serial: "0b",
    notBefore: since,
    notAfter: daysFrom(now, 700),
  });
  const validity = { notBefore: since, notAfter: daysFrom(now, 150) };
  const jane = await client({ cn: "jane", orgs: ["platform"], issuer: root, ...validity });
  const chained = await client({ cn: "pipeline", orgs: ["automation"], issuer: issuing, ...validity });
  const serving = await makeCertificate({
    cn: "shop.example.com",
    issuer: issuing,
    eku: ["serverAuth"],
    san: [{ type: "dns", value: "shop.example.com" }],
    ...validity,
  });
  return {
    "files/kubeconfig.yaml": withFiles(),
    "files/certs/ca.crt": root.pem,
    "files/certs/jane.crt": jane.pem,
    "files/certs/jane.key": jane.keyPem,
    "chain/pipeline.kubeconfig": kubeconfig({
      clusters: { platform: cluster("https://platform.example.com", root) },
      users: {
        pipeline: {
          "client-certificate-data": base64(`${chained.pem}${issuing.pem}`),
          "client-key-data": base64(chained.keyPem),
        },
      },
      contexts: { pipeline: { cluster: "platform", user: "pipeline" } },
      currentContext: "pipeline",
    }),
    "manifests/shop-tls.yaml": secret(serving.pem, serving.keyPem, root.pem),
  };
}

function withFiles(): string {
  return kubeconfig({
    clusters: {
      platform: { "certificate-authority": "certs/ca.crt", server: "https://platform.example.com" },
    },
    users: {
      jane: { "client-certificate": "certs/jane.crt", "client-key": "certs/jane.key" },
      moved: { "client-certificate": "certs/moved.crt", "client-key": "certs/moved.key" },
    },
    contexts: {
      platform: { cluster: "platform", namespace: "default", user: "jane" },
      moved: { cluster: "platform", user: "moved" },
    },
    currentContext: "platform",
  });
}

function secret(certificate: string, key: string, ca: string): string {
  return `apiVersion: v1
kind: Secret
metadata:
  name: shop-tls
  namespace: shop
type: kubernetes.io/tls
data:
  ca.crt: ${base64(ca)}
  tls.crt: ${base64(certificate)}
  tls.key: ${base64(key)}
`;
}
