import { say } from "../../../message.ts";
import { certificateReferences } from "../../../pki/components/load.ts";
import { neverValid } from "../../../x509/validity.ts";
import { dayBeside } from "../../words.ts";
import { aboutReference, componentRule } from "../rule.ts";

/** Of several CAs one that is valid will do, as for `pki-expired`. */
export const componentNeverValid = componentRule("pki-never-valid", "error", function* (loaded) {
  for (const { reference, certificates } of certificateReferences(loaded)) {
    const counting = reference.use.kind === "ca" ? certificates : certificates.slice(0, 1);
    const [first] = counting;
    if (first === undefined || !counting.every(neverValid)) continue;
    const { notAfter = 0, notBefore = 0 } = first;
    const message = say(
      "The certificate in {0} ends on {1}, before it begins on {2}: it is never valid. Have it issued again and start {3} again.",
      reference.path,
      dayBeside(notAfter, notBefore),
      dayBeside(notBefore, notAfter),
      loaded.component.program,
    );
    yield aboutReference(loaded, reference, message);
  }
});
