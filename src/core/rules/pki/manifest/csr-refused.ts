import type { Draft } from "../../../finding.ts";
import {
  forbiddenSubject,
  type SigningRequest,
  signingRequestOf,
} from "../../../manifests/signing-request.ts";
import { type Message, render, say } from "../../../message.ts";
import { NOT_A_REQUEST } from "../../../x509/request-field.ts";
import { signatureRefusal } from "../../../x509/request-signature.ts";
import { get, isNullish } from "../../../yaml/access.ts";
import { shown } from "../../words.ts";
import { manifestRule } from "../rule.ts";
import { isTemplate, isTemplateNode } from "./csr-field.ts";

/**
 * What the API server refuses of a request when the object is created: ParseCSR, CheckSignature, and the admission plugin
 * CertificateSubjectRestriction. Nothing of a document that kubectl does not read.
 */
export const csrRefused = manifestRule("csr-refused", "error", async function* ({ object, source }) {
  const found = signingRequestOf(object);
  if (found === undefined || object.refusal !== undefined) return;
  for await (const reason of refusals(found)) yield draft(found, source, reason);
});

const NO_TEXT = say("it must be a text, the base64 of a request");

async function* refusals({ request: reading, signer, spec, object }: SigningRequest): AsyncIterable<Message> {
  const value = get(spec, "request");
  if (value === undefined || isNullish(value)) {
    if (!isTemplate(object.text))
      yield say('there is none ("{0}"): put the base64 of one into spec.request', NOT_A_REQUEST);
    return;
  }
  if (reading?.value.value.type !== "string") {
    if (!isTemplateNode(value)) yield NO_TEXT;
    return;
  }
  const { request, refusal } = reading;
  if (refusal !== undefined) yield refusal;
  if (request === undefined) return;
  if (!request.problems.some(({ refused }) => refused)) {
    const unsigned = await signatureRefusal(request);
    if (unsigned !== undefined) yield unsigned.message;
  }
  const forbidden = forbiddenSubject(request, signer);
  if (forbidden !== undefined) yield forbidden;
}

function draft({ object, spec, request }: SigningRequest, source: string, reason: Message): Draft {
  const { start, end } = request?.value.span ?? { start: spec.span.start, end: spec.span.start };
  return {
    source,
    span: { start: start + object.offset, end: end + object.offset },
    message: say(
      'The API server refuses the request of CertificateSigningRequest "{0}": {1}.',
      shown(object.name),
      render(reason),
    ),
  };
}
