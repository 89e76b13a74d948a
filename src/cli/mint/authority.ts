import { render, say } from "../../core/message.ts";
import { whyNotRead } from "../../core/pki/file.ts";
import { usualBounds } from "../../core/pki/walk.ts";
import { type NotDone, notDone, type Result } from "../../core/result.ts";
import { isEncryptedKey, loadSigningCa, type SigningCa } from "../../core/x509/signing.ts";
import { absolute } from "../inputs.ts";
import type { CliWorld } from "../world.ts";
import type { SignerWish } from "./arguments.ts";

/** Where a passphrase is looked for that no file holds. */
const PASSPHRASE = "KUBECONFIG_INSPECTOR_PASSPHRASE";

/** The CA of two files that may sign now, or why it may not. */
export async function localCa(
  wish: Extract<SignerWish, { readonly kind: "ca" }>,
  world: CliWorld,
): Promise<Result<SigningCa, NotDone>> {
  const certificate = await bytesOf(wish.certificate, world);
  if (!certificate.ok) return certificate;
  const key = await bytesOf(wish.key, world);
  if (!key.ok) return key;
  const isEncrypted = isEncryptedKey(key.value);
  const passphrase = isEncrypted ? await passphraseOf(wish.passphraseFile, world) : undefined;
  if (passphrase?.ok === false) return passphrase;
  const material = { certificate: certificate.value, key: key.value };
  const ca = await loadSigningCa(
    passphrase === undefined ? material : { ...material, passphrase: passphrase.value },
    { now: world.now(), crypto: globalThis.crypto },
  );
  return ca.ok ? ca : notDone(ca);
}

/** The first line of a file, or what stands in the environment: never on the command line, which every process can read. */
async function passphraseOf(file: string | undefined, world: CliWorld): Promise<Result<string, NotDone>> {
  if (file !== undefined) {
    const bytes = await bytesOf(file, world);
    return bytes.ok
      ? { ok: true, value: new TextDecoder().decode(bytes.value).replace(/\r?\n[\s\S]*$/, "") }
      : bytes;
  }
  const value = world.env()[PASSPHRASE];
  if (value) return { ok: true, value };
  const reason = say(
    "The key of the CA is encrypted. Put its passphrase into a file for --passphrase-file, or into the environment as {0}.",
    PASSPHRASE,
  );
  return { ok: false, reason };
}

/** A file of the command line. */
export async function bytesOf(given: string, world: CliWorld): Promise<Result<Uint8Array, NotDone>> {
  const read = await world.files.read(absolute(given, world), usualBounds.kubeconfigBytes);
  return read.kind === "file"
    ? { ok: true, value: read.bytes }
    : { ok: false, reason: say("{0}: {1}", given, render(whyNotRead(read))) };
}
