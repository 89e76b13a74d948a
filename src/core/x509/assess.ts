/** What can be said of a certificate before it is made: pure, quick to load, for the checks of a wizard. */
export { isHostName, kubernetesServiceNames, parseServerNames, type ServerName } from "./mint/alt-names.ts";
export type { ExtendedUsage } from "./mint/extensions.ts";
export { type ClientIdentity, identityOf, judgeIdentity, MAX_NAME_LENGTH } from "./mint/identity.ts";
export { combine, type Judgement, type Reason } from "./mint/judgement.ts";
export { DEFAULT_KEY_TYPE, KEY_TYPES, type KeyType, keyTypeLike } from "./mint/keys.ts";
export {
  cutLifetime,
  endOf,
  judgeLifetime,
  type Lifetime,
  lasting,
  lifetimeOf,
  parseLifetime,
  type Validity,
  validityOf,
} from "./mint/lifetime.ts";
