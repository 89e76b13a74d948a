import { say } from "../../../message.ts";
import { certificateReferences } from "../../../pki/components/load.ts";
import { neverValid } from "../../../x509/validity.ts";
import { aboutReference, componentRule, day } from "../rule.ts";

/** Of several CAs one that is valid will do: while they change, the old stands beside the new. */
export const componentExpired = componentRule("pki-expired", "error", function* (loaded) {
  for (const { reference, certificates } of certificateReferences(loaded)) {
    const counting = reference.use.kind === "ca" ? certificates : certificates.slice(0, 1);
    if (counting.length > 0 && counting.every(neverValid)) continue;
    const notAfter = Math.max(...counting.map(each => each.notAfter ?? Number.POSITIVE_INFINITY));
    if (counting.length === 0 || notAfter >= loaded.now) continue;
    const message = say(
      "The certificate in {0} expired on {1}. Renew it and start {2} again.",
      reference.path,
      day(notAfter),
      loaded.component.program,
    );
    yield aboutReference(loaded, reference, message);
  }
});
