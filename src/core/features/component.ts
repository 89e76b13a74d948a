import { say } from "../message.ts";
import type { Component, FileReference } from "../pki/components/read.ts";
import { readPkiFile } from "../pki/file.ts";
import type { FileRead } from "../ports.ts";
import { DOCUMENTATION } from "./docs.ts";
import { type Block, heading, note, row, table } from "./hover/blocks.ts";
import { bundleBlocks, type CertificateRole } from "./hover/certificate.ts";
import type { Timing } from "./time.ts";
import { algorithmName } from "./wording.ts";

/** The page that explains the checks of manifests. */
export const componentHelp = `${DOCUMENTATION}/cli.md#checks-of-pki-folders`;

/**
 * What a file is for that a component's manifest or configuration names, and what it holds.
 * @param read nothing where nobody looked at the file
 */
export function componentBlocks(
  { program, allowedNames }: Component,
  { name, path, use }: FileReference,
  read: FileRead | undefined,
  timing: Timing,
): readonly Block[] {
  const names = name === "requestheader-client-ca-file" ? [allowedBlock(allowedNames?.names ?? [])] : [];
  return [
    heading(name, program),
    note(use.explanation),
    ...names,
    ...fileBlocks(path, use.kind, read, timing),
  ];
}

/** kube-apiserver --requestheader-allowed-names: without names, every certificate of the CA will do. */
function allowedBlock(names: readonly string[]): Block {
  if (names.length === 0)
    return note(say("No names are listed, so any certificate of this CA will do."), "warning");
  return note(say("Allowed names: {0}.", names.join(", ")));
}

function fileBlocks(
  path: string,
  kind: FileReference["use"]["kind"],
  read: FileRead | undefined,
  timing: Timing,
): readonly Block[] {
  if (read === undefined) return [];
  if (read.kind === "missing") return [note(say("{0} does not exist here.", path), "bad")];
  if (kind === "kubeconfig" || kind === "public-key") return [];
  const { certificates, key, failure } = readPkiFile(path, path, read);
  if (failure !== undefined) return [note(failure, "bad")];
  if (kind === "key") {
    if (key?.ok !== true || key.value.algorithm === undefined) return [];
    return table([row(say("Key"), algorithmName(key.value.algorithm))]);
  }
  const role: CertificateRole = kind === "ca" ? "ca" : "client-chain";
  return bundleBlocks({ certificates, skipped: [] }, role, timing);
}
