import { say } from "../../core/message.ts";
import { usualBounds } from "../../core/pki/walk.ts";
import type { WriteResult, Writer } from "../../core/ports.ts";
import { decodeCertificates } from "../../core/x509/certificates.ts";
import { fingerprintOf } from "../../core/x509/fingerprint.ts";
import type { Minted } from "../../core/x509/mint/leaf.ts";
import type { CliWorld } from "../world.ts";
import type { PairGoal } from "./goal.ts";

/** Whether the files of a pair, which may be one, hold this very certificate and its key. */
export async function isPair(
  { key, certificate }: PairGoal,
  { certificatePem, keyPem }: Minted,
  world: CliWorld,
): Promise<boolean> {
  const [keyText, text] = [await textOf(key, world), await textOf(certificate, world)];
  return key === certificate
    ? text === certificatePem + keyPem
    : keyText === keyPem && text === certificatePem;
}

/** Both files, or none: new ones, or in the place of those that hold the old certificate and its key. */
export function writePair(
  goal: PairGoal,
  minted: Minted,
  writer: Writer,
  world: CliWorld,
): Promise<WriteResult> {
  return goal.old === undefined
    ? createPair(goal, minted, writer, world)
    : replacePair(goal, goal.old, minted, writer, world);
}

async function createPair(
  { key, certificate }: PairGoal,
  { keyPem, certificatePem }: Minted,
  writer: Writer,
  world: CliWorld,
): Promise<WriteResult> {
  const isMade = (await textOf(key, world)) === keyPem;
  const first = isMade ? undefined : await writer.create(key, keyPem);
  if (first?.kind === "refused") return first;
  const second = await writer.create(certificate, certificatePem);
  if (second.kind === "refused" && !isMade) await writer.remove(key);
  return second;
}

/** @param old the fingerprint of the certificate that was seen */
async function replacePair(
  { key, certificate }: PairGoal,
  old: string,
  { keyPem, certificatePem }: Minted,
  writer: Writer,
  world: CliWorld,
): Promise<WriteResult> {
  const found = decodeCertificates((await textOf(certificate, world)) ?? "").entries.some(
    each => each.certificate.ok && fingerprintOf(each.certificate.value) === old,
  );
  const before = await world.files.read(key, usualBounds.kubeconfigBytes);
  if (!found || before.kind !== "file") {
    const reason = say("{0} has changed meanwhile. Nothing was written.", found ? key : certificate);
    return { kind: "refused", reason };
  }
  if (key === certificate) return writer.replace(key, certificatePem + keyPem);
  const first = await writer.replace(key, keyPem);
  if (first.kind === "refused") return first;
  const second = await writer.replace(certificate, certificatePem);
  if (second.kind === "refused") await writer.replace(key, before.bytes);
  return second;
}

/** The text of a file that can be read. */
export async function textOf(path: string, { files }: CliWorld): Promise<string | undefined> {
  const read = await files.read(path, usualBounds.kubeconfigBytes);
  return read.kind === "file" ? new TextDecoder().decode(read.bytes) : undefined;
}
