import { moment } from "../../core/features/time.ts";
import { type Message, render } from "../../core/message.ts";
import { visibleJson } from "../../core/report/json.ts";
import { printable } from "../../core/report/table.ts";
import { identityOf } from "../../core/x509/assess.ts";
import { fingerprintOf } from "../../core/x509/fingerprint.ts";
import { formatName } from "../../core/x509/name.ts";
import type { Certificate } from "../../core/x509/types.ts";
import { dateOf, labelOf } from "../labels.ts";
import type { PlainFormat } from "../options.ts";
import type { CliWorld } from "../world.ts";
import type { Goal } from "./goal.ts";

/** A certificate that is where it belongs. */
export interface Outcome {
  readonly certificate: Certificate;
  readonly goal: Goal;
  /** What a person should know: that it ends sooner than was asked. */
  readonly notes: readonly Message[];
  /** The request that it was issued for, and whether that is out of the cluster again. */
  readonly request?: { readonly name: string; readonly deleted: boolean };
}

/** Tells what was made, on stdout unless the kubeconfig went there. Never the key. @returns the exit code */
export function tell(outcome: Outcome, print: PlainFormat, world: CliWorld): number {
  const text = print === "json" ? asJson(outcome) : asText(outcome, world);
  if (outcome.goal.kind === "stdout") world.err(text);
  else world.out(text);
  return outcome.notes.length > 0 ? 1 : 0;
}

/** Tells why nothing was made. @returns the exit code */
export function fail(reason: Message, world: CliWorld): number {
  remark(reason, world);
  return 2;
}

/** A line for a person beside what is made: on stderr. */
export function remark(message: Message, world: Pick<CliWorld, "err">): void {
  world.err(`${printable(render(message))}\n`);
}

function asText({ certificate, goal, notes }: Outcome, world: CliWorld): string {
  const { user } = identityOf(certificate.subject);
  const until = certificate.notAfter === undefined ? "?" : moment(certificate.notAfter);
  const file = goal.kind === "files" ? goal.certificate : goal.kind === "stdout" ? undefined : goal.path;
  const place = file === undefined ? "" : ` in ${labelOf(world)(file)}`;
  const context = contextOf(goal);
  const by = context === undefined ? "" : `, context ${context}`;
  const lines = [`${user} has a certificate until ${until}${place}${by}`, ...notes.map(note => render(note))];
  return `${lines.map(printable).join("\n")}\n`;
}

function asJson({ certificate, goal, notes, request }: Outcome): string {
  const { user, groups, uid } = identityOf(certificate.subject);
  const json = {
    user,
    groups,
    uid,
    subject: formatName(certificate.subject),
    issuer: formatName(certificate.issuer),
    serial: certificate.serial,
    notBefore: dateOf(certificate.notBefore),
    notAfter: dateOf(certificate.notAfter),
    sha256: fingerprintOf(certificate),
    ...placeOf(goal),
    context: contextOf(goal),
    request,
    notes: notes.map(note => render(note)),
  };
  return `${visibleJson(json, 2)}\n`;
}

function placeOf(goal: Goal): object {
  if (goal.kind === "files") return { key: goal.key, certificate: goal.certificate };
  return { kubeconfig: goal.kind === "stdout" ? "-" : goal.path };
}

function contextOf(goal: Goal): string | undefined {
  switch (goal.kind) {
    case "renew":
    case "files":
      return undefined;
    case "add":
      return goal.addition.context;
    default:
      return goal.wish.context;
  }
}
