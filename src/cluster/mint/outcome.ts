import { type Message, say } from "../../core/message.ts";
import { shown } from "../../core/rules/words.ts";
import type { WaitOutcome } from "./wait.ts";

/** Why a request gave no certificate, in a sentence, with what to do. */
export function reasonOf(outcome: Exclude<WaitOutcome, { readonly kind: "issued" }>, name: string): Message {
  const at = shown(name);
  switch (outcome.kind) {
    case "gone":
      return say(
        "The request {0} is gone: somebody deleted it, or the cluster cleared it away (pending ones after a day, others after an hour). Make a new one.",
        at,
      );
    case "replaced":
      return say("Somebody deleted the request {0} and made another of that name. Make a new one.", at);
    case "denied":
      return say("The request {0} was denied: {1}", at, why(outcome.request));
    case "failed":
      return say("The cluster could not sign the request {0}: {1}", at, why(outcome.request));
    case "waiting":
      return outcome.request.state === "approved"
        ? say(
            "The request {0} is approved, and nothing has signed it: the signer {1} is not running. It is part of kube-controller-manager; managed clusters may not have it.",
            at,
            shown(outcome.request.signer),
          )
        : say("Nobody has approved the request {0} yet.", at);
  }
}

function why({ reason = "", message = "" }: { readonly reason?: string; readonly message?: string }): string {
  const text = [reason, message].filter(part => part !== "").join(": ");
  return text === "" ? "no reason is given." : shown(text);
}

/** The line that approves a request in a terminal. @param options `--context` and the like, quoted */
export function approveLine(name: string, options: readonly string[] = []): string {
  return ["kubectl", ...options, "certificate", "approve", name].join(" ");
}
