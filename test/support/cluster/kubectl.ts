import { spawn } from "node:child_process";

/** What a program printed, and its exit code. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface KubectlWorld {
  /** Its home, where it caches what the server says. */
  readonly folder: string;
  readonly kubeconfig: string;
  readonly input: string;
}

/** Run kubectl with nothing of the person's own: no kubeconfig, no kuberc, no cache. */
export async function runKubectl(
  binary: string,
  args: readonly string[],
  { folder, kubeconfig, input }: KubectlWorld,
): Promise<Run> {
  const env = { ...process.env, HOME: folder, KUBECONFIG: kubeconfig, KUBERC: "off" };
  const child = spawn(binary, args, { env, stdio: ["pipe", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const code = await new Promise<number>((done, failed) => {
    child.on("error", failed);
    child.on("close", status => done(status ?? 1));
  });
  return { code, stdout, stderr };
}
