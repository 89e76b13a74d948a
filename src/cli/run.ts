import { printable } from "../core/report/table.ts";
import { parseCommand } from "./arguments.ts";
import { checkExpiration } from "./check-expiration.ts";
import { checkServers } from "./check-server.ts";
import { lint } from "./lint.ts";
import { USAGE } from "./usage.ts";
import { whoami } from "./whoami.ts";
import { type CliWorld, EX_USAGE } from "./world.ts";

/** Runs one command line. @returns the exit code */
export async function run(args: readonly string[], world: CliWorld): Promise<number> {
  const parsed = parseCommand(args);
  if (!parsed.ok) {
    world.err(`kubeconfig-inspector: ${printable(parsed.reason)}\nTry kubeconfig-inspector --help\n`);
    return EX_USAGE;
  }
  const { command } = parsed;
  switch (command.name) {
    case "help":
      world.out(USAGE);
      return 0;
    case "version":
      world.out(`${world.version}\n`);
      return 0;
    case "check-expiration":
      return checkExpiration(command, world);
    case "lint":
      return lint(command, world);
    case "check-server":
      return checkServers(command, world);
    case "whoami":
      return whoami(command, world);
    case "mint":
      // The library that makes keys and certificates takes tens of milliseconds to load.
      return (await import("./mint/index.ts")).mint(command, world);
    case "mint-resume":
      return (await import("./mint/index.ts")).resume(command, world);
  }
}
