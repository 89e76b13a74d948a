import { encodeBase64 } from "../../core/bytes/base64.ts";
import { utf8Bytes } from "../../core/bytes/bytes.ts";
import {
  addUser,
  certificateCredential,
  findEntry,
  kubeconfigOfUser,
  type Plan,
  replaceCredential,
  textAfter,
} from "../../core/edits/index.ts";
import type { KubeconfigFile } from "../../core/kubeconfig/model.ts";
import { readKubeconfig } from "../../core/kubeconfig/read.ts";
import { type Message, say } from "../../core/message.ts";
import { usualBounds } from "../../core/pki/walk.ts";
import type { Rewritten, Writer } from "../../core/ports.ts";
import type { NotDone } from "../../core/result.ts";
import type { Minted } from "../../core/x509/mint/leaf.ts";
import type { CliWorld } from "../world.ts";
import type { Goal, RenewalGoal } from "./goal.ts";
import { isPair, textOf, writePair } from "./pair.ts";

/**
 * Put a new certificate and its key where they shall go. A file that is made is its owner's alone. What is there already, as
 * this program was ended just then, is not written again.
 */
export async function deliver(goal: Goal, minted: Minted, world: CliWorld): Promise<NotDone | undefined> {
  if (goal.kind === "stdout") {
    const isRead = world.out(kubeconfigOfUser(goal.cluster, goal.wish, certificateCredential(minted)));
    return isRead === false ? { ok: false, reason: say("Nobody reads what goes to stdout.") } : undefined;
  }
  if (await isDelivered(goal, minted, world)) return undefined;
  const { writer } = world;
  if (writer === undefined) return { ok: false, reason: say("There is no disk to write to.") };
  const result = await write(goal, minted, writer, world);
  return result.kind === "refused" ? { ok: false, reason: result.reason } : undefined;
}

type FileGoal = Exclude<Goal, { readonly kind: "stdout" }>;

/** Whether the place holds this very certificate and its key. */
async function isDelivered(goal: FileGoal, minted: Minted, world: CliWorld): Promise<boolean> {
  if (goal.kind === "files") return isPair(goal, minted, world);
  const { certificatePem, keyPem } = minted;
  const text = await textOf(goal.path, world);
  return [certificatePem, keyPem].every(pem => text?.includes(encodeBase64(utf8Bytes(pem))));
}

/** That others can read the file which holds the key now: whose it is, and with what mode, stays as it was found. */
export async function remarkOnMode(goal: Goal, world: CliWorld): Promise<Message | undefined> {
  if (goal.kind === "stdout") return undefined;
  const path = goal.kind === "files" ? goal.key : goal.path;
  const read = await world.files.read(path, usualBounds.kubeconfigBytes);
  return read.kind === "file" && ((read.mode ?? 0) & 0o044) !== 0
    ? say("Others than its owner can read {0}, which holds the key: chmod 600.", path)
    : undefined;
}

function write(goal: FileGoal, minted: Minted, writer: Writer, world: CliWorld) {
  switch (goal.kind) {
    case "file":
      return writer.create(
        goal.path,
        kubeconfigOfUser(goal.cluster, goal.wish, certificateCredential(minted)),
      );
    case "files":
      return writePair(goal, minted, writer, world);
    case "add":
      return writer.rewrite(goal.path, text =>
        changed(goal.path, text, file => addUser(file, [file], goal.addition, certificateCredential(minted))),
      );
    case "renew":
      return writer.rewrite(goal.path, text => changed(goal.path, text, file => renewed(file, goal, minted)));
  }
}

/** The text of a kubeconfig after a change, which is read again and compared before it is given. */
function changed(path: string, text: string | undefined, plan: (file: KubeconfigFile) => Plan): Rewritten {
  if (text === undefined) {
    return { ok: false, reason: say("{0} has been deleted meanwhile. Nothing was written.", path) };
  }
  const file = readKubeconfig({ id: path, path, text });
  return textAfter(file, plan(file));
}

function renewed(file: KubeconfigFile, { user, old }: RenewalGoal, minted: Minted): Plan {
  const entry = findEntry([file], user);
  const isSame =
    entry?.kind === "user" &&
    [entry.clientCertificateData?.value, entry.clientCertificate?.value].includes(old);
  if (!isSame) {
    return {
      ok: false,
      reason: say('The user "{0}" has changed meanwhile. Nothing was written.', user.name),
    };
  }
  return replaceCredential(file, entry, certificateCredential(minted));
}
