import type { ClusterEntry, Field, KubeconfigFile, Refusal, UserEntry } from "../kubeconfig/model.ts";
import { type Message, say } from "../message.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A `…-data` value that Go's base64.StdEncoding refuses: encoding/json stops at the first bad character. */
export const badBase64 = rule("bad-base64", "error", function* ({ facts }) {
  for (const file of facts.files) {
    if (!file.refusals.some(each => each.kind === "bad-base64")) continue;
    const values = dataFields(file);
    for (const refusal of file.refusals) {
      if (refusal.kind !== "bad-base64") continue;
      const found = values.find(
        ({ field: { span } }) => span.start <= refusal.span.start && refusal.span.end <= span.end,
      );
      const message = found ? explain(found, refusal, file) : refusal.message;
      yield { source: file.source.id, span: refusal.span, message };
    }
  }
});

interface DataField {
  readonly entry: ClusterEntry | UserEntry;
  readonly name: string;
  readonly field: Field<string>;
}

function dataFields({ clusters, users }: KubeconfigFile): readonly DataField[] {
  const found: DataField[] = [];
  const add = (entry: ClusterEntry | UserEntry, name: string, field: Field<string> | undefined) => {
    if (field) found.push({ entry, name, field });
  };
  for (const entry of clusters) add(entry, "certificate-authority-data", entry.certificateAuthorityData);
  for (const entry of users) {
    add(entry, "client-certificate-data", entry.clientCertificateData);
    add(entry, "client-key-data", entry.clientKeyData);
  }
  return found;
}

/** Names the offending character, which cannot be part of a secret's base64, and nothing else of the value. */
function explain({ entry, name, field }: DataField, { span }: Refusal, { source }: KubeconfigFile): Message {
  const owner = shown(entry.name);
  const value = field.value.trimStart();
  const character = span.end - span.start === 1 ? source.text.slice(span.start, span.end) : "";
  if (value.startsWith("-----BEGIN")) {
    return say(
      'The {0} of {1} "{2}" is PEM as it stands, and kubectl wants the base64 of it, so it refuses the whole file: encode it with base64 -w0.',
      name,
      entry.kind,
      owner,
    );
  }
  if (character === "-" || character === "_") {
    return say(
      'The {0} of {1} "{2}" has a "{3}" here, which belongs to base64 for URLs. kubectl refuses the whole file: write "+" for "-" and "/" for "_".',
      name,
      entry.kind,
      owner,
      character,
    );
  }
  return atCharacter(name, entry, character);
}

function atCharacter(name: string, entry: ClusterEntry | UserEntry, character: string): Message {
  const owner = shown(entry.name);
  if (/\s/.test(character)) {
    return say(
      'The {0} of {1} "{2}" has a blank here, as a value that wraps over lines does. kubectl refuses the whole file: put the base64 on one line, or in a block that starts with "|".',
      name,
      entry.kind,
      owner,
    );
  }
  if (character === "" || /[A-Za-z0-9+/=]/.test(character)) {
    return say(
      'The {0} of {1} "{2}" is not whole base64: from here on characters or the "=" at the end are missing or left over. kubectl refuses the whole file: copy the value again, to its end.',
      name,
      entry.kind,
      owner,
    );
  }
  return say(
    'The {0} of {1} "{2}" has "{3}" here, which is no base64 character. kubectl refuses the whole file: remove it, or encode the value again with base64 -w0.',
    name,
    entry.kind,
    owner,
    shown(character),
  );
}
