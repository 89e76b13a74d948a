import { refusalOf } from "./certificate.ts";
import type { Signed } from "./chain.ts";
import { type ChainRefused, chainVerdict, type SentChain } from "./chain-verdict.ts";
import { hostError, isForHost } from "./host.ts";
import { commonName, organizations } from "./name.ts";
import type { Certificate } from "./types.ts";

/**
 * What Go's TLS client, and so kubectl, says to the certificates of a server, or undefined where it takes them
 * (crypto/tls verifyServerCertificate, crypto/x509 Certificate.Verify). Times are in UTC.
 * @param host the tls-server-name, else the host that is dialled; an IPv6 address may stand in brackets
 */
export function serverAuthError(chain: SentChain, host: string, signed: Signed): string | undefined {
  const { leaf, intermediates } = chain;
  const unreadable = [leaf, ...intermediates].map(refusalOf).find(error => error !== undefined);
  if (unreadable !== undefined) return `tls: failed to parse certificate from server: ${unreadable}`;
  const error = verifyError(chain, host, signed);
  return error === undefined ? undefined : `tls: failed to verify certificate: ${error}`;
}

function verifyError(chain: SentChain, host: string, signed: Signed): string | undefined {
  const { leaf, now } = chain;
  const verdict = chainVerdict(chain, "serverAuth", signed);
  // Go looks at the certificate itself first, then at the host, then for a chain.
  if (!verdict.ok && verdict.culprit === leaf && BEFORE_THE_HOST.has(verdict.code)) {
    return goError(verdict, now);
  }
  if (host !== "" && !isForHost(leaf, host)) return hostError(leaf, host);
  return verdict.ok ? undefined : goError(verdict, now);
}

const BEFORE_THE_HOST: ReadonlySet<ChainRefused["code"]> = new Set([
  "critical-extension",
  "not-yet-valid",
  "expired",
]);

/** A refusal in Go's words. @param now milliseconds since the epoch */
export function goError({ code, culprit, hint, violation = "" }: ChainRefused, now: number): string {
  if (hint !== undefined) {
    const because = `possibly because of ${JSON.stringify(hint.error)}`;
    const candidate = JSON.stringify(nameOf(hint.issuer));
    return `${UNKNOWN} (${because} while trying to verify candidate authority certificate ${candidate})`;
  }
  const current = `${PERIOD}: current time ${rfc3339(now)} is`;
  switch (code) {
    case "refused":
      return (culprit && refusalOf(culprit)) ?? UNKNOWN;
    case "critical-extension":
      return "x509: unhandled critical extension";
    case "not-yet-valid":
      return `${current} before ${rfc3339(culprit?.notBefore ?? 0)}`;
    case "expired":
      return `${current} after ${rfc3339(culprit?.notAfter ?? 0)}`;
    case "path-length":
      return "x509: too many intermediates for path length constraint";
    case "may-not-sign":
      return "x509: certificate is not authorized to sign other certificates";
    case "key-usage":
      return "x509: certificate specifies an incompatible key usage";
    case "name-constraints":
      return `x509: a root or intermediate certificate is not authorized to sign for this name: ${violation}`;
    default:
      return UNKNOWN;
  }
}

const UNKNOWN = "x509: certificate signed by unknown authority";
const PERIOD = "x509: certificate has expired or is not yet valid";

/** crypto/x509 UnknownAuthorityError.Error */
function nameOf({ subject, serial }: Certificate): string {
  const magnitude = BigInt(`0x${serial.replace("-", "") || "0"}`);
  const decimal = serial.startsWith("-") ? -magnitude : magnitude;
  return commonName(subject) || (organizations(subject)[0] ?? `serial:${decimal}`);
}

/** Go's time.RFC3339 of a whole second. */
function rfc3339(milliseconds: number): string {
  return new Date(Math.floor(milliseconds / 1000) * 1000).toISOString().replace(".000Z", "Z");
}
