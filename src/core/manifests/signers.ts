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
