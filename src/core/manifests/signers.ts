import type { CertificateRequest } from "../x509/csr.ts";
import { commonName, organizations } from "../x509/name.ts";

/** The signers of kube-controller-manager (pkg/controller/certificates/signer), each with what it signs for. */

/** The signer whose certificates the API server takes for users. */
export const CLIENT_SIGNER = "kubernetes.io/kube-apiserver-client";

export const KUBELET_CLIENT_SIGNER = "kubernetes.io/kube-apiserver-client-kubelet";

export const KUBELET_SERVING_SIGNER = "kubernetes.io/kubelet-serving";

/** Of certificates.k8s.io/v1beta1, which chose it where none was named. */
export const LEGACY_SIGNER = "kubernetes.io/legacy-unknown";

/** Every usage that `spec.usages` may name: Kubernetes pkg/apis/certificates/validation, allValidUsages. */
export const USAGES: ReadonlySet<string> = new Set([
  "signing",
  "digital signature",
  "content commitment",
  "key encipherment",
  "key agreement",
  "data encipherment",
  "cert sign",
  "crl sign",
  "encipher only",
  "decipher only",
  "any",
  "server auth",
  "client auth",
  "code signing",
  "email protection",
  "s/mime",
  "ipsec end system",
  "ipsec tunnel",
  "ipsec user",
  "timestamping",
  "ocsp signing",
  "microsoft sgc",
  "netscape sgc",
]);

interface SignedUsages {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const SIGNED_USAGES: ReadonlyMap<string, SignedUsages> = new Map([
  [CLIENT_SIGNER, { required: ["client auth"], optional: ["digital signature", "key encipherment"] }],
  [KUBELET_CLIENT_SIGNER, { required: ["digital signature", "client auth"], optional: ["key encipherment"] }],
  [
    KUBELET_SERVING_SIGNER,
    { required: ["digital signature", "server auth"], optional: ["key encipherment"] },
  ],
]);

/** What a signer signs usages for, and what it answers to others. */
export interface UsageRefusal {
  /** The usage that it does not sign for; absent where one is missing. */
  readonly usage?: string;
  /** The message of the condition `Failed` with the reason SignerValidationFailure. */
  readonly answer: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** Why a signer of kube-controller-manager does not sign for these usages; undefined where it does, and for other signers. */
export function usageRefusal(signer: string, usages: readonly string[]): UsageRefusal | undefined {
  const signed = SIGNED_USAGES.get(signer);
  if (signed === undefined) return undefined;
  const all = [...signed.required, ...signed.optional];
  const usage = usages.find(each => !all.includes(each));
  const missing = signed.required.find(each => !usages.includes(each));
  if (usage === undefined && missing === undefined) return undefined;
  const answer =
    signer === CLIENT_SIGNER
      ? usage === undefined
        ? `missing required usage for client certificate: ${missing}`
        : `invalid usage for client certificate: ${usage}`
      : `usages did not match [${all.toSorted().join(" ")}]`;
  return { ...signed, answer, ...(usage !== undefined && { usage }) };
}

/**
 * What the signers of kubelets answer to the subject and names of a request (Kubernetes pkg/apis/certificates,
 * ValidateKubeletClientCSR and ValidateKubeletServingCSR); undefined where they sign it, and for other signers.
 */
export function nodeRefusal(
  signer: string,
  { subject, subjectAltNames }: CertificateRequest,
): string | undefined {
  if (signer !== KUBELET_CLIENT_SIGNER && signer !== KUBELET_SERVING_SIGNER) return undefined;
  const [group, ...others] = organizations(subject);
  if (group !== "system:nodes" || others.length > 0) return "subject organization is not system:nodes";
  const types = new Set(subjectAltNames.map(({ type }) => type));
  const serves = signer === KUBELET_SERVING_SIGNER;
  if (serves && !types.has("dns") && !types.has("ip")) return "DNS or IP subjectAltName is required";
  const refused = serves ? REFUSED_OF_SERVERS : REFUSED_OF_CLIENTS;
  const name = refused.find(([type]) => types.has(type))?.[1];
  if (name !== undefined) return `${name} subjectAltNames are not allowed`;
  return commonName(subject)?.startsWith("system:node:")
    ? undefined
    : "subject common name does not begin with system:node:";
}

const REFUSED_OF_SERVERS = [
  ["email", "Email"],
  ["uri", "URI"],
] as const;

const REFUSED_OF_CLIENTS = [
  ["dns", "DNS"],
  REFUSED_OF_SERVERS[0],
  ["ip", "IP"],
  REFUSED_OF_SERVERS[1],
] as const;
