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
  /** What a directory holds; nothing where it cannot be listed. Never throws. */
  list(path: string): Promise<readonly DirectoryEntry[]>;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: "file" | "directory" | "other";
}
