import { scalarAt, textAt } from "../../../manifests/objects.ts";
import { CLIENT_SIGNER, nodeRefusal } from "../../../manifests/signers.ts";
import { say } from "../../../message.ts";
import { readRequestField } from "../../../x509/request-field.ts";
import { specRule } from "./csr-field.ts";

/** The signers of kubelets sign for nodes alone. */
export const csrNodeSubject = specRule(function* (spec) {
  const signer = textAt(spec, "signerName") ?? "";
  const value = scalarAt(spec, "request");
  const request = value && readRequestField(value.text).request;
  const answer = request && nodeRefusal(signer, request);
  if (value === undefined || answer === undefined) return;
  const why = say("{0}; it signs for nodes alone: for users there is {1}", answer, CLIENT_SIGNER);
  yield { span: value.span, why, signer };
});
