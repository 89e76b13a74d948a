import { say } from "../../core/message.ts";
import { type NotDone, notDone, type Result } from "../../core/result.ts";
import type { SigningCa } from "../../core/x509/mint/authority.ts";
import type { Minted } from "../../core/x509/mint/leaf.ts";
import { mintClientCertificate, renewCertificate } from "../../core/x509/signing.ts";
import type { CliWorld } from "../world.ts";
import type { MintCommand } from "./arguments.ts";
import { localCa } from "./authority.ts";
import { deliver, remarkOnMode } from "./deliver.ts";
import { judge, type Order, orderOf } from "./order.ts";
import { mintByRequest } from "./request.ts";
import { fail, remark, tell } from "./told.ts";

/** A kubeconfig for a user, or a new certificate for one that has a kubeconfig. @returns the exit code */
export async function mint(command: MintCommand, world: CliWorld): Promise<number> {
  const { signer } = command;
  if (signer.kind === "request") {
    const order = await agreedOrder(command, undefined, world);
    return order.ok ? mintByRequest(order.value, command, signer, world) : fail(order.reason, world);
  }
  const ca = await localCa(signer, world);
  if (!ca.ok) return fail(ca.reason, world);
  const order = await agreedOrder(command, ca.value, world);
  return order.ok ? mintByCa(order.value, ca.value, command, world) : fail(order.reason, world);
}

/** What is asked for, once what is dangerous about it has been said, and agreed to. */
async function agreedOrder(
  command: MintCommand,
  ca: SigningCa | undefined,
  world: CliWorld,
): Promise<Result<Order, NotDone>> {
  const order = await orderOf(command, ca, world);
  if (!order.ok) return order;
  const { refusal, confirmations } = await judge(order.value, ca, world.now());
  if (refusal !== undefined) return { ok: false, reason: refusal };
  for (const each of confirmations) remark(each, world);
  return confirmations.length === 0 || command.yes
    ? order
    : { ok: false, reason: say("Nothing was made. Say --yes where this is meant.") };
}

async function mintByCa(
  order: Order,
  ca: SigningCa,
  { print }: MintCommand,
  world: CliWorld,
): Promise<number> {
  const minted = await sign(order, ca, world);
  if (!minted.ok) return fail(minted.reason, world);
  const problem = await deliver(order.goal, minted.value, world);
  if (problem !== undefined) return fail(problem.reason, world);
  const { certificate, notes } = minted.value;
  const open = await remarkOnMode(order.goal, world);
  return tell({ certificate, notes: [...notes, ...(open ? [open] : [])], goal: order.goal }, print, world);
}

async function sign(
  { identity, lifetime, keyType, old }: Order,
  ca: SigningCa,
  world: CliWorld,
): Promise<Result<Minted, NotDone>> {
  const making = { now: world.now(), crypto: globalThis.crypto };
  const minted =
    old === undefined
      ? await mintClientCertificate({ ...identity, lifetime, keyType }, ca, making)
      : await renewCertificate(old, { lifetime, keyType }, ca, making);
  return minted.ok ? minted : notDone(minted);
}
