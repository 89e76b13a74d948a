import { pkiCaNotACa } from "./ca-not-a-ca.ts";
import { componentCertificateUnreadable } from "./component/certificate-unreadable.ts";
import { componentExpired } from "./component/expired.ts";
import { componentFileMissing } from "./component/file-missing.ts";
import { componentKeyMismatch } from "./component/key-mismatch.ts";
import { componentKeyUnusable } from "./component/key-unusable.ts";
import { componentNeverValid } from "./component/never-valid.ts";
import { componentProxyAnyName } from "./component/proxy-any-name.ts";
import { componentProxyCaShared } from "./component/proxy-ca-shared.ts";
import { componentProxyName } from "./component/proxy-name.ts";
import { componentPublicKeyUnreadable } from "./component/public-key-unreadable.ts";
import { componentServiceAccountKeys } from "./component/service-account-keys.ts";
import { componentTokenFile } from "./component/token-file.ts";
import { componentTooManyCertificates } from "./component/too-many-certificates.ts";
import { controlPlanesDiffer } from "./control-planes-differ.ts";
import { csrFile } from "./csr-file.ts";
import { dialledNameMissing } from "./dialled-name-missing.ts";
import { pkiExpired } from "./expired.ts";
import { pkiExpiring } from "./expiring.ts";
import { pkiKeyMismatch } from "./key-mismatch.ts";
import { pkiKeyMissing } from "./key-missing.ts";
import { pkiKeyUnusable } from "./key-unusable.ts";
import { pkiLeftover } from "./leftover.ts";
import { argoConfigRefused } from "./manifest/argo-config-refused.ts";
import { csrExpirationSeconds } from "./manifest/csr-expiration-seconds.ts";
import { csrHead } from "./manifest/csr-head.ts";
import { csrNodeSubject } from "./manifest/csr-node-subject.ts";
import { csrRefused } from "./manifest/csr-refused.ts";
import { csrSignerName } from "./manifest/csr-signer-name.ts";
import { csrUnknownField } from "./manifest/csr-unknown-field.ts";
import { csrUsages } from "./manifest/csr-usages.ts";
import { csrYamlRefused } from "./manifest/csr-yaml-refused.ts";
import { valueNotEncoded } from "./manifest/value-not-encoded.ts";
import { pkiNeverValid } from "./never-valid.ts";
import { pkiNotPem } from "./not-pem.ts";
import { pkiNotSignedByCa } from "./not-signed-by-ca.ts";
import { pkiNotYetValid } from "./not-yet-valid.ts";
import { pkiOutlivesCa } from "./outlives-ca.ts";
import { serviceAccountKeys } from "./service-account-keys.ts";
import { serviceNameMissing } from "./service-name-missing.ts";
import { staticPodCopy } from "./static-pod-copy.ts";
import { pkiUnreadable } from "./unreadable.ts";
import { pkiWrongUsage } from "./wrong-usage.ts";

/** On each certificate of a folder. Adding one is its file, its line here and its section in `docs/rules.md`. */
export const certificateRules = [
  pkiNotSignedByCa,
  pkiKeyMismatch,
  pkiKeyMissing,
  pkiKeyUnusable,
  pkiWrongUsage,
  pkiCaNotACa,
  serviceNameMissing,
  pkiOutlivesCa,
  pkiExpired,
  pkiExpiring,
  pkiNotYetValid,
  pkiNeverValid,
] as const;

/** On a folder as a whole. */
export const folderRules = [
  dialledNameMissing,
  pkiUnreadable,
  pkiLeftover,
  pkiNotPem,
  serviceAccountKeys,
  staticPodCopy,
  csrFile,
] as const;

/** On a manifest of the control plane, or a kubelet's configuration, and the files that it names. */
export const componentRules = [
  componentFileMissing,
  componentExpired,
  componentNeverValid,
  componentCertificateUnreadable,
  componentKeyMismatch,
  componentKeyUnusable,
  componentTooManyCertificates,
  componentPublicKeyUnreadable,
  componentServiceAccountKeys,
  componentTokenFile,
  componentProxyCaShared,
  componentProxyAnyName,
  componentProxyName,
] as const;

/** On the control planes of all folders that are looked at together. */
export const planesRules = [controlPlanesDiffer] as const;

/** On an object of a manifest. */
export const manifestRules = [
  csrYamlRefused,
  csrHead,
  csrRefused,
  csrNodeSubject,
  csrSignerName,
  csrUsages,
  csrExpirationSeconds,
  csrUnknownField,
  argoConfigRefused,
  valueNotEncoded,
] as const;

/** Every one of them. Several may have one code, where one thing is wrong in different places. */
export const pkiRules = [
  ...certificateRules,
  ...folderRules,
  ...planesRules,
  ...componentRules,
  ...manifestRules,
] as const;

export type PkiCode = (typeof pkiRules)[number]["code"];
