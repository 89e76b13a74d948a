import { say } from "../message.ts";
import type { Component, FileReference } from "../pki/components/read.ts";
import { readTokenFile } from "../pki/components/tokens.ts";
import { readPkiFile } from "../pki/file.ts";
import type { FileRead } from "../ports.ts";
import type { TokenIdentity } from "../tokens/types.ts";
import { type Block, heading, note, type Row, row, table } from "./hover/blocks.ts";
import { bounded, bundleBlocks, type CertificateRole } from "./hover/certificate.ts";
import type { Timing } from "./time.ts";
import { algorithmName } from "./wording.ts";

/** How many users of a static token file are shown. */
const SHOWN = 12;
const MASTERS = "system:masters";

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
    ...(use.kind === "tokens"
      ? tokenFileBlocks(path, program, read)
      : fileBlocks(path, use.kind, read, timing)),
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
  if (read.kind === "missing") return [notHere(path)];
  if (kind === "kubeconfig" || kind === "public-key") return [];
  const { certificates, key, failure, lost = [] } = readPkiFile(path, path, read);
  if (failure !== undefined) return [note(failure, "bad")];
  if (kind === "key") {
    if (key?.ok !== true || key.value.algorithm === undefined) return [];
    return table([row(say("Key"), algorithmName(key.value.algorithm))]);
  }
  const role: CertificateRole = kind === "ca" ? "ca" : "client-chain";
  return bundleBlocks({ certificates, skipped: [], lost }, role, timing);
}

function notHere(path: string): Block {
  return note(say("{0} does not exist here.", path), "bad");
}

/** Whom a static token file admits, and what is wrong with it; never a token. */
function tokenFileBlocks(path: string, program: string, read: FileRead | undefined): readonly Block[] {
  if (read === undefined) return [];
  if (read.kind === "missing") return [notHere(path)];
  const { identities, problems, unread } = readTokenFile(path, program, read);
  return [
    ...(unread === undefined ? [] : [note(unread, "bad")]),
    ...(identities === undefined ? [] : admittedBlocks(identities)),
    ...problems.map(({ fatal, message }) => note(message, fatal ? "bad" : "warning")),
  ];
}

/** Each user with the groups once, however many tokens there are for it. */
function admittedBlocks(identities: readonly TokenIdentity[]): readonly Block[] {
  const distinct = new Map(identities.map(each => [JSON.stringify([each.user, each.groups]), each]));
  const shown = [...distinct.values()].slice(0, SHOWN);
  const more = distinct.size - shown.length;
  return [
    ...table([row(say("Tokens"), String(identities.length)), ...shown.map(admittedRow)]),
    ...(more > 0 ? [note(say("and {0} more", more))] : []),
  ];
}

function admittedRow({ user, groups }: TokenIdentity): Row {
  const label = say("User {0}", user);
  if (groups.length === 0) return row(label, say("no groups"));
  // Authorised before RBAC is asked.
  if (!groups.includes(MASTERS)) return row(label, bounded(groups));
  return row(label, [...bounded(groups), say("may do anything, past every RBAC rule")], "warning");
}
