import * as vscode from "vscode";
import { appended, LARGEST_LEDGER } from "../../core/ledger/append.ts";
import { LEDGER_NAME, type LedgerContent, readLedgerSteps } from "../../core/ledger/read.ts";
import { type IssuedRecord, type IssuedWhere, recordOf } from "../../core/ledger/record.ts";
import { type Message, say } from "../../core/message.ts";
import type { FileRead, Platform } from "../../core/ports.ts";
import type { Certificate } from "../../core/x509/types.ts";
import { textOf } from "../convert.ts";
import type { Settings } from "../settings.ts";
import type { Sources } from "../sources/sources.ts";
import { Watchers } from "../sources/watch/watchers.ts";
import { pathOrAddress, shortPath } from "../world/paths.ts";
import { inSlices } from "../world/slices.ts";
import { isLocal, readAnywhere } from "../world/workspace-files.ts";
import { ledgerBeside, ledgerPlaces, rememberLedger } from "./places.ts";

/** A certificate that is in its place, and the CA that issued it. */
export interface IssuedHere extends Pick<IssuedWhere, "issuance" | "entry"> {
  readonly certificate: Certificate;
  readonly ca: { readonly certificate: Certificate; readonly file: vscode.Uri };
  readonly place: vscode.Uri;
}

/** A ledger that is there, with what it says. */
export interface ReadLedger extends LedgerContent {
  readonly uri: vscode.Uri;
  /** Why it could not be read as a whole. */
  readonly failure?: Message;
}

export interface LedgerWorld {
  readonly platform: Platform;
  readonly settings: Settings;
  readonly sources: Sources;
  /** The extension's storage of the user. */
  readonly storage: () => vscode.Uri;
  /** What the extension remembers of the user. */
  readonly memory: vscode.Memento;
}

/** Changes of files that come together are looked at together. Milliseconds. */
const PAUSE = 100;

/** What was issued here: a file of records beside each CA, or one in the user's storage, where the settings want that. */
export class Ledger implements vscode.Disposable {
  readonly #world: LedgerWorld;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #watchers = new Watchers<vscode.Uri>(uri => this.#watch(uri));
  readonly #subscription: vscode.Disposable;
  #read: Promise<readonly ReadLedger[]> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Something of what `read` says may have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(world: LedgerWorld) {
    this.#world = world;
    this.#subscription = world.settings.onDidChange(() => this.refresh());
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
    this.#watchers.dispose();
    this.#changed.dispose();
  }

  /** Whether what is issued is recorded: never where there is no disk of a machine. */
  get isOn(): boolean {
    const { platform, settings } = this.#world;
    return platform.writer !== undefined && settings.ledger !== "off";
  }

  /** Record certificates that are in their places. Never rejects. @returns what is to be told of it: that it failed, why */
  async record(issued: readonly IssuedHere[]): Promise<readonly string[]> {
    if (!this.isOn) return [];
    const { platform } = this.#world;
    const records = new Map<string, { readonly uri: vscode.Uri; readonly records: IssuedRecord[] }>();
    for (const { certificate, ca, place, ...how } of issued) {
      const where = { ...how, issued: platform.now(), file: pathOrAddress(place), ca: ca.certificate };
      const record = recordOf(certificate, where);
      const uri = this.#placeFor(ca.file);
      const known = records.get(uri.toString()) ?? { uri, records: [] };
      records.set(uri.toString(), known);
      if (record !== undefined) known.records.push(record);
    }
    const told: string[] = [];
    for (const each of records.values()) told.push(...(await this.#append(each.uri, each.records)));
    this.refresh();
    return told;
  }

  /** Every ledger that is there. Read once, until something changes. Never rejects for a file. */
  read(): Promise<readonly ReadLedger[]> {
    this.#read ??= this.#readAll();
    return this.#read;
  }

  /** Find and read everything anew when somebody asks. */
  refresh(): void {
    this.#read = undefined;
    this.#changed.fire();
  }

  #placeFor(ca: vscode.Uri): vscode.Uri {
    const { settings, storage } = this.#world;
    return settings.ledger === "storage" ? vscode.Uri.joinPath(storage(), LEDGER_NAME) : ledgerBeside(ca);
  }

  async #append(uri: vscode.Uri, records: readonly IssuedRecord[]): Promise<readonly string[]> {
    const { platform, memory } = this.#world;
    const name = shortPath(uri, platform);
    const failed = (reason: Message) => [
      vscode.l10n.t("It could not be recorded in the ledger {0}: {1}", name, textOf(reason)),
    ];
    const { writer } = platform;
    if (writer === undefined || !isLocal(uri, platform))
      return failed(say("a ledger is only kept on a disk of this machine."));
    let dropped = 0;
    try {
      const result = await writer.rewrite(uri.fsPath, current => {
        const next = appended(current, records, platform.now());
        dropped = next.ok ? next.dropped : 0;
        return next;
      });
      if (result.kind === "refused") return failed(result.reason);
      await rememberLedger(uri, memory);
    } catch {
      return failed(say("it cannot be written."));
    }
    return dropped === 0
      ? []
      : [
          vscode.l10n.t(
            "The ledger {0} is full: {1} records of certificates that are over made room.",
            name,
            dropped,
          ),
        ];
  }

  async #readAll(): Promise<readonly ReadLedger[]> {
    if (!this.isOn) {
      this.#watchers.watch(new Map());
      return [];
    }
    const { platform, settings, sources, storage, memory } = this.#world;
    if (settings.ledger === "besideCa") await sources.ready;
    const places =
      settings.ledger === "storage"
        ? [vscode.Uri.joinPath(storage(), LEDGER_NAME)]
        : await ledgerPlaces(platform, sources, memory);
    const unique = new Map(places.map(uri => [uri.toString(), uri]));
    const ledgers: ReadLedger[] = [];
    for (const uri of unique.values()) {
      const ledger = await readOne(uri, platform);
      if (ledger !== undefined) ledgers.push(ledger);
    }
    this.#watchers.watch(new Map(ledgers.map(({ uri }) => [uri.toString(), uri])));
    return ledgers;
  }

  #watch(uri: vscode.Uri): vscode.Disposable {
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(uri, ".."), LEDGER_NAME);
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const changed = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.refresh(), PAUSE);
    };
    watcher.onDidCreate(changed);
    watcher.onDidChange(changed);
    watcher.onDidDelete(changed);
    return watcher;
  }
}

/** Nothing where there is no file. */
async function readOne(uri: vscode.Uri, platform: Platform): Promise<ReadLedger | undefined> {
  // A character takes at most three bytes of UTF-8 here: what lies beyond the planes takes four for two.
  const read = await readAnywhere(uri, platform, 3 * LARGEST_LEDGER);
  if (read.kind === "missing") return undefined;
  if (read.kind !== "file") return { uri, records: [], broken: [], failure: failureOf(read) };
  return { uri, ...(await inSlices(readLedgerSteps(new TextDecoder().decode(read.bytes)))) };
}

function failureOf(read: Exclude<FileRead, { readonly kind: "file" | "missing" }>): Message {
  switch (read.kind) {
    case "too-large":
      return say("it is larger than {0} bytes, so it is not read", read.limit);
    case "not-regular":
      return say("it is no regular file, so it is not read");
    case "unreadable":
      return say("it cannot be read: {0}", read.reason);
  }
}
