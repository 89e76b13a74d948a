import type { Material, UserFacts } from "../../kubeconfig/facts-model.ts";
import type { UserEntry } from "../../kubeconfig/model.ts";
import { say } from "../../message.ts";
import type { PrivateKeyInfo } from "../../x509/key.ts";
import type { KeyPairVerdict } from "../../x509/key-pair.ts";
import { isNeverValid } from "../summary.ts";
import { moment, type Timing } from "../time.ts";
import { algorithmName, methodName } from "../wording.ts";
import { type Block, heading, note, type Row, row, table } from "./blocks.ts";
import { bounded, bundleBlocks } from "./certificate.ts";
import { endRow, failureBlocks, isOfField } from "./cluster.ts";
import { issuerNote } from "./issuer.ts";
import { type Target, userEntry } from "./target.ts";

/** Who a user is, what it is proved with and who uses it. */
export function userBlocks(target: Target, entry: UserEntry): Block[] {
  const { analysis } = target;
  const facts = analysis.users.get(entry);
  const shadowed = analysis.effective.shadowed.has(entry);
  const rows = facts ? [...identityRows(facts), ...credentialRows(facts, target), ...usedByRows(facts)] : [];
  return [
    heading(say("User {0}", entry.name), ...(shadowed ? [say("shadowed")] : [])),
    ...table(rows),
    ...(shadowed ? [note(say("An earlier file has a user of this name: kubectl uses that one."))] : []),
  ];
}

/** Who the API server would see. */
export function* identityRows(facts: UserFacts): Iterable<Row> {
  const [identity] = facts.identities;
  if (identity === undefined) {
    yield row(say("Identity"), say("cannot be told from the file"));
    return;
  }
  yield row(say("Identity"), identity.user);
  if (identity.groups.length > 0) yield row(say("Groups"), bounded(identity.groups));
  if (identity.uid !== undefined) yield row(say("UID"), identity.uid);
}

function* credentialRows(facts: UserFacts, { timing }: Target): Iterable<Row> {
  const { methods, expires } = facts;
  const label = say("Credential");
  if (methods.length === 0) yield row(label, say("none: kubectl asks for a username"), "warning");
  else yield row(label, methods.map(methodName));
  if (expires !== undefined) yield validityRow(facts, expires, timing);
}

/** Until when a user gets in. @param until the earliest end of all that it takes: milliseconds since the epoch */
export function validityRow(facts: UserFacts, until: number, timing: Timing): Row {
  const label = say("Valid until");
  return isNeverValid(facts)
    ? row(label, [say("never valid"), moment(until)], "bad")
    : endRow(label, until, timing);
}

function usedByRows(facts: UserFacts): readonly Row[] {
  const names = facts.contexts.map(context => context.name);
  return [row(say("Used by"), names.length > 0 ? bounded(names) : say("no context"))];
}

/** `client-certificate` and `client-certificate-data`. */
export function clientCertificateBlocks(target: Target): Block[] {
  const entry = userEntry(target);
  const facts = entry && target.analysis.users.get(entry);
  const material = facts?.certificate;
  if (facts === undefined || material === undefined || !isOfField(target, material.field.key.start))
    return [];
  const title = heading(say("Client certificate"), ...(material.path === undefined ? [] : [material.path]));
  if (material.content === undefined) return [title, ...failureBlocks(target, material.failure)];
  return [
    title,
    ...bundleBlocks(material.content, "client", target.timing, issuerNote(target, facts)),
    ...failureBlocks(target, material.failure),
  ];
}

/** `client-key` and `client-key-data`: what kind of key it is, and nothing of the key. */
export function clientKeyBlocks(target: Target): Block[] {
  const entry = userEntry(target);
  const facts = entry && target.analysis.users.get(entry);
  const key = facts?.key;
  if (facts === undefined || key === undefined || !isOfField(target, key.field.key.start)) return [];
  const title = heading(say("Private key"), ...(key.path === undefined ? [] : [key.path]));
  if (key.content === undefined) return [title, ...failureBlocks(target, key.failure)];
  return [title, ...table(keyRows(key, facts.keyPair)), ...failureBlocks(target, key.failure)];
}

function* keyRows({ content }: Material<PrivateKeyInfo>, pair: KeyPairVerdict | undefined): Iterable<Row> {
  if (content === undefined) return;
  if (content.algorithm !== undefined) yield row(say("Key"), algorithmName(content.algorithm));
  yield row(say("Format"), content.format);
  if (pair?.ok === true) yield row(say("Certificate"), say("belongs to it"), "good");
  if (pair?.ok === false) yield row(say("Certificate"), pair.message, "bad");
}
