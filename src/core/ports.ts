import type { Message } from "./message.ts";
import type { NotDone, Result } from "./result.ts";

/** What a look at a path gave. Only regular files are ever opened, and only up to a size cap. */
export type FileRead =
  | {
      readonly kind: "file";
      readonly bytes: Uint8Array;
      /** Unix permission bits, where the file system has them. */
      readonly mode?: number;
    }
  | { readonly kind: "missing" }
  | { readonly kind: "not-regular"; readonly what: "directory" | "device" | "pipe" | "socket" | "other" }
  | { readonly kind: "too-large"; readonly bytes: number; readonly limit: number }
  | { readonly kind: "unreadable"; readonly reason: string };

/** The core's only view of the world. Implemented in `platform/`. Never throws. */
export interface Files {
  /** @param maxBytes files above this are not read: `too-large`. */
  read(path: string, maxBytes: number): Promise<FileRead>;
}

/**
 * What is already known of files that kubeconfigs name, by absolute path.
 * `undefined` means that nobody looked: nothing may then be claimed about the file.
 */
export interface FileView {
  get(path: string): FileRead | undefined;
}

export const noFiles: FileView = { get: () => undefined };

export type PathStyle = "posix" | "windows";

/** The world of one extension host, as its entry hands it in. */
export interface Platform {
  readonly files: Files;
  readonly style: PathStyle;
  /** Whether paths are those of a machine: it has an environment, a home and files outside the workspace. */
  readonly local: boolean;
  /** The user's home directory; absent in the browser. */
  readonly home?: string;
  /** The environment, in which `KUBECONFIG` may stand; empty in the browser. */
  env(): Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The path behind symbolic links, to watch it as well; the path itself where there is none. Never throws. */
  realPath(path: string): Promise<string>;
  /** Absent where there is no disk of a machine to write to. */
  readonly writer?: Writer;
  /**
   * What a directory holds; nothing where it cannot be listed, and `refused` hears why unless it does not
   * exist. Never throws.
   */
  list(path: string, refused?: (reason: string) => void): Promise<readonly DirectoryEntry[]>;
}

/** Makes a file's new text from the one it has now; `undefined` where there is no file. Asked again when that has changed. */
export type Rewrite = (current: string | undefined) => Rewritten | Promise<Rewritten>;

export type Rewritten = { readonly ok: true; readonly text: string } | NotDone;

/** A lock that somebody else holds, or left behind. */
export interface HeldLock {
  readonly path: string;
  /** Milliseconds since it was made. */
  readonly age: number;
}

export interface WriteOptions {
  /** Asked when a lock is not released within a moment. Yes removes it. Left out: the write is refused. */
  readonly onHeldLock?: (lock: HeldLock) => Promise<boolean>;
}

export type WriteResult =
  | { readonly kind: "written"; readonly text: string }
  /** The new text is the one that stood there. */
  | { readonly kind: "unchanged" }
  | { readonly kind: "refused"; readonly reason: Message };

export type Locked<T> = Result<T, NotDone>;

/** Writes files of this machine, whole or not at all. Errors of the disk are told as refusals. */
export interface Writer {
  /** Change a file, or make it, under kubectl's lock. Its mode, its owner and links to it stay. */
  rewrite(path: string, rewrite: Rewrite, options?: WriteOptions): Promise<WriteResult>;
  /** Make a file that only its owner can read. Never replaces one that is there. */
  create(path: string, content: string | Uint8Array): Promise<WriteResult>;
  /** Replace a file's content, as `rewrite` does but without kubectl's lock: certificates and keys. */
  replace(path: string, content: string | Uint8Array): Promise<WriteResult>;
  /** Take the rights of everybody but its owner away from a file. */
  restrict(path: string): Promise<WriteResult>;
  /** Delete a file that was made here. `unchanged` where there is none. */
  remove(path: string): Promise<WriteResult>;
  /** Hold kubectl's lock on a file while something else changes it. */
  whileLocked<T>(path: string, run: () => Promise<T>, options?: WriteOptions): Promise<Locked<T>>;
}

export interface DirectoryEntry {
  readonly name: string;
  /** For a symbolic link, of what it leads to. */
  readonly kind: "file" | "directory" | "other";
  /** It is a symbolic link. */
  readonly link?: true;
}
