import * as vscode from "vscode";
import { looksLikeKubeconfigSteps } from "../../core/index.ts";
import type { Source } from "../../core/kubeconfig/model.ts";
import type { FileRead, Platform } from "../../core/ports.ts";
import { decodeText } from "../../core/yaml/index.ts";
import type { Settings } from "../settings.ts";
import { pathOf } from "../world/pki-world.ts";
import { inSlices } from "../world/slices.ts";
import { readAnywhere } from "../world/workspace-files.ts";
import type { Candidate } from "./discovery.ts";
import type { FileReads } from "./file-reads.ts";

/** From here on, reading a text again at each keystroke just to tell what it is would be felt. Characters. */
const LARGE = 200_000;

/** A kubeconfig, with its text or with why there is none. */
export interface Member {
  readonly candidate: Candidate;
  /** The `id` of its source: its address. */
  readonly id: string;
  readonly uri: vscode.Uri;
  readonly source?: Source;
  readonly failure?: Exclude<FileRead, { readonly kind: "file" }>;
}

/** Reads kubeconfigs: what an editor holds wins over what the disk holds. */
export class Reader {
  readonly #platform: Platform;
  readonly #settings: Settings;
  readonly #reads: FileReads;
  readonly #verdicts = new Map<string, { readonly text: string; readonly is: boolean }>();

  constructor(platform: Platform, settings: Settings, reads: FileReads) {
    this.#platform = platform;
    this.#settings = settings;
    this.#reads = reads;
  }

  /** Nothing for a candidate that turns out to be something else. */
  async read(candidate: Candidate): Promise<Member | undefined> {
    const { uri, certain } = candidate;
    const id = uri.toString();
    const document = vscode.workspace.textDocuments.find(each => each.uri.toString() === id);
    const read: FileRead = uri.scheme === "untitled" ? { kind: "missing" } : await this.#fromDisk(uri);
    const decoded = read.kind === "file" ? decodeText(read.bytes) : undefined;
    const text = document?.getText() ?? decoded?.text;
    if (text === undefined) {
      return read.kind === "file" || !certain ? undefined : { candidate, id, uri, failure: read };
    }
    if (!certain && !(await this.#isKubeconfig(id, text))) return undefined;
    const mode = read.kind === "file" ? read.mode : undefined;
    const decoding = decoded?.text === text ? decoded?.decoding : undefined;
    return { candidate, id, uri, source: { ...sourceOf(uri, text, mode), ...(decoding && { decoding }) } };
  }

  /** Whether a text is a kubeconfig, asked once for each version of it; of a large one, only the first time. */
  async #isKubeconfig(id: string, text: string): Promise<boolean> {
    const known = this.#verdicts.get(id);
    if (known?.text === text || (known?.is === true && text.length > LARGE)) return known.is;
    const is = await inSlices(looksLikeKubeconfigSteps(text));
    this.#verdicts.set(id, { text, is });
    return is;
  }

  /** Drop what is kept of any other file. */
  retain(ids: ReadonlySet<string>): void {
    for (const id of this.#verdicts.keys()) if (!ids.has(id)) this.#verdicts.delete(id);
  }

  #fromDisk(uri: vscode.Uri): Promise<FileRead> {
    const limit = this.#settings.maxFileBytes;
    return this.#reads.get(uri.toString(), () => readAnywhere(uri, this.#platform, limit));
  }
}

/** A text as the core takes it; its path only where paths beside it can be looked at. */
export function sourceOf(uri: vscode.Uri, text: string, mode?: number): Source {
  const path = uri.scheme === "untitled" ? undefined : pathOf(uri);
  return {
    id: uri.toString(),
    text,
    ...(path !== undefined && { path }),
    ...(mode !== undefined && { mode }),
  };
}
