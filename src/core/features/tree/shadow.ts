import type { Entry } from "../../kubeconfig/model.ts";
import { type Message, say } from "../../message.ts";
import type { Parts } from "../summary.ts";
import type { SourceView } from "./view.ts";

/** That kubectl takes the entry of an earlier file instead. */
export function shadowedText(view: SourceView, winner: Entry): Message {
  return say("shadowed by the one in {0}", view.fileOf(winner.source)?.label ?? "");
}

/** Which other files have an entry that loses to this one. */
export function shadowsParts(view: SourceView, winner: Entry): Parts {
  return view
    .losersTo(winner)
    .map(loser => say("shadows the one in {0}", view.fileOf(loser.source)?.label ?? ""));
}
