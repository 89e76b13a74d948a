import { CLIENT_SIGNER } from "../../manifests/signers.ts";
import { asksForMasters } from "../../manifests/signing-request.ts";
import { type Message, say } from "../../message.ts";
import { shown } from "../../rules/words.ts";
import { type CertificateRequest, readCertificateRequest } from "../../x509/csr.ts";
import { humanDuration } from "../../x509/describe.ts";
import { commonName, organizations } from "../../x509/name.ts";
import type { SeenRequest } from "./model.ts";

/** What a request asks for, where it can be read. */
export function requestIn({ pem }: SeenRequest): CertificateRequest | undefined {
  const read = readCertificateRequest(pem);
  return read.ok ? read.value : undefined;
}

/** What whoever approves a request lets happen, in words; nothing can take it back. */
export function grantsOf(seen: SeenRequest): readonly Message[] {
  const request = requestIn(seen);
  if (request === undefined) return [say("The request cannot be read, so nobody can say what it grants.")];
  const user = commonName(request.subject);
  const groups = organizations(request.subject);
  const seconds = seen.expirationSeconds;
  return [
    groups.length === 0
      ? say("The signer {0} makes a certificate for {1}.", shown(seen.signer), shown(user))
      : say(
          "The signer {0} makes a certificate for {1} in the groups {2}.",
          shown(seen.signer),
          shown(user),
          groups.map(shown).join(", "),
        ),
    seconds === undefined
      ? say("It is good for as long as the signer decides, mostly a year, and cannot be revoked.")
      : say("It is good for {0} at most, and cannot be revoked.", humanDuration(seconds * 1000)),
    ...(asksForMasters(request)
      ? [
          seen.signer === CLIENT_SIGNER
            ? say("It asks for system:masters, which may do everything. This signer refuses that.")
            : say(
                "It asks for system:masters: whoever holds it may do everything in the cluster, past RBAC.",
              ),
        ]
      : []),
    say("The request was made by {0}.", shown(seen.username)),
  ];
}
