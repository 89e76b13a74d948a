import { shownAddress } from "../../kubeconfig/secrecy.ts";
import { say } from "../../message.ts";
import { type Block, heading, note, row, table } from "./blocks.ts";
import { bounded } from "./certificate.ts";
import { clusterEntry, type Target, userEntry } from "./target.ts";

/** The fields whose value needs a word or two. */

export function insecureBlocks(target: Target): Block[] {
  const value = clusterEntry(target)?.insecureSkipTlsVerify?.value;
  return value === true ? [note(say("The server's certificate is not verified."), "bad")] : [];
}

export function proxyBlocks(target: Target): Block[] {
  const value = clusterEntry(target)?.proxyUrl?.value;
  return value ? table([row(say("Proxy"), shownAddress(value))]).slice() : [];
}

/** `as`, `as-uid`, `as-groups`, `as-user-extra`: whom kubectl asks to be. */
export function impersonationBlocks(target: Target): Block[] {
  const entry = userEntry(target);
  if (entry === undefined) return [];
  const { as, asUid, asGroups, asUserExtra } = entry;
  const rows = [
    ...(as?.value ? [row(say("User"), as.value)] : []),
    ...(asUid?.value ? [row(say("UID"), asUid.value)] : []),
    ...(asGroups !== undefined && asGroups.value.length > 0
      ? [row(say("Groups"), bounded(asGroups.value))]
      : []),
    ...(asUserExtra !== undefined && asUserExtra.value.size > 0
      ? [row(say("Further"), bounded([...asUserExtra.value.keys()]))]
      : []),
  ];
  return [heading(say("Impersonation")), ...table(rows)];
}

/** `auth-provider`: its name and the names of its settings; the values may be secret. */
export function authProviderBlocks(target: Target): Block[] {
  const provider = userEntry(target)?.authProvider?.value;
  if (provider === undefined) return [];
  const name = provider.name?.value ?? "";
  const settings = [...provider.config.keys()];
  return [
    heading(say("auth-provider {0}", name)),
    ...table(settings.length > 0 ? [row(say("Settings"), bounded(settings))] : []),
    ...providerNotes(name),
  ];
}

function providerNotes(name: string): readonly Block[] {
  switch (name) {
    case "oidc":
      return [note(say("kubectl refreshes the token and writes it back into this file."))];
    case "gcp":
      return [note(say("kubectl dropped it in 1.26: use {0} in exec.", "gke-gcloud-auth-plugin"), "bad")];
    case "azure":
      return [note(say("kubectl dropped it in 1.26: use {0} in exec.", "kubelogin"), "bad")];
    default:
      return [note(say("kubectl has no such auth-provider."), "bad")];
  }
}
