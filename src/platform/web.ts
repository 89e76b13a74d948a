import type { Files, Platform } from "../core/ports.ts";

/** The world of a browser: no environment, no home, and only the files that the workspace offers. */
export function webPlatform(files: Files): Platform {
  return {
    files,
    style: "posix",
    local: false,
    env: () => ({}),
    now: () => Date.now(),
    realPath: path => Promise.resolve(path),
    list: () => Promise.resolve([]),
  };
}
