import type { Draft, Severity } from "../finding.ts";
import { STEP, type Steps } from "../steps.ts";
import { Absences } from "./absence.ts";
import { authProviderDeprecated } from "./auth-provider-deprecated.ts";
import { authProviderIncomplete } from "./auth-provider-incomplete.ts";
import { authProviderRefused } from "./auth-provider-refused.ts";
import { authProviderRemoved } from "./auth-provider-removed.ts";
import { authProviderUnknown } from "./auth-provider-unknown.ts";
import { badBase64 } from "./bad-base64.ts";
import { badPem } from "./bad-pem.ts";
import { basicAuthRemoved } from "./basic-auth-removed.ts";
import { bootstrapToken } from "./bootstrap-token.ts";
import { caExpired } from "./ca-expired.ts";
import { caExpiring } from "./ca-expiring.ts";
import { caNotACa } from "./ca-not-a-ca.ts";
import { caNotYetValid } from "./ca-not-yet-valid.ts";
import { caWithInsecure } from "./ca-with-insecure.ts";
import { certificateExpired } from "./certificate-expired.ts";
import { certificateExpiring } from "./certificate-expiring.ts";
import { certificateMalformed } from "./certificate-malformed.ts";
import { certificateMissing } from "./certificate-missing.ts";
import { certificateNeverValid } from "./certificate-never-valid.ts";
import { certificateNotYetValid } from "./certificate-not-yet-valid.ts";
import { certificateOdd } from "./certificate-odd.ts";
import { clientChainRefused } from "./client-chain-refused.ts";
import { contentInPath } from "./content-in-path.ts";
import { contextClusterMissing } from "./context-cluster-missing.ts";
import { contextUserMissing } from "./context-user-missing.ts";
import { currentContextEmpty } from "./current-context-empty.ts";
import { currentContextMissing } from "./current-context-missing.ts";
import { dataAndFile } from "./data-and-file.ts";
import { duplicateKey } from "./duplicate-key.ts";
import { duplicateName } from "./duplicate-name.ts";
import { emptyData } from "./empty-data.ts";
import { emptyName } from "./empty-name.ts";
import { execApiVersionRemoved } from "./exec-api-version-removed.ts";
import { execApiVersionUnknown } from "./exec-api-version-unknown.ts";
import { execEnvNoName } from "./exec-env-no-name.ts";
import { execIgnored } from "./exec-ignored.ts";
import { execInteractiveModeInvalid } from "./exec-interactive-mode-invalid.ts";
import { execInteractiveModeMissing } from "./exec-interactive-mode-missing.ts";
import { execNoApiVersion } from "./exec-no-api-version.ts";
import { execNoCommand } from "./exec-no-command.ts";
import { execWithAuthProvider } from "./exec-with-auth-provider.ts";
import { fileMissing } from "./file-missing.ts";
import { fileNotRegular } from "./file-not-regular.ts";
import { fileTooLarge } from "./file-too-large.ts";
import { fileUnreadable } from "./file-unreadable.ts";
import { httpWithCredentials } from "./http-with-credentials.ts";
import { impersonationWithoutUser } from "./impersonation-without-user.ts";
import { insecureSkipTlsVerify } from "./insecure-skip-tls-verify.ts";
import { keyEncrypted } from "./key-encrypted.ts";
import { keyInCa } from "./key-in-ca.ts";
import { keyMalformed } from "./key-malformed.ts";
import { keyMismatch } from "./key-mismatch.ts";
import { keyMissing } from "./key-missing.ts";
import { keyUnsupported } from "./key-unsupported.ts";
import { laterDocument } from "./later-document.ts";
import { misplacedKey } from "./misplaced-key.ts";
import { misspeltKey } from "./misspelt-key.ts";
import { namespaceInvalid } from "./namespace-invalid.ts";
import { noClientAuthUsage } from "./no-client-auth-usage.ts";
import { noCommonName } from "./no-common-name.ts";
import { noCredential } from "./no-credential.ts";
import { notAMapping } from "./not-a-mapping.ts";
import { notSignedByClusterCa } from "./not-signed-by-cluster-ca.ts";
import type { PkiCode } from "./pki/list.ts";
import { proxyUrlInvalid } from "./proxy-url-invalid.ts";
import { readableByOthers } from "./readable-by-others.ts";
import { findingOf, type Rule, type RuleInput } from "./rule.ts";
import { serverInvalid } from "./server-invalid.ts";
import { serverMissing } from "./server-missing.ts";
import { serverWithoutScheme } from "./server-without-scheme.ts";
import { shadowedCurrentContext } from "./shadowed-current-context.ts";
import { shadowedEntry } from "./shadowed-entry.ts";
import { summedUp } from "./sum-up.ts";
import { systemMasters } from "./system-masters.ts";
import { tlsIgnoredOverHttp } from "./tls-ignored-over-http.ts";
import { tlsServerNameInvalid } from "./tls-server-name-invalid.ts";
import { tokenAndBasic } from "./token-and-basic.ts";
import { tokenExpired } from "./token-expired.ts";
import { tokenExpiring } from "./token-expiring.ts";
import { tokenFileWins } from "./token-file-wins.ts";
import { tokenMalformed } from "./token-malformed.ts";
import { tokenNeverExpires } from "./token-never-expires.ts";
import { tokenNeverValid } from "./token-never-valid.ts";
import { tokenNotYetValid } from "./token-not-yet-valid.ts";
import { uidInvalid } from "./uid-invalid.ts";
import { unknownCriticalExtension } from "./unknown-critical-extension.ts";
import { unknownKey } from "./unknown-key.ts";
import { unreferencedCluster } from "./unreferenced-cluster.ts";
import { unreferencedUser } from "./unreferenced-user.ts";
import { weakKey } from "./weak-key.ts";
import { weakSignature } from "./weak-signature.ts";
import { wrongKind } from "./wrong-kind.ts";
import { wrongPemKind } from "./wrong-pem-kind.ts";
import { wrongType } from "./wrong-type.ts";
import { yamlRefused } from "./yaml-refused.ts";

/** Every rule, in the order of `docs/rules.md`. Adding one is its file, its line here and its section there. */
export const rules = [
  yamlRefused,
  notAMapping,
  wrongKind,
  wrongType,
  badBase64,
  duplicateName,
  duplicateKey,
  laterDocument,
  misspeltKey,
  misplacedKey,
  unknownKey,
  emptyName,
  readableByOthers,
  currentContextMissing,
  currentContextEmpty,
  contextClusterMissing,
  contextUserMissing,
  namespaceInvalid,
  unreferencedCluster,
  unreferencedUser,
  shadowedEntry,
  shadowedCurrentContext,
  serverMissing,
  serverInvalid,
  serverWithoutScheme,
  httpWithCredentials,
  tlsIgnoredOverHttp,
  insecureSkipTlsVerify,
  caWithInsecure,
  proxyUrlInvalid,
  tlsServerNameInvalid,
  dataAndFile,
  emptyData,
  contentInPath,
  fileMissing,
  fileNotRegular,
  fileUnreadable,
  fileTooLarge,
  badPem,
  wrongPemKind,
  certificateMalformed,
  certificateOdd,
  certificateExpired,
  certificateNeverValid,
  certificateNotYetValid,
  certificateExpiring,
  noClientAuthUsage,
  noCommonName,
  uidInvalid,
  systemMasters,
  notSignedByClusterCa,
  clientChainRefused,
  weakSignature,
  weakKey,
  unknownCriticalExtension,
  caExpired,
  caNotYetValid,
  caExpiring,
  caNotACa,
  keyInCa,
  keyMissing,
  certificateMissing,
  keyMismatch,
  keyEncrypted,
  keyMalformed,
  keyUnsupported,
  tokenAndBasic,
  tokenFileWins,
  tokenMalformed,
  tokenExpired,
  tokenNeverValid,
  tokenNotYetValid,
  tokenExpiring,
  tokenNeverExpires,
  bootstrapToken,
  basicAuthRemoved,
  authProviderRemoved,
  authProviderUnknown,
  authProviderIncomplete,
  authProviderRefused,
  authProviderDeprecated,
  execNoCommand,
  execNoApiVersion,
  execApiVersionRemoved,
  execApiVersionUnknown,
  execInteractiveModeMissing,
  execInteractiveModeInvalid,
  execEnvNoName,
  execWithAuthProvider,
  execIgnored,
  impersonationWithoutUser,
  noCredential,
] as const;

/** The closed union of the codes of all rules, those on certificate files and components included. */
export type FindingCode = (typeof rules)[number]["code"] | PkiCode;

/** Something to say about a place. Codes are stable; `docs/rules.md` explains each. */
export interface Finding extends Draft {
  readonly code: FindingCode;
  readonly severity: Severity;
}

/** Runs every rule; of the file of another tool nothing else is said. Sorted by source and place. */
export function* check(input: RuleInput): Steps<readonly Finding[]> {
  const findings: Finding[] = [];
  const { files } = input.facts;
  const absences = new Absences(input.facts);
  const others = new Set(files.flatMap(({ otherTool, source }) => (otherTool ? [source.id] : [])));
  const holds = (code: string, draft: Draft) =>
    absences.holds(code, draft) && (code === wrongKind.code || !others.has(draft.source));
  for (const each of rules) {
    yield* collect(each, input, holds, findings);
    yield;
  }
  return [...summedUp(findings)].sort((a, b) =>
    a.source < b.source ? -1 : a.source > b.source ? 1 : a.span.start - b.span.start,
  );
}

/** A rule that finds more in one configuration has said enough, and each finding takes memory. */
const MOST = 50_000;

function* collect(
  each: Rule<FindingCode>,
  input: RuleInput,
  holds: (code: string, draft: Draft) => boolean,
  into: Finding[],
): Steps<void> {
  const end = into.length + MOST;
  for (const draft of each.check(input)) {
    if (into.length === end) return;
    if (!holds(each.code, draft)) continue;
    into.push(findingOf(each, draft));
    if (into.length % STEP === 0) yield;
  }
}
