import * as vscode from "vscode";
import { difference } from "../../core/edits/difference.ts";
import type { FileRead, HeldLock, Platform, Rewrite, Rewritten, WriteOptions } from "../../core/ports.ts";
import { decodeText } from "../../core/yaml/index.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import { isLocal, readAnywhere, readUri } from "../world/workspace-files.ts";

/** How long an editor may take to show what the disk holds. Milliseconds. */
const CATCH_UP = 3_000;
/** Larger than any kubeconfig that is changed. Bytes. */
const LARGEST = 64 * 1024 * 1024;

export interface ApplyOptions {
  /** Asked when somebody else's lock stays. Left out: the change is refused. */
  readonly onHeldLock?: (lock: HeldLock) => Promise<boolean>;
}

/**
 * Give a file its new text: through its editor when it is open in one, as one undo step, and saved only when nothing in
 * it waited to be saved; else on disk, whole and under kubectl's lock. `rewrite` gets what stands there at that moment.
 * @returns whether anything has changed
 * @throws HumanError with the reason when it is not done
 */
export async function applyRewrite(
  uri: vscode.Uri,
  rewrite: Rewrite,
  platform: Platform,
  options: ApplyOptions = {},
): Promise<boolean> {
  const document = await editorOf(uri, platform);
  if (document !== undefined) return inEditor(document, rewrite, platform, options);
  if (platform.writer === undefined || uri.scheme !== "file") return inWorkspace(uri, rewrite);
  const result = await platform.writer.rewrite(uri.fsPath, rewrite, lockOptions(options));
  if (result.kind === "refused") throw new HumanError(textOf(result.reason));
  return result.kind === "written";
}

/** The document of a file; on a disk, that of another name of it as well. */
async function editorOf(uri: vscode.Uri, platform: Platform): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.filter(each => !each.isClosed);
  const own = open.find(each => each.uri.toString() === uri.toString());
  if (own !== undefined || !isLocal(uri, platform)) return own;
  const real = await platform.realPath(uri.fsPath);
  for (const each of open) {
    if (each.uri.scheme === "file" && (await platform.realPath(each.uri.fsPath)) === real) return each;
  }
  return undefined;
}

function lockOptions({ onHeldLock }: ApplyOptions): WriteOptions {
  return onHeldLock === undefined ? {} : { onHeldLock };
}

/** What waits in the editor to be saved is not written for the user; anything else is, and kubectl kept out meanwhile. */
async function inEditor(
  document: vscode.TextDocument,
  rewrite: Rewrite,
  platform: Platform,
  options: ApplyOptions,
): Promise<boolean> {
  const { uri } = document;
  const { writer } = platform;
  if (document.isDirty || document.isUntitled) return edit(document, rewrite);
  const onDisk = () => readAnywhere(uri, platform, LARGEST);
  // kubectl fails while the lock is held: what takes time is done before it is taken.
  await caughtUp(document, onDisk);
  const prepared = await prepare(document, rewrite);
  const save = async (): Promise<boolean> => {
    await caughtUp(document, onDisk);
    const isChanged = await edit(document, rewrite, prepared);
    if (isChanged && !(await saved(document))) {
      throw new HumanError(
        vscode.l10n.t("The change stands in the editor, but {0} could not be saved.", uri.fsPath),
      );
    }
    return isChanged;
  };
  if (writer === undefined || uri.scheme !== "file") return save();
  const locked = await writer.whileLocked(uri.fsPath, save, lockOptions(options));
  if (!locked.ok) throw new HumanError(textOf(locked.reason));
  return locked.value;
}

/** How often a save is tried: VS Code gives one up where something else happens to the document meanwhile. */
const ATTEMPTS = 3;

async function saved(document: vscode.TextDocument): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if ((await document.save()) || !document.isDirty) return true;
  }
  return false;
}

/** @throws HumanError when the editor goes on showing something else than the disk holds */
async function caughtUp(document: vscode.TextDocument, read: () => Promise<FileRead>): Promise<void> {
  for (let waited = 0; ; waited += 50) {
    const found = await read();
    if (found.kind !== "file" || isSameText(decodeText(found.bytes).text, document.getText())) return;
    if (waited >= CATCH_UP || document.isDirty) break;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new HumanError(
    vscode.l10n.t(
      "{0} has changed on disk, and its editor shows another state. Revert or save it, and try again.",
      document.uri.fsPath,
    ),
  );
}

/** An editor has neither a byte order mark nor line ends of two kinds. */
function isSameText(disk: string, shown: string): boolean {
  const plain = (text: string): string => text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  return plain(disk) === plain(shown);
}

/** What a text becomes; nothing where nothing is to be written, which is told when it is written. */
interface PreparedEdit {
  readonly before: string;
  readonly next: string;
}

async function prepare(document: vscode.TextDocument, rewrite: Rewrite): Promise<PreparedEdit | undefined> {
  const before = document.getText();
  const rewritten = await rewrite(before);
  return rewritten.ok ? { before, next: rewritten.text } : undefined;
}

async function edit(
  document: vscode.TextDocument,
  rewrite: Rewrite,
  prepared?: PreparedEdit,
): Promise<boolean> {
  const before = document.getText();
  const next = prepared?.before === before ? prepared.next : accepted(await rewrite(before));
  if (next === before) return false;
  const { span, newText } = difference(before, next);
  const range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, range, newText);
  const isFresh = document.getText() === before;
  if (!isFresh || !(await vscode.workspace.applyEdit(change)) || document.getText() !== next) {
    throw new HumanError(
      vscode.l10n.t(
        "The editor of {0} did not take the change as it is. Look at it before you save.",
        document.uri.fsPath,
      ),
    );
  }
  return true;
}

function accepted(rewritten: Rewritten): string {
  if (!rewritten.ok) throw new HumanError(textOf(rewritten.reason));
  return rewritten.text;
}

/** Files of a workspace that is kept elsewhere: there is neither a lock nor a replacing in one step. */
async function inWorkspace(uri: vscode.Uri, rewrite: Rewrite): Promise<boolean> {
  const before = await textAt(uri);
  const next = accepted(await rewrite(before));
  if (next === before) return false;
  if ((await textAt(uri)) !== before) {
    throw new HumanError(
      vscode.l10n.t("{0} has changed meanwhile. Nothing was written: try again.", uri.path),
    );
  }
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(next));
  if ((await textAt(uri)) !== next) {
    throw new HumanError(
      vscode.l10n.t("{0} does not hold what was written. Look at it before you use it.", uri.path),
    );
  }
  return true;
}

async function textAt(uri: vscode.Uri): Promise<string | undefined> {
  const read = await readUri(uri, LARGEST);
  if (read.kind === "missing") return undefined;
  const decoded = read.kind === "file" ? decodeText(read.bytes) : undefined;
  if (decoded === undefined || decoded.invalidAt !== undefined || decoded.encoding !== "utf-8") {
    throw new HumanError(vscode.l10n.t("{0} cannot be read as text, so it is not changed.", uri.path));
  }
  return decoded.text;
}
