import { equalBytes } from "../../core/bytes/bytes.ts";
import { moment } from "../../core/features/time.ts";
import { type Message, say } from "../../core/message.ts";
import type { NotDone, Result } from "../../core/result.ts";
import { decodeCertificates } from "../../core/x509/certificates.ts";
import { readCertificateRequest } from "../../core/x509/csr.ts";
import type { Minted } from "../../core/x509/mint/leaf.ts";
import { formatName } from "../../core/x509/name.ts";
import type { DistinguishedName } from "../../core/x509/types.ts";

/** What a certificate was asked with. */
export interface Asked {
  readonly requestPem: string;
  /** Secret. */
  readonly keyPem: string;
  /** Milliseconds since the epoch until when it was asked to be good; left out where the signer was to decide. */
  readonly until?: number;
}

/** A signer truncates to whole seconds, and backdates what it issues by five minutes. Milliseconds. */
const TOLERANCE = 6 * 60_000;

/**
 * What a cluster issued, if it is what was asked for: our key, the subject that was asked, and good for clients. How long it is
 * really good is said, as signers have limits of their own.
 */
export function judgeIssued(certificatePem: string, asked: Asked): Result<Minted, NotDone> {
  const request = readCertificateRequest(asked.requestPem);
  const leaf = decodeCertificates(certificatePem).entries[0]?.certificate;
  if (leaf?.ok !== true) return refused(say("What the cluster issued is no certificate that can be read."));
  if (!request.ok) return refused(say("The request that was made can no longer be read."));
  const certificate = leaf.value;
  if (!equalBytes(certificate.publicKey.spki, request.value.publicKey.spki)) {
    return refused(
      say("What the cluster issued is for another key than the one that was made here. It is not used."),
    );
  }
  const usages = certificate.extKeyUsage ?? [];
  if (usages.length > 0 && !usages.includes("clientAuth") && !usages.includes("any")) {
    return refused(say("What the cluster issued is not for clients, so that no API server takes it."));
  }
  const notes = [...notesOn(certificate.notAfter, asked.until)];
  const { subject } = request.value;
  if (!saysTheSame(certificate.subject, subject)) {
    const [is, was] = [formatName(certificate.subject), formatName(subject)];
    notes.unshift(say("The signer changed the subject: it is {0}, and {1} was asked for.", is, was));
  }
  return { ok: true, value: { certificate, certificatePem, keyPem: asked.keyPem, notes } };
}

/** Go puts all groups into one RelativeDistinguishedName, which DER sorts: the order means nothing. */
function saysTheSame(one: DistinguishedName, other: DistinguishedName): boolean {
  const [first, second] = [one, other].map(({ attributes }) =>
    attributes.map(({ oid, value }) => `${oid}=${value}`).sort(),
  );
  return JSON.stringify(first) === JSON.stringify(second);
}

function* notesOn(until: number | undefined, wanted: number | undefined): Iterable<Message> {
  if (until === undefined || wanted === undefined) return;
  if (until < wanted - TOLERANCE) {
    yield say(
      "The cluster made it good until {0} only, where {1} was asked for: its signer has a limit.",
      moment(until),
      moment(wanted),
    );
  } else if (until > wanted + TOLERANCE) {
    yield say(
      "The cluster made it good until {0}, which is longer than {1}, as was asked for.",
      moment(until),
      moment(wanted),
    );
  }
}

function refused(reason: Message): NotDone {
  return { ok: false, reason };
}
