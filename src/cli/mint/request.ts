import { remarkOnCluster } from "../../cluster/mint/remark.ts";
import { joinPath } from "../../core/kubeconfig/paths.ts";
import { newRequest } from "../../core/manifests/new-request.ts";
import { type Message, say } from "../../core/message.ts";
import { endOf } from "../../core/x509/assess.ts";
import { createCsr } from "../../core/x509/signing.ts";
import { absolute } from "../inputs.ts";
import type { CliWorld } from "../world.ts";
import type { MintCommand, SignerWish } from "./arguments.ts";
import { follow } from "./follow.ts";
import type { Goal } from "./goal.ts";
import { addedTo, type Order } from "./order.ts";
import { type Pending, pendingText } from "./pending.ts";
import { reach } from "./reach.ts";
import { fail, remark } from "./told.ts";

/** Ask the cluster of a context for the certificate, and wait until there is one. @returns the exit code */
export async function mintByRequest(
  order: Order,
  { kubeconfig, whom, print }: MintCommand,
  wish: Extract<SignerWish, { readonly kind: "request" }>,
  world: CliWorld,
): Promise<number> {
  const given = kubeconfig ?? addedTo(whom);
  const where = {
    kubeconfig: given === undefined ? undefined : absolute(given, world),
    context: whom.kind === "renew" ? whom.context : contextOf(whom),
  };
  const client = await reach(where, wish, world);
  if (!client.ok) return fail(client.reason, world);
  const now = world.now();
  const { endpoint, context } = client.value.connection;
  const doubt = remarkOnCluster(endpoint);
  if (doubt !== undefined) remark(doubt, world);
  const { identity, keyType, lifetime, goal } = order;
  const made = await createCsr({ ...identity, keyType }, { now, crypto: globalThis.crypto });
  if (!made.ok) return fail(made.message, world);
  const { requestPem, keyPem } = made.value;
  const pending: Pending = {
    request: newRequest(order, requestPem, randomEnd(), now),
    keyPem,
    until: endOf(lifetime, now),
    context,
    ...(where.kubeconfig !== undefined && { kubeconfig: where.kubeconfig }),
    server: endpoint.shown,
    goal,
    keep: wish.keep,
  };
  const file = pendingPath(goal, pending.request.name, world);
  const problem = await keepKey(file, pending, world);
  if (problem !== undefined) return fail(problem, world);
  return follow({ pending, file }, client.value, { ...wish, print }, world);
}

function contextOf({ cluster }: Extract<MintCommand["whom"], { readonly kind: "new" }>): string | undefined {
  return cluster.kind === "context" ? cluster.context : undefined;
}

/** Beside what is to be made, so that whoever looks for that finds it. */
function pendingPath(goal: Goal, name: string, { style, cwd }: CliWorld): string {
  switch (goal.kind) {
    case "file":
    case "files":
      return `${goal.path}.pending.pem`;
    case "stdout":
      return joinPath(style, cwd, `${name}.pending.pem`);
    default:
      return `${goal.path}.${name}.pending.pem`;
  }
}

/** The key is on the disk before the cluster hears of it: whatever ends this program, it is not lost. */
async function keepKey(file: string, pending: Pending, { writer }: CliWorld): Promise<Message | undefined> {
  const written = await writer?.create(file, pendingText(pending));
  if (written === undefined) return say("There is no disk to write to.");
  return written.kind === "refused" ? written.reason : undefined;
}

/** What no other request has in its name: ten letters and digits. */
function randomEnd(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, byte => (byte % 36).toString(36)).join("");
}
