import { render, say } from "../../message.ts";
import { aboutFile, certificateRule, theKey } from "./rule.ts";

/** A key that Go cannot use, or that its component cannot decrypt. */
export const pkiKeyUnusable = certificateRule("pki-key-unusable", "error", function* ({ subject }) {
  if (subject.key === undefined) return;
  const { path, info } = subject.key;
  const key = { path, is: theKey };
  if (!info.ok) {
    yield aboutFile(
      subject.path,
      say("The private key in {0} cannot be used: {1}.", path, render(info.message)),
      key,
    );
  } else if (info.value.encrypted !== undefined && subject.role !== undefined) {
    const message = say(
      "The private key in {0} is encrypted, and no component of Kubernetes asks for its password: decrypt it with openssl pkey.",
      path,
    );
    yield aboutFile(subject.path, message, key);
  }
});
