import { join, resolve } from "node:path";

/** The folder of the project. */
export const root: string = resolve(import.meta.dirname, "..");

/** What the scripts fetch and write for runs, kept between runs and out of git. */
export const cache: string = join(root, ".vscode-test");
