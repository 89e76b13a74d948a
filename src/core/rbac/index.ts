export { isNamespaceName, isSubdomain } from "../manifests/names.ts";
export {
  type AccessRule,
  type Attempt,
  type PathAttempt,
  type ResourceAttempt,
  ruleAllows,
} from "./access.ts";
export {
  type ApplyOptions,
  applyCommand,
  isCommandText,
  powerShellString,
  type Shell,
  shellQuoted,
} from "./apply.ts";
export {
  allows,
  authenticated,
  type BoundSubject,
  type EffectiveRule,
  type EffectiveRules,
  effectiveRules,
  type Person,
  type RbacBinding,
  type RbacObjects,
  type RbacRole,
} from "./effective.ts";
export {
  type PolicyRule,
  type RbacGrant,
  type RbacManifests,
  type RbacRequest,
  type RbacResult,
  type RbacScope,
  type RbacSubject,
  READ_RULES,
  rbacManifests,
  USER_ROLES,
} from "./manifests.ts";
export { RBAC_KINDS, RBAC_VERSION, type RbacKind, type RbacObject, readRbacObjects } from "./read.ts";
export { isPowerful, subjectMeaning } from "./subjects.ts";
