import childProcess, { ChildProcess } from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import { Socket } from "node:net";

/** Something by which a process reaches out of itself. */
export interface Outgoing {
  readonly kind: "connection" | "look-up" | "datagram" | "program";
  /** `127.0.0.1:6443`, the path of a socket, a name, or the program. */
  readonly to: string;
  /** Who did it: a line for each call, the last first. */
  readonly stack: string;
}

const KEPT = Symbol.for("kubeconfigInspector.outgoing");
type Holder = { [KEPT]?: Outgoing[] };

/**
 * Everything that the process has reached out for since this was first called in it, in whichever bundle. What runs in
 * worker threads is not seen.
 */
export function watchOutgoing(): readonly Outgoing[] {
  const holder = globalThis as Holder;
  if (holder[KEPT] !== undefined) return holder[KEPT];
  const seen: Outgoing[] = [];
  holder[KEPT] = seen;
  const record = (kind: Outgoing["kind"], to: string): void => {
    seen.push({ kind, to, stack: stackHere() });
  };
  watch(Socket.prototype, ["connect"], args => record("connection", addressIn(args)));
  watch(dgram.Socket.prototype, ["connect", "send"], () => record("datagram", ""));
  for (const each of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    const names = Object.getOwnPropertyNames(each).filter(name => /^(?:lookup|resolve|reverse)/.test(name));
    watch(each, names, ([name]) => record("look-up", String(name)));
  }
  // Whatever starts a program without waiting for it ends here.
  watch(ChildProcess.prototype, ["spawn"], ([options]) => record("program", fileIn(options)));
  watch(childProcess, ["spawnSync", "execSync", "execFileSync"], ([file]) => record("program", String(file)));
  return seen;
}

/** Puts something before methods. */
function watch(owner: object, names: readonly string[], before: (args: readonly unknown[]) => void): void {
  for (const name of names) {
    const method: unknown = Reflect.get(owner, name);
    if (typeof method !== "function") continue;
    Reflect.set(owner, name, function (this: unknown, ...args: unknown[]): unknown {
      before(args);
      return Reflect.apply(method, this, args);
    });
  }
}

/** What is given as `[options, listener]`, as options, as a path, or as port and host. */
function addressIn([first, second]: readonly unknown[]): string {
  const given: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof given !== "object" || given === null) {
    return typeof given === "string" && Number.isNaN(Number(given))
      ? given
      : `${typeof second === "string" ? second : "localhost"}:${given}`;
  }
  const { path, host, port } = given as { path?: string; host?: string; port?: number };
  return path ?? `${host ?? "localhost"}:${port}`;
}

function fileIn(options: unknown): string {
  return typeof options === "object" && options !== null && "file" in options ? String(options.file) : "";
}

function stackHere(): string {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 60;
  const { stack = "" } = new Error("reached out");
  Error.stackTraceLimit = stackTraceLimit;
  return stack;
}
