import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

export interface Outcome {
  readonly code: number;
  /** Standard output and standard error as they came. */
  readonly output: string;
}

/**
 * Run a program to its end, collecting what it prints; `echo` also shows it as it comes. Whoever ends this process
 * meanwhile ends the program with it.
 */
export async function run(
  program: string,
  args: readonly string[],
  options: SpawnOptions & { readonly echo?: boolean } = {},
): Promise<Outcome> {
  const { echo = false, ...spawnOptions } = options;
  const child = spawn(program, args, { ...spawnOptions, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const [stream, target] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (echo) target.write(text);
    });
  }
  const release = passSignals(child);
  try {
    const code = await new Promise<number>((done, failed) => {
      child.on("error", failed);
      child.on("close", status => done(status ?? 1));
    });
    return { code, output };
  } finally {
    release();
  }
}

/** A program that outlives who started it goes on with nobody to read it. @returns what is called when it has ended */
function passSignals(child: ChildProcess): () => void {
  let caught: NodeJS.Signals | undefined;
  const pass = (signal: NodeJS.Signals) => {
    caught = signal;
    child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, pass);
  return () => {
    for (const signal of signals) process.off(signal, pass);
    if (caught !== undefined) process.kill(process.pid, caught);
  };
}

/** Run a program that must succeed. @throws Error with the program's output when it does not. */
export async function must(
  program: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<string> {
  const { code, output } = await run(program, args, options);
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}:\n${output}`);
  return output;
}
