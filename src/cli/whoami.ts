import { type UserInfo, whoAmI } from "../cluster/api/reviews.ts";
import { connectionOf } from "../cluster/connection/connect.ts";
import { sendsCredential } from "../cluster/connection/model.ts";
import type { Analysis } from "../core/analysis.ts";
import { identityDifferences } from "../core/features/identity-check.ts";
import type { UserFacts } from "../core/kubeconfig/facts-model.ts";
import { type Message, render } from "../core/message.ts";
import { visibleJson } from "../core/report/json.ts";
import { alignCells, printable } from "../core/report/table.ts";
import type { WhoAmICommand } from "./arguments.ts";
import { clientOf } from "./client.ts";
import { analysisFor, contextsOf } from "./context.ts";
import type { CliWorld } from "./world.ts";

/** Who the API server of a context takes its user for. @returns the exit code */
export async function whoami(command: WhoAmICommand, world: CliWorld): Promise<number> {
  const analysis = await analysisFor(command.kubeconfig, world);
  const [context] = contextsOf(analysis, command.context === undefined ? [] : [command.context]);
  if (context === undefined) return fail("There is no current context. Name one.", world);
  const connection = await connectionOf(analysis, context, { ...world, env: world.env() });
  if (!connection.ok) return fail(render(connection.reason), world);
  const client = clientOf(connection.value, command, world);
  const answer = await whoAmI(client);
  if (!answer.ok) return fail(render(answer.reason), world);
  const user = userOf(analysis, context);
  const differences = identityDifferences(
    user?.identities ?? [],
    answer.value,
    sendsCredential(connection.value),
  );
  const seen = { context, server: connection.value.endpoint.shown, ...answer.value };
  world.out(command.format === "json" ? asJson(seen, differences) : asText(seen, differences));
  return differences.length > 0 ? 1 : 0;
}

function userOf(analysis: Analysis, context: string): UserFacts | undefined {
  const entry = analysis.effective.contexts.get(context);
  const user = analysis.effective.users.get(entry?.user?.value ?? "");
  return user && analysis.users.get(user);
}

interface Seen extends UserInfo {
  readonly context: string;
  readonly server: string;
}

function asText({ context, server, username, uid, groups, extra }: Seen, notes: readonly Message[]): string {
  const lines: (readonly string[])[] = [
    ["CONTEXT", context],
    ["SERVER", server],
    ["USER", username],
    ...(uid === undefined ? [] : [["UID", uid]]),
    ["GROUPS", groups.join(", ")],
    ...[...extra].map(([name, values]) => [name, values.join(", ")]),
  ];
  const table = alignCells(lines.map(line => line.map(printable)));
  return `${[table, ...notes.map(note => printable(render(note)))].join("\n")}\n`;
}

function asJson({ extra, ...seen }: Seen, notes: readonly Message[]): string {
  const json = { ...seen, extra: Object.fromEntries(extra), differences: notes.map(note => render(note)) };
  return `${visibleJson(json, 2)}\n`;
}

function fail(reason: string, world: CliWorld): number {
  world.err(`${printable(reason)}\n`);
  return 2;
}
