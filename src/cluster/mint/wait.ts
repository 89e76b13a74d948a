import type { Result } from "../../core/result.ts";
import { readRequest, type SigningRequest } from "../api/signing-requests.ts";
import type { ClusterClient } from "../client.ts";
import { type ClusterFailure, type ClusterFailureCode, cancelledFailure } from "../http/failure.ts";

/** How a request ended, or why it is no longer waited for. */
export type WaitOutcome =
  | { readonly kind: "issued"; readonly request: SigningRequest; readonly certificatePem: string }
  | { readonly kind: "denied" | "failed"; readonly request: SigningRequest }
  /** Deleted by somebody, or cleared away: pending ones after a day, denied and issued ones after an hour. */
  | { readonly kind: "gone" }
  /** Another request has its name now. */
  | { readonly kind: "replaced" }
  /** Still pending, or approved and not issued. */
  | { readonly kind: "waiting"; readonly request: SigningRequest };

export interface WaitOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds to wait for at most. */
  readonly patienceMs: number;
  /** Milliseconds that an approved request may wait for its signer; as long as any where left out. */
  readonly unsignedMs?: number;
  /** Told at first, and whenever the state changes. */
  readonly onState?: (request: SigningRequest) => void;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** Milliseconds between two looks, at first and at last. */
const FIRST = 500;
const LAST = 5_000;

/** What passes by itself: a look that fails so is made again. */
const PASSING: ReadonlySet<ClusterFailureCode> = new Set([
  "timeout",
  "refused",
  "reset",
  "unreachable",
  "dns",
]);

/**
 * Wait until a request is issued, denied, failed or gone. It looks again and again, as approvers are people and other
 * programs; a server that is away for a moment is waited for.
 */
export async function waitForRequest(
  client: ClusterClient,
  { name, uid }: Pick<SigningRequest, "name" | "uid">,
  { signal, patienceMs, unsignedMs = patienceMs, onState, sleep = pause(signal) }: WaitOptions,
): Promise<Result<WaitOutcome, ClusterFailure>> {
  let deadline = performance.now() + patienceMs;
  let last: SigningRequest | undefined;
  for (let interval = FIRST; ; interval = Math.min(interval * 1.5, LAST)) {
    if (signal?.aborted) return cancelledFailure();
    const found = await readRequest(client, name, signal);
    if (found.ok) {
      const request = found.value;
      if (request.uid !== uid) return { ok: true, value: { kind: "replaced" } };
      if (request.state !== last?.state) {
        onState?.(request);
        if (request.state === "approved") deadline = Math.min(deadline, performance.now() + unsignedMs);
      }
      last = request;
      const outcome = ended(request);
      if (outcome !== undefined) return { ok: true, value: outcome };
    } else if (found.code === "not-found") return { ok: true, value: { kind: "gone" } };
    else if (!PASSING.has(found.code) || performance.now() >= deadline) return found;
    if (performance.now() >= deadline && last !== undefined) {
      return { ok: true, value: { kind: "waiting", request: last } };
    }
    await sleep(interval);
  }
}

function ended(request: SigningRequest): WaitOutcome | undefined {
  const { state, certificate } = request;
  if (state === "denied" || state === "failed") return { kind: state, request };
  return certificate === undefined ? undefined : { kind: "issued", request, certificatePem: certificate };
}

function pause(signal: AbortSignal | undefined): (ms: number) => Promise<void> {
  return ms =>
    new Promise(resolve => {
      const timer = setTimeout(done, ms);
      signal?.addEventListener("abort", done, { once: true });
      function done(): void {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      }
    });
}
