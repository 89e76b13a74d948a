import { base64, type Issued } from "../../support/certificates.ts";
import type { FakeApiServer } from "../../support/fake-api-server.ts";

/** A kubeconfig with one context, `here`, of a user `jane` with a certificate. */
export function serverKubeconfig(server: FakeApiServer, user: Issued): string {
  return `apiVersion: v1
kind: Config
current-context: here
clusters:
- name: here
  cluster: {server: "${server.url}", certificate-authority-data: ${base64(server.ca)}}
users:
- name: jane
  user: {client-certificate-data: ${base64(user.pem)}, client-key-data: ${base64(user.keyPem)}}
contexts:
- name: here
  context: {cluster: here, user: jane, namespace: shop}
`;
}
