import { moment } from "../../core/features/time.ts";
import { type Message, say } from "../../core/message.ts";
import { readToken } from "../../core/tokens/index.ts";
import { decodeCertificates } from "../../core/x509/certificates.ts";
import type { Answer } from "./answer.ts";
import { shownWord } from "./failure.ts";
import type { ExecPlugin } from "./plugin.ts";

/** A credential as a plugin gave it. All but `expires` and `notes` is secret. */
export interface ExecCredential extends Answer {
  /** What explains a refusal of the server: it had expired when it came. */
  readonly notes: readonly Message[];
}

/** @param now milliseconds since the epoch */
export function credentialOf(answer: Answer, plugin: ExecPlugin, now: number): ExecCredential {
  return { ...answer, notes: [...notesOn(answer, shownWord(plugin.command), now)] };
}

/** client-go sends an expired credential all the same. */
function* notesOn(answer: Answer, name: string, now: number): Iterable<Message> {
  if (answer.expires !== undefined && answer.expires < now) {
    yield say(
      "The credential plugin {0} gave a credential that expired at {1} by its own word. kubectl sends it all the same, and the server refuses it: log in anew with the tool that the plugin belongs to, and see whether the clock is right.",
      name,
      moment(answer.expires),
    );
  }
  const token = readToken(answer.token ?? "");
  const end = token.kind === "jwt" ? token.claims.exp : undefined;
  if (end !== undefined && end < now) {
    yield say(
      "The token that the credential plugin {0} gave expired at {1}. kubectl sends it all the same, and the server refuses it: log in anew with the tool that the plugin belongs to.",
      name,
      moment(end),
    );
  }
  const leaf = decodeCertificates(answer.clientCertificateData ?? "").entries[0]?.certificate;
  if (leaf?.ok === true && leaf.value.notAfter !== undefined && leaf.value.notAfter < now) {
    yield say(
      "The certificate that the credential plugin {0} gave expired at {1}. kubectl sends it all the same, and the server refuses it: log in anew with the tool that the plugin belongs to.",
      name,
      moment(leaf.value.notAfter),
    );
  }
}
