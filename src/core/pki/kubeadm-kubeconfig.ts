import { decodeBase64 } from "../bytes/base64.ts";
import type { Field } from "../kubeconfig/model.ts";
import { readKubeconfig } from "../kubeconfig/read.ts";
import { type Message, say } from "../message.ts";
import type { Span } from "../text.ts";
import { refusalOf } from "../x509/certificate.ts";
import { decodeCertificates } from "../x509/certificates.ts";
import type { Certificate } from "../x509/types.ts";
import type { KubeadmStatus, PkiKubeconfig } from "./model.ts";

interface Judged {
  readonly status: KubeadmStatus;
  readonly span?: Span;
}

/**
 * The client certificate that kubeadm judges in a kubeconfig of its own: the one of the current context's
 * user, which must be embedded, as must the cluster's CA
 * (cmd/kubeadm/app/phases/certs/renewal/readwriter.go, kubeConfigReadWriter.Read).
 */
export function kubeconfigStatus({ path, text }: PkiKubeconfig): Judged {
  const file = readKubeconfig({ id: path, path, text });
  const [refusal] = file.refusals;
  if (refusal !== undefined) return broken(refusal.message, refusal.span);
  const current = file.currentContext?.value ?? "";
  const context = file.contexts.find(each => each.name === current);
  if (context === undefined) return broken(say("the current context {0} is missing", current));
  const cluster = file.clusters.find(each => each.name === (context.cluster?.value ?? ""));
  if (cluster === undefined) return broken(say("its cluster {0} is missing", context.cluster?.value ?? ""));
  if (!cluster.certificateAuthorityData?.value) {
    return broken(say("the CA of cluster {0} is not embedded", cluster.name), cluster.nameSpan);
  }
  const user = file.users.find(each => each.name === (context.user?.value ?? ""));
  if (user === undefined) return broken(say("its user {0} is missing", context.user?.value ?? ""));
  if (!user.clientCertificateData?.value) {
    return broken(say("the client certificate of user {0} is not embedded", user.name), user.nameSpan);
  }
  return embedded(user.clientCertificateData);
}

function embedded(field: Field<string>): Judged {
  const pem = decodeBase64(field.value);
  if (!pem.ok) return broken(pem.message, field.span);
  const certificates: Certificate[] = [];
  for (const { certificate } of decodeCertificates(pem.value).entries) {
    if (!certificate.ok) return broken(certificate.message, field.span);
    const refusal = refusalOf(certificate.value);
    if (refusal !== undefined) return broken(say("{0}", refusal), field.span);
    certificates.push(certificate.value);
  }
  const [certificate] = certificates;
  if (certificate === undefined) return broken(say("there is no certificate in the field"), field.span);
  return { status: { kind: "present", certificate }, span: field.span };
}

function broken(reason: Message, span?: Span): Judged {
  return { status: { kind: "broken", reason }, ...(span === undefined ? {} : { span }) };
}
