import type * as promises from "node:fs/promises";
import { type Message, say } from "../core/message.ts";

/** What writing needs of the file system; handed in, so that tests can let any step fail. */
export type Disk = Pick<
  typeof promises,
  | "chmod"
  | "link"
  | "lstat"
  | "mkdir"
  | "open"
  | "readdir"
  | "readlink"
  | "realpath"
  | "rename"
  | "rmdir"
  | "stat"
  | "unlink"
>;

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** What a person can do about an error of the disk. @throws the error itself when it is none of the disk's */
export function diskMessage(path: string, error: unknown): Message {
  const code = codeOf(error);
  switch (code) {
    case "":
      throw error;
    case "ENOSPC":
    case "EDQUOT":
      return say("There is no space left for {0}. Nothing was changed. Make room and try again.", path);
    case "EROFS":
      return say("{0} is on a read-only file system. Nothing was changed.", path);
    case "EACCES":
    case "EPERM":
      return say("You have no permission to write {0}. Nothing was changed.", path);
    case "ENOENT":
      return say("The folder of {0} is not there any more. Nothing was changed.", path);
    case "EEXIST":
    case "ENOTDIR":
      return say("{0} lies below something that is no folder. Nothing was changed.", path);
    case "EBUSY":
    case "EXDEV":
      return say(
        "{0} cannot be replaced: it is mounted by itself, or in use. Nothing was changed. Edit the file by hand.",
        path,
      );
    case "ELOOP":
      return say("{0} is a link that leads nowhere. Nothing was changed.", path);
    default:
      return say("{0} cannot be written ({1}). Nothing was changed.", path, code);
  }
}
