import { bySeverity } from "../../finding.ts";
import { render, say } from "../../message.ts";
import { shown } from "../../rules/words.ts";
import { decodeCertificate, refusalOf, shownRefusalOf } from "../../x509/certificate.ts";
import { chainVerdict } from "../../x509/chain-verdict.ts";
import { checkSignatures } from "../../x509/checked-chain.ts";
import { serverAuthError } from "../../x509/server-auth.ts";
import type { Certificate } from "../../x509/types.ts";
import { clientCaFinding, clientCaNames } from "./client-cas.ts";
import { hostFinding, wantedName } from "./host.ts";
import type { JudgeOptions, ServerFinding, ServerJudgement, ServerProbe } from "./model.ts";
import { periodFinding } from "./period.ts";
import { called, type Served, topOf } from "./served.ts";
import { type TakeCa, takeCa } from "./take-ca.ts";
import { trustFinding } from "./trust.ts";

/** How many certificates of a server are looked at: a bound of ours, which no chain in use comes near. */
const MOST_SENT = 16;

const UNABLE = "Unable to connect to the server:";

/**
 * What kubectl makes of what a server showed, and what to do about it: name, period, chain and the CAs for clients each
 * by itself, so that one fault does not hide another. Pure but for WebCrypto; never rejects.
 */
export async function judgeServer(probe: ServerProbe, options: JudgeOptions): Promise<ServerJudgement> {
  const { certificates, unreadable } = read(probe.chain);
  const clientCas = clientCaNames(probe.clientCas);
  const told = { certificates, ...(clientCas && { clientCas }) };
  const [leaf, ...intermediates] = certificates;
  if (leaf === undefined || unreadable !== undefined) {
    const error = unreadable?.error ?? "tls: received empty certificates message";
    return {
      ...told,
      accepted: false,
      kubectl: `${UNABLE} ${error}`,
      findings: [unreadableFinding(unreadable)],
    };
  }
  // Where the CAs are not known, what every client refuses whatever it trusts.
  const roots = options.ca ?? [leaf];
  const signed = await checkSignatures({ leaf, intermediates, roots: [...roots, leaf] });
  const served: Served = { leaf, intermediates, signed };
  const { now } = options.timing;
  const error = serverAuthError({ leaf, intermediates, roots, now }, wantedName(options), signed);
  const findings = [...findingsOf(served, probe, options)].sort(bySeverity);
  return {
    ...told,
    accepted: options.insecure || (error === undefined ? options.ca && true : false),
    ...(error !== undefined && options.ca && { kubectl: `${UNABLE} ${error}` }),
    findings: options.insecure ? findings.map(softened) : findings,
  };
}

function* findingsOf(served: Served, probe: ServerProbe, options: JudgeOptions): Iterable<ServerFinding> {
  const { leaf, intermediates, signed } = served;
  const { ca, clientCertificate, timing } = options;
  // What the period says is said once: the chain is judged at a time at which the certificate is valid.
  const { notBefore = timing.now, notAfter = timing.now } = leaf;
  const now = Math.min(Math.max(timing.now, notBefore), notAfter);
  const verdict = ca && chainVerdict({ leaf, intermediates, roots: ca, now }, "serverAuth", signed);
  const period = periodFinding(leaf, timing);
  if (period) yield period;
  const host = hostFinding(leaf, options, verdict?.ok === true);
  if (host) yield host;
  if (verdict === undefined) yield machineFinding(served, options.insecure, takeCa(served, now));
  else if (!verdict.ok) yield trustFinding(served, ca ?? [], verdict, takeCa(served, now));
  const client = clientCertificate && clientCaFinding(probe.clientCas, clientCertificate);
  if (client) yield client;
}

function machineFinding(served: Served, insecure: boolean, fix: TakeCa | undefined): ServerFinding {
  const issuer = called(topOf(served).issuer);
  const message = insecure
    ? say(
        'The kubeconfig names no CA for this cluster and sets insecure-skip-tls-verify, so that kubectl takes any server that answers. This one\'s certificate is issued by "{0}".',
        issuer,
      )
    : say(
        'The kubeconfig names no CA for this cluster, so that kubectl trusts those of its machine, which are not judged here. The server\'s certificate is issued by "{0}".',
        issuer,
      );
  return { code: "ca-of-the-machine", severity: "information", message, ...(fix && { fix }) };
}

/** With insecure-skip-tls-verify nothing of that keeps kubectl from the server. */
function softened(finding: ServerFinding): ServerFinding {
  return finding.severity === "error" ? { ...finding, severity: "warning" } : finding;
}

interface Unreadable {
  /** Go's. */
  readonly error: string;
  readonly shown: string;
}

/** crypto/tls refuses a server of which one certificate does not parse. */
function read(chain: readonly Uint8Array[]): {
  readonly certificates: readonly Certificate[];
  readonly unreadable?: Unreadable;
} {
  const certificates: Certificate[] = [];
  let unreadable: Unreadable | undefined;
  for (const der of chain.slice(0, MOST_SENT)) {
    const reading = decodeCertificate(der);
    const refused = reading.ok ? refusalOf(reading.value) : render(reading.message);
    if (reading.ok) certificates.push(reading.value);
    if (refused === undefined) continue;
    const forPeople = (reading.ok ? shownRefusalOf(reading.value) : undefined) ?? refused;
    unreadable ??= { error: `tls: failed to parse certificate from server: ${refused}`, shown: forPeople };
  }
  return { certificates, ...(unreadable && { unreadable }) };
}

function unreadableFinding(unreadable: Unreadable | undefined): ServerFinding {
  const message =
    unreadable === undefined
      ? say("The server sent no certificate.")
      : say(
          "The server sent a certificate that Go does not read ({0}), so that kubectl refuses it even with insecure-skip-tls-verify. Have it issued again.",
          shown(unreadable.shown),
        );
  return { code: "certificate-unreadable", severity: "error", message };
}
