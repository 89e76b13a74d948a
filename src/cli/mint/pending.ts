import { isObject } from "../../cluster/json.ts";
import type { NewRequest } from "../../core/manifests/new-request.ts";
import { say } from "../../core/message.ts";
import type { NotDone, Result } from "../../core/result.ts";
import type { Goal } from "./goal.ts";

/** A request that waits in a cluster, with all that is needed to go on with it. Holds the key. */
export interface Pending {
  readonly request: NewRequest;
  /** PEM. Secret. */
  readonly keyPem: string;
  /** Milliseconds since the epoch until when the certificate was asked to be good. */
  readonly until: number;
  readonly context: string;
  /** The path of the one kubeconfig that the context is of; what kubectl reads by itself where absent. */
  readonly kubeconfig?: string;
  /** The server that the context led to, as anybody may see it. */
  readonly server: string;
  readonly goal: Goal;
  /** The request stays in the cluster when all is done. */
  readonly keep: boolean;
}

const MARK = "# kubeconfig-inspector mint --resume: ";

/** The text of the file that a request is resumed from: PEM, behind a line of JSON. */
export function pendingText({ keyPem, request: { pem, ...request }, ...rest }: Pending): string {
  return `${MARK}${JSON.stringify({ version: 1, ...rest, request })}\n${keyPem}${pem}`;
}

/** Reads such a file, which has been on a disk that others write to as well. */
export function readPending(text: string): Result<Pending, NotDone> {
  const [line = "", ...others] = text.split("\n");
  const blocks = others.join("\n").match(/-----BEGIN [^-]+-----[^-]*-----END [^-]+-----\n/g) ?? [];
  const [keyPem, pem] = [/PRIVATE KEY-----/, /CERTIFICATE REQUEST-----/].map(label =>
    blocks.find(block => label.test(block)),
  );
  const rest = line.startsWith(MARK) ? parsed(line.slice(MARK.length)) : undefined;
  return isPending(rest) && keyPem !== undefined && pem !== undefined
    ? { ok: true, value: { ...rest, keyPem, request: { ...rest.request, pem } } }
    : { ok: false, reason: say("This is no file of a request that waits, or it has been damaged.") };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

type Stored = Omit<Pending, "keyPem" | "request"> & { readonly request: Omit<NewRequest, "pem"> };

function isPending(value: unknown): value is Stored {
  if (!isObject(value)) return false;
  const { version, request, until, context, kubeconfig, server, goal, keep } = value;
  return (
    version === 1 &&
    isRequest(request) &&
    typeof until === "number" &&
    isText(context) &&
    (kubeconfig === undefined || isText(kubeconfig)) &&
    isText(server) &&
    isGoal(goal) &&
    typeof keep === "boolean"
  );
}

function isRequest(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { name, signer, usages, expirationSeconds } = value;
  const isCount = expirationSeconds === undefined || typeof expirationSeconds === "number";
  return isText(name) && isText(signer) && Array.isArray(usages) && usages.every(isText) && isCount;
}

function isGoal(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { kind, path, addition, user, old, key, certificate } = value;
  switch (kind) {
    case "file":
      return isText(path) && isOwn(value);
    case "files":
      return [path, key, certificate, old ?? ""].every(isText);
    case "stdout":
      return isOwn(value);
    case "add":
      return (
        isText(path) &&
        isObject(addition) &&
        isNewUser(addition) &&
        isText(addition["cluster"]) &&
        typeof addition["makeCurrent"] === "boolean" &&
        (addition["newCluster"] === undefined || isCluster(addition["newCluster"]))
      );
    case "renew":
      return isText(path) && isObject(user) && user["kind"] === "user" && isText(user["name"]) && isText(old);
    default:
      return false;
  }
}

function isOwn({ cluster, wish }: Readonly<Record<string, unknown>>): boolean {
  return isCluster(cluster) && isObject(wish) && isNewUser(wish);
}

function isCluster(value: unknown): boolean {
  return isObject(value) && value["kind"] === "cluster" && isText(value["name"]) && isObject(value["value"]);
}

function isNewUser({ user, context, namespace }: Readonly<Record<string, unknown>>): boolean {
  return isText(user) && isText(context) && (namespace === undefined || isText(namespace));
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
