import { nameOf } from "../../core/edits/index.ts";
import { leafOf } from "../../core/kubeconfig/identity.ts";
import type { UserEntry } from "../../core/kubeconfig/model.ts";
import { resolvePath } from "../../core/kubeconfig/paths.ts";
import { refusalOfOrder } from "../../core/manifests/new-request.ts";
import { type Message, say } from "../../core/message.ts";
import type { NotDone, Result } from "../../core/result.ts";
import { shown } from "../../core/rules/words.ts";
import {
  type ClientIdentity,
  cutLifetime,
  DEFAULT_KEY_TYPE,
  identityOf,
  judgeIdentity,
  judgeLifetime,
  type KeyType,
  keyTypeLike,
  type Lifetime,
  lasting,
  lifetimeOf,
} from "../../core/x509/assess.ts";
import { hasSigned } from "../../core/x509/chain.ts";
import { fingerprintOf } from "../../core/x509/fingerprint.ts";
import type { SigningCa } from "../../core/x509/mint/authority.ts";
import { formatName } from "../../core/x509/name.ts";
import type { Certificate } from "../../core/x509/types.ts";
import { analysisFor } from "../context.ts";
import type { CliWorld } from "../world.ts";
import type { MintCommand } from "./arguments.ts";
import { type Goal, goalOf } from "./goal.ts";

/** What is to be made, and where it goes. */
export interface Order {
  readonly identity: ClientIdentity;
  readonly lifetime: Lifetime;
  readonly keyType: KeyType;
  readonly goal: Goal;
  /** The certificate that is replaced, where one is. */
  readonly old?: Certificate;
}

/** How long a new certificate is good where nobody says it. */
const USUAL = lasting(90, "d");

/** What a command line asks for, before anything is made. @param ca what signs, where it is at hand */
export async function orderOf(
  { whom, kubeconfig, lifetime, keyType }: MintCommand,
  ca: SigningCa | undefined,
  world: CliWorld,
): Promise<Result<Order, NotDone>> {
  if (whom.kind === "new") {
    const { identity } = whom;
    const goal = await goalOf(whom, kubeconfig ?? addedTo(whom), ca, world);
    if (!goal.ok) return goal;
    const order = { identity, lifetime: lifetime ?? USUAL, keyType: keyType ?? DEFAULT_KEY_TYPE };
    return { ok: true, value: { ...order, goal: goal.value } };
  }
  const found = await userToRenew(whom.user, kubeconfig, world);
  if (!found.ok) return found;
  const { old, goal } = found.value;
  return {
    ok: true,
    value: {
      identity: identityOf(old.subject),
      lifetime: lifetime ?? lifetimeOf(old) ?? USUAL,
      keyType: keyType ?? keyTypeLike(old.publicKey.algorithm),
      goal,
      old,
    },
  };
}

/** The kubeconfig that a user is added to is also where its context is looked for, unless another is named. */
export function addedTo(whom: MintCommand["whom"]): string | undefined {
  return whom.kind === "new" && whom.goal.kind === "add" ? whom.goal.path : undefined;
}

async function userToRenew(
  name: string,
  kubeconfig: string | undefined,
  world: CliWorld,
): Promise<Result<{ readonly old: Certificate; readonly goal: Goal }, NotDone>> {
  const analysis = await analysisFor(kubeconfig, world);
  const entry = analysis.effective.users.get(name);
  const file = analysis.files.find(({ source }) => source.id === entry?.source);
  if (entry === undefined || file?.source.path === undefined) {
    return refused(say("There is no user {0}.", shown(name)));
  }
  const old = leafOf(analysis.users.get(entry)?.certificate);
  const field = entry.clientCertificateData?.value || entry.clientCertificate?.value;
  if (old === undefined || !field) {
    return refused(say("The user {0} has no client certificate that can be read.", shown(name)));
  }
  const goal = { kind: "renew", path: file.source.path, user: nameOf([file], entry), old: field } as const;
  return { ok: true, value: { old, goal: filesOf(entry, file.source.path, old, world) ?? goal } };
}

/** The files of a user that has both its certificate and its key in files, which other users may have as well. */
function filesOf(
  { clientCertificate, clientCertificateData, clientKey, clientKeyData }: UserEntry,
  base: string,
  old: Certificate,
  { style }: CliWorld,
): Goal | undefined {
  if (clientCertificateData?.value || clientKeyData?.value) return undefined;
  const [certificate, key] = [clientCertificate, clientKey].map(field =>
    resolvePath(base, field?.value ?? "", style),
  );
  return certificate === undefined || key === undefined
    ? undefined
    : { kind: "files", path: certificate, key, certificate, old: fingerprintOf(old) };
}

/** Why an order cannot be, and what of it needs a yes: what the wizard asks one by one. */
export async function judge(
  { identity, lifetime, old }: Order,
  ca: SigningCa | undefined,
  now: number,
): Promise<{ readonly refusal?: Message; readonly confirmations: readonly Message[] }> {
  // What a cluster never signs needs no yes first.
  const never = ca === undefined ? refusalOfOrder({ identity, lifetime }, now) : undefined;
  if (never !== undefined) return { refusal: never, confirmations: [] };
  const judgements = [
    judgeIdentity(identity),
    judgeLifetime(ca === undefined ? lifetime : cutLifetime(lifetime, [ca.chain], now), now),
  ];
  const [refusal] = judgements.flatMap(({ refusals }) => refusals);
  if (refusal !== undefined) return { refusal: refusal.message, confirmations: [] };
  const confirmations = judgements.flatMap(each => each.confirmations.map(({ message }) => message));
  const isForeign = old !== undefined && ca !== undefined && !(await hasSigned(ca.certificate, old));
  if (!isForeign) return { confirmations };
  const foreign = say(
    "This CA has not signed the old certificate: the API server accepts the new one only if it trusts the CA {0} for clients.",
    formatName(ca.certificate.subject),
  );
  return { confirmations: [...confirmations, foreign] };
}

function refused(reason: Message): NotDone {
  return { ok: false, reason };
}
