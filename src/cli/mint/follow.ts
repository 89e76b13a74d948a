import { whoAmI } from "../../cluster/api/reviews.ts";
import {
  createRequest,
  decide,
  deleteRequest,
  type SigningRequest,
} from "../../cluster/api/signing-requests.ts";
import type { ClusterClient } from "../../cluster/client.ts";
import type { ClusterFailure } from "../../cluster/http/failure.ts";
import { mayApprove } from "../../cluster/mint/approve.ts";
import { withCertificate } from "../../cluster/mint/as-user.ts";
import { judgeIssued } from "../../cluster/mint/judge-issued.ts";
import { neverArrived } from "../../cluster/mint/never-arrived.ts";
import { approveLine, reasonOf } from "../../cluster/mint/outcome.ts";
import { waitForRequest } from "../../cluster/mint/wait.ts";
import { type Message, render, say } from "../../core/message.ts";
import { isCommandText, shellQuoted } from "../../core/rbac/apply.ts";
import { visibleJson } from "../../core/report/json.ts";
import { shown } from "../../core/rules/words.ts";
import { identityOf } from "../../core/x509/assess.ts";
import type { Minted } from "../../core/x509/mint/leaf.ts";
import { clientOf } from "../client.ts";
import { labelOf } from "../labels.ts";
import type { PlainFormat } from "../options.ts";
import type { CliWorld } from "../world.ts";
import type { RequestWish } from "./arguments.ts";
import { deliver, remarkOnMode } from "./deliver.ts";
import type { Pending } from "./pending.ts";
import { fail, remark, tell } from "./told.ts";

/** A request with the file that it is resumed from. */
export interface Following {
  readonly pending: Pending;
  readonly file: string;
  /** As it stands in the cluster, where it was made before. */
  readonly found?: SigningRequest;
}

type Wish = RequestWish & { readonly print: PlainFormat };

/**
 * Make the request, have it approved, wait for the certificate and put it where it belongs. Until that is done the key stays in
 * the file. @returns the exit code
 */
export async function follow(
  following: Following,
  client: ClusterClient,
  wish: Wish,
  world: CliWorld,
): Promise<number> {
  const { pending, file } = following;
  const signal = world.interruption?.();
  const request = await inCluster(following, client, signal, world);
  if (!request.ok) {
    if (!neverArrived(request)) return waiting(request.reason, following, wish, world);
    await world.writer?.remove(file);
    return fail(request.reason, world);
  }
  await approve(request.value, pending, client, { wish, signal, world });
  const outcome = await waitForRequest(client, request.value, {
    patienceMs: wish.wait,
    ...(signal && { signal }),
    onState: ({ state }) => remark(say("{0}: {1}", request.value.name, state), world),
  });
  if (!outcome.ok) return waiting(outcome.reason, following, wish, world);
  const { value } = outcome;
  if (value.kind === "issued") {
    return finish(following, { request: value.request, pem: value.certificatePem }, client, wish, world);
  }
  const reason = reasonOf(value, request.value.name);
  if (value.kind !== "denied" && value.kind !== "failed") return waiting(reason, following, wish, world);
  await world.writer?.remove(file);
  remark(reason, world);
  return fail(
    say(
      "The key is deleted. The request stays in the cluster. To delete it: {0}",
      deleteLine(pending, request.value.name),
    ),
    world,
  );
}

async function inCluster(
  { pending, found }: Following,
  client: ClusterClient,
  signal: AbortSignal | undefined,
  world: CliWorld,
): Promise<ClusterFailure | { readonly ok: true; readonly value: SigningRequest }> {
  if (found !== undefined) return { ok: true, value: found };
  const created = await createRequest(client, pending.request, signal);
  if (created.ok) {
    remark(say("The request {0} is in the cluster of {1}.", created.value.name, pending.server), world);
  }
  return created;
}

interface Approving {
  readonly wish: Wish;
  readonly signal: AbortSignal | undefined;
  readonly world: CliWorld;
}

/** Approve it where that is wished and allowed; else say how somebody does. */
async function approve(
  { name, uid, state }: SigningRequest,
  pending: Pending,
  client: ClusterClient,
  { wish, signal, world }: Approving,
): Promise<void> {
  if (state !== "pending") return;
  const line = approveLine(name, kubectlOptions(pending));
  if (!wish.approve) return remark(say("To approve it: {0}", line), world);
  const may = await mayApprove(client, signal);
  if (!may.ok) return remark(may.reason, world);
  if (!may.value) return remark(say("You may not approve it. Somebody who may does it by: {0}", line), world);
  const decided = await decide(client, { name, uid }, "Approved", world.now(), signal);
  if (!decided.ok) remark(decided.reason, world);
}

function kubectlOptions({ kubeconfig, context }: Pending): readonly string[] {
  const option = (name: string, value: string | undefined) =>
    value === undefined || !isCommandText(value) ? [] : [`--${name}=${shellQuoted(value, "posix")}`];
  return [...option("kubeconfig", kubeconfig), ...option("context", context)];
}

function deleteLine(pending: Pending, name: string): string {
  return ["kubectl", ...kubectlOptions(pending), "delete", "csr", name].join(" ");
}

/** Nothing is lost: the request, if there is one, waits, and so does its key. */
function waiting(reason: Message, { pending, file }: Following, { print }: Wish, world: CliWorld): number {
  const label = labelOf(world)(file);
  if (print === "json") {
    const json = { request: { name: pending.request.name }, pending: file, reason: render(reason) };
    const text = `${visibleJson(json, 2)}\n`;
    if (pending.goal.kind === "stdout") world.err(text);
    else world.out(text);
  }
  remark(reason, world);
  return fail(
    say(
      "The key is kept in {0}. To go on: kubeconfig-inspector mint --resume {1}",
      label,
      shellQuoted(label, "posix"),
    ),
    world,
  );
}

interface Issued {
  readonly request: SigningRequest;
  readonly pem: string;
}

async function finish(
  following: Following,
  { request, pem }: Issued,
  client: ClusterClient,
  wish: Wish,
  world: CliWorld,
): Promise<number> {
  const { keyPem, until, goal, keep, request: asked } = following.pending;
  const judged = judgeIssued(pem, { requestPem: asked.pem, keyPem, until });
  if (!judged.ok) return waiting(judged.reason, following, wish, world);
  const problem = await deliver(goal, judged.value, world);
  if (problem !== undefined) return waiting(problem.reason, following, wish, world);
  const left: Message[] = [];
  const deleted = keep ? undefined : await deleteRequest(client, request);
  if (deleted?.ok === false && deleted.code !== "not-found") {
    const line = deleteLine(following.pending, request.name);
    left.push(say("The request stays in the cluster. {0} To delete it: {1}", render(deleted.reason), line));
  }
  const removed = await world.writer?.remove(following.file);
  if (removed?.kind === "refused") left.push(removed.reason);
  const open = await remarkOnMode(goal, world);
  const doubts = await doubtsOf(judged.value, client, wish, world);
  const { certificate, notes } = judged.value;
  const outcome = {
    certificate,
    goal,
    notes: [...notes, ...(open ? [open] : []), ...doubts, ...left],
    request: { name: request.name, deleted: deleted !== undefined && left.length === 0 },
  };
  return tell(outcome, wish.print, world);
}

/** Whether the API server takes the new certificate for whom it names. */
async function doubtsOf(
  { certificate, certificatePem, keyPem }: Minted,
  client: ClusterClient,
  wish: Wish,
  world: CliWorld,
): Promise<readonly Message[]> {
  const own = withCertificate(client.connection, { certificate: certificatePem, key: keyPem });
  const who = await whoAmI(clientOf(own, wish, world));
  const { user } = identityOf(certificate.subject);
  if (!who.ok) return who.code === "unauthorized" ? [who.reason] : [];
  return who.value.username === user
    ? []
    : [
        say(
          "The API server takes the new user for {0}, not for {1}.",
          shown(who.value.username),
          shown(user),
        ),
      ];
}
