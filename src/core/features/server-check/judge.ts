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
import { machineFinding } from "./machine.ts";
import type { JudgeOptions, ServerFinding, ServerJudgement, ServerProbe } from "./model.ts";
import { periodFinding } from "./period.ts";
import type { Served } from "./served.ts";
import { takeCa } from "./take-ca.ts";
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
  const known = options.ca ?? options.machineCas;
  const roots = known ?? [leaf];
  const signed = await checkSignatures({ leaf, intermediates, roots: [...roots, leaf] });
  const served: Served = { leaf, intermediates, signed };
  const { now } = options.timing;
  const error = serverAuthError({ leaf, intermediates, roots, now }, wantedName(options), signed);
  const findings = [...findingsOf(served, probe, options)].sort(bySeverity);
  return {
    ...told,
    accepted:
      options.insecure || (known === undefined && error === undefined ? undefined : error === undefined),
    ...(error !== undefined && options.ca && { kubectl: `${UNABLE} ${error}` }),
    findings: options.insecure ? findings.map(softened) : findings,
  };
}

function* findingsOf(served: Served, probe: ServerProbe, options: JudgeOptions): Iterable<ServerFinding> {
  const { leaf, intermediates, signed } = served;
  const { ca, clientCertificate, machineCas, timing } = options;
  // What the period says is said once: the chain is judged at a time at which the certificate is valid.
  const { notBefore = timing.now, notAfter = timing.now } = leaf;
  const now = Math.min(Math.max(timing.now, notBefore), notAfter);
  const roots = ca ?? machineCas;
  const verdict = roots && chainVerdict({ leaf, intermediates, roots, now }, "serverAuth", signed);
  const period = periodFinding(leaf, timing);
  if (period) yield period;
  const host = hostFinding(leaf, options, ca !== undefined && verdict?.ok === true);
  if (host) yield host;
  if (verdict?.ok !== true) {
    const fix = takeCa(served, now);
    yield ca === undefined || verdict === undefined
      ? machineFinding(served, options, fix)
      : trustFinding(served, ca, verdict, fix);
  }
  const client = clientCertificate && clientCaFinding(probe.clientCas, clientCertificate);
  if (client) yield client;
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
