import { readRequest, type SigningRequest } from "../../cluster/api/signing-requests.ts";
import type { ClusterClient } from "../../cluster/client.ts";
import { reasonOf } from "../../cluster/mint/outcome.ts";
import { say } from "../../core/message.ts";
import type { NotDone, Result } from "../../core/result.ts";
import { shown } from "../../core/rules/words.ts";
import { absolute } from "../inputs.ts";
import type { CliWorld } from "../world.ts";
import type { MintResumeCommand } from "./arguments.ts";
import { bytesOf } from "./authority.ts";
import { follow } from "./follow.ts";
import type { Goal } from "./goal.ts";
import { type Pending, readPending } from "./pending.ts";
import { reach } from "./reach.ts";
import { fail } from "./told.ts";

/** Go on with a request that was made before, or nearly was. @returns the exit code */
export async function resume(command: MintResumeCommand, world: CliWorld): Promise<number> {
  const bytes = await bytesOf(command.file, world);
  if (!bytes.ok) return fail(bytes.reason, world);
  const read = readPending(new TextDecoder().decode(bytes.value));
  if (!read.ok) return fail(read.reason, world);
  const goal = goalWith(read.value.goal, command.output, world);
  if (!goal.ok) return fail(goal.reason, world);
  const pending = { ...read.value, goal: goal.value };
  const { kubeconfig, context, server } = pending;
  const client = await reach({ kubeconfig, context }, command, world);
  if (!client.ok) return fail(client.reason, world);
  const { endpoint } = client.value.connection;
  if (endpoint.shown !== server) {
    const moved = say(
      "The context {0} leads to {1} now. The request was made at {2}.",
      shown(context),
      endpoint.shown,
      server,
    );
    return fail(moved, world);
  }
  const found = await findAgain(pending, client.value);
  if (!found.ok) return fail(found.reason, world);
  const file = absolute(command.file, world);
  const following = { pending, file, ...(found.value && { found: found.value }) };
  return follow(following, client.value, command, world);
}

/** Another file in the place of one that has come to be meanwhile. */
function goalWith(goal: Goal, output: string | undefined, world: CliWorld): Result<Goal, NotDone> {
  if (output === undefined) return { ok: true, value: goal };
  if (goal.kind !== "file" && goal.kind !== "stdout") {
    const reason = say("The certificate is for {0}, which --output cannot change.", goal.path);
    return { ok: false, reason };
  }
  const { cluster, wish } = goal;
  return {
    ok: true,
    value:
      output === "-"
        ? { kind: "stdout", cluster, wish }
        : { kind: "file", path: absolute(output, world), cluster, wish },
  };
}

/** The request in the cluster; none where it was never made, or is gone and has to be made again. */
async function findAgain(
  { request: { name, pem } }: Pending,
  client: ClusterClient,
): Promise<Result<SigningRequest | undefined, NotDone>> {
  const found = await readRequest(client, name);
  if (!found.ok) return found.code === "not-found" ? { ok: true, value: undefined } : found;
  return found.value.pem === pem ? found : { ok: false, reason: reasonOf({ kind: "replaced" }, name) };
}
