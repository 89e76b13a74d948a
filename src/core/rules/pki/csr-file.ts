import type { Draft } from "../../finding.ts";
import { asksForMasters } from "../../manifests/signing-request.ts";
import { render, say } from "../../message.ts";
import { isInUse, type PkiFile } from "../../pki/model.ts";
import type { CertificateRequest } from "../../x509/csr.ts";
import { signatureRefusal } from "../../x509/request-signature.ts";
import { aboutFile, folderRule } from "./rule.ts";

/** Request files that the API server would not take as they are: `csr-refused` says it of its own objects. */
export const csrFile = folderRule("csr-refused", "error", async function* ({ folder }) {
  for (const file of folder.files) {
    if (!isInUse(file) || (file.requests.length === 0 && file.asRequest === undefined)) continue;
    yield* refusals(file);
    yield* unsigned(file);
    yield* forbiddenGroup(file);
  }
});

/** What it is for that form alone: the request itself is in order, and openssl reads it. */
function* refusals({ path, requests, asRequest }: PkiFile): Iterable<Draft> {
  const { request, refusal } = asRequest ?? {};
  if (refusal === undefined) return;
  const reason = render(refusal);
  if (request === undefined) {
    const message =
      requests.length > 0
        ? say("This request cannot be read: {0}.", reason)
        : say("This file is called a request, and is none: {0}.", reason);
    yield { ...aboutFile(path, message), severity: requests.length > 0 ? "error" : "warning" };
    return;
  }
  const message = say("The API server does not take this request as it is: {0}.", reason);
  yield { ...aboutFile(path, message), severity: isSound(request) ? "information" : "warning" };
}

async function* unsigned(file: PkiFile): AsyncIterable<Draft> {
  const { path } = file;
  const request = requestIn(file);
  if (request === undefined || !isSound(request)) return;
  const refusal = await signatureRefusal(request);
  if (refusal === undefined) return;
  const { message, isFalse } = refusal;
  yield {
    ...aboutFile(path, say("The API server refuses this request: {0}.", render(message))),
    severity: isFalse ? "error" : "warning",
  };
}

function isSound({ problems }: CertificateRequest): boolean {
  return !problems.some(({ refused }) => refused);
}

function requestIn({ requests, asRequest }: PkiFile): CertificateRequest | undefined {
  return asRequest?.request ?? requests.flatMap(each => (each.ok ? [each.value] : []))[0];
}

function* forbiddenGroup(file: PkiFile): Iterable<Draft> {
  const { path } = file;
  const request = requestIn(file);
  if (request === undefined || !asksForMasters(request)) return;
  const message = say(
    "This request asks for the group system:masters, which may do everything in the cluster, past every RBAC rule. The signer kubernetes.io/kube-apiserver-client refuses it (CertificateSubjectRestriction); a CA of your own would sign it, and nobody could take those rights back.",
  );
  yield { ...aboutFile(path, message), severity: "warning" };
}
