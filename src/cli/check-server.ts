import { CHECKED_TOGETHER, checkServer, type ServerCheck } from "../cluster/check.ts";
import { connectionOf } from "../cluster/connection/connect.ts";
import type { Analysis } from "../core/analysis.ts";
import type { ServerFinding } from "../core/features/server-check/model.ts";
import { bySameServer } from "../core/features/server-check/same-server.ts";
import { latencyOf } from "../core/features/server-check/seen.ts";
import { versionSkew } from "../core/features/server-check/version-skew.ts";
import { residual } from "../core/features/time.ts";
import { inParallel } from "../core/in-parallel.ts";
import { type Message, render } from "../core/message.ts";
import { verdictOfSeverities } from "../core/report/exit.ts";
import { visibleJson } from "../core/report/json.ts";
import { alignCells, printable } from "../core/report/table.ts";
import { fingerprintOf } from "../core/x509/fingerprint.ts";
import { formatName } from "../core/x509/name.ts";
import type { CheckServerCommand } from "./arguments.ts";
import { analysisFor, contextsOf, USUAL } from "./context.ts";
import { dateOf } from "./labels.ts";
import type { CliWorld } from "./world.ts";

/** A context whose server could not even be dialled. */
interface Refused {
  readonly context: string;
  readonly reason: Message;
}

type Outcome = Seen | Refused;

interface Seen extends ServerCheck {
  /** That kubectl is too old or too new for it. */
  readonly skew?: Message;
}

/** What the servers of contexts show to somebody who sends no credential. @returns the exit code */
export async function checkServers(command: CheckServerCommand, world: CliWorld): Promise<number> {
  const analysis = await analysisFor(command.kubeconfig, world);
  const contexts = command.all
    ? [...analysis.effective.contexts.keys()]
    : contextsOf(analysis, command.contexts);
  if (contexts.length === 0) {
    world.err("There is no current context. Name one, or use --all.\n");
    return 2;
  }
  const outcomes = await lookAtAll(analysis, contexts, command, world);
  world.out(command.format === "json" ? asJson(outcomes) : asText(outcomes, world.now()));
  return Math.max(...outcomes.map(codeOf));
}

async function lookAtAll(
  analysis: Analysis,
  contexts: readonly string[],
  command: CheckServerCommand,
  world: CliWorld,
): Promise<readonly Outcome[]> {
  const look = async (context: string): Promise<Outcome> => {
    const connection = await connectionOf(analysis, context, { ...world, env: world.env() });
    if (!connection.ok) return { context, reason: connection.reason };
    const seen = await checkServer(connection.value, {
      files: world.files,
      userAgent: `kubeconfig-inspector/${world.version}`,
      timing: { now: world.now(), thresholds: USUAL },
      timeoutMs: command.timeout,
    });
    const skew = versionSkew(seen.version ?? "", command.kubectl);
    return skew.kind === "unsupported" ? { ...seen, skew: skew.message } : seen;
  };
  const lists = bySameServer(analysis, contexts);
  const seen = await inParallel(CHECKED_TOGETHER, lists, async ([first, ...others]) => {
    const outcome = await look(first);
    // Why one is not usable is told by its name.
    const rest =
      "reason" in outcome
        ? await Promise.all(others.map(look))
        : others.map(context => ({ ...outcome, context }));
    return [outcome, ...rest];
  });
  const byName = new Map(seen.flat().map(outcome => [outcome.context, outcome]));
  return contexts.flatMap(context => byName.get(context) ?? []);
}

function codeOf(outcome: Outcome): number {
  if ("reason" in outcome || outcome.failure !== undefined) return 2;
  return verdictOfSeverities(findingsOf(outcome).map(({ severity }) => severity));
}

/** What is wrong with a server, in sentences. */
function findingsOf({ judgement, skew }: Seen): readonly Pick<ServerFinding, "severity" | "message">[] {
  const findings = judgement?.findings ?? [];
  return skew === undefined ? findings : [...findings, { severity: "warning", message: skew }];
}

function asText(outcomes: readonly Outcome[], now: number): string {
  const head = ["CONTEXT", "SERVER", "STATE", "VERSION", "CERTIFICATE", "LATENCY"];
  const table = alignCells([head, ...outcomes.map(outcome => row(outcome, now).map(printable))]);
  const notes = outcomes.flatMap(outcome => notesOn(outcome).map(note => `${outcome.context}: ${note}`));
  return `${[table, ...(notes.length === 0 ? [] : ["", ...notes.map(printable)])].join("\n")}\n`;
}

function row(outcome: Outcome, now: number): readonly string[] {
  if ("reason" in outcome) return [outcome.context, "", "not usable", "", "", ""];
  const { context, server, judgement, version = "", failure } = outcome;
  const latency = latencyOf(outcome);
  const until = judgement?.certificates[0]?.notAfter;
  const state =
    failure !== undefined ? failure.code : judgement?.accepted === false ? "not accepted" : "reachable";
  return [
    context,
    server,
    state,
    version,
    until === undefined ? "" : render(residual(now, until)),
    latency === undefined ? "" : `${latency} ms`,
  ];
}

function notesOn(outcome: Outcome): readonly string[] {
  if ("reason" in outcome) return [render(outcome.reason)];
  const { failure, judgement } = outcome;
  return [
    ...(failure === undefined ? [] : [render(failure.reason)]),
    ...(judgement?.kubectl === undefined ? [] : [`kubectl: ${judgement.kubectl}`]),
    ...findingsOf(outcome).map(({ severity, message }) => `${severity}: ${render(message)}`),
  ];
}

function asJson(outcomes: readonly Outcome[]): string {
  return `${visibleJson(outcomes.map(jsonOf), 2)}\n`;
}

function jsonOf(outcome: Outcome): unknown {
  if ("reason" in outcome)
    return { context: outcome.context, state: "not-usable", reason: render(outcome.reason) };
  const { context, server, at, failure, probe, judgement, version, skew } = outcome;
  return {
    context,
    server,
    at: new Date(at).toISOString(),
    state: failure?.code ?? (judgement?.accepted === false ? "not-accepted" : "reachable"),
    reason: failure && render(failure.reason),
    kubectl: failure?.kubectl ?? judgement?.kubectl,
    version,
    versionSkew: skew && render(skew),
    protocol: probe?.protocol,
    latencyMs: latencyOf(outcome),
    certificates: judgement?.certificates.map(certificate => ({
      subject: formatName(certificate.subject),
      notBefore: dateOf(certificate.notBefore),
      notAfter: dateOf(certificate.notAfter),
      sha256: fingerprintOf(certificate),
      names: certificate.subjectAltNames.flatMap(name => ("value" in name ? [name.value] : [])),
    })),
    clientCas: judgement?.clientCas,
    findings: judgement?.findings.map(({ code, severity, message }) => ({
      code,
      severity,
      message: render(message),
    })),
  };
}
