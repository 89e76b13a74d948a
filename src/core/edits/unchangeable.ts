import { type Message, say } from "../message.ts";
import { toJson } from "../yaml/json.ts";
import type { YamlNode } from "../yaml/node.ts";
import type { Json } from "./change.ts";

/** Ends the making of edits; `editsFor` gives its reason. */
export class Unchangeable extends Error {
  readonly reason: Message;

  constructor(reason: Message) {
    super(reason.template);
    this.reason = reason;
  }
}

export function unreadable(): Message {
  return say(
    "kubectl cannot read this file, so it is not changed. Correct what the editor marks in it first.",
  );
}

export function unfitting(): Message {
  return say(
    "The file is written in a way that this change could not be fitted into safely, so nothing was written. Make the change by hand.",
  );
}

/** @throws Unchangeable for a value that has no JSON: one that kubectl refuses */
export function dataOf(node: YamlNode): Json {
  const json = toJson(node);
  if (json === undefined) throw new Unchangeable(unreadable());
  return JSON.parse(json) as Json;
}

export function moved(): Message {
  return say("What is to be changed is not where it was in the file. Try again.");
}

export function overridden(): Message {
  return say("A merge key (<<) overrides what is to be changed. Change it by hand.");
}
