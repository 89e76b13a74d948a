import { say } from "../../message.ts";
import { isInUse } from "../../pki/model.ts";
import { organizations } from "../../x509/name.ts";
import { aboutFile, folderRule } from "./rule.ts";

/** Request files that the API server would not take as they are: `csr-refused` says it of its own objects. */
export const csrFile = folderRule("csr-refused", "error", function* ({ folder }) {
  for (const { path, requests, newRequest } of folder.files.filter(isInUse)) {
    if (newRequest) {
      const message = say(
        "The block of this request is a NEW CERTIFICATE REQUEST. openssl reads it, and the API server does not: drop NEW from its BEGIN and END lines before it goes there.",
      );
      yield { ...aboutFile(path, message), severity: "information" };
    }
    if (requests.some(each => each.ok && organizations(each.value.subject).includes("system:masters"))) {
      const message = say(
        "This request asks for the group system:masters. The API server refuses it in a CertificateSigningRequest (CertificateSubjectRestriction); a CA of your own would sign it, and nobody could take those rights back.",
      );
      yield { ...aboutFile(path, message), severity: "warning" };
    }
  }
});
