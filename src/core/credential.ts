/**
 * Texts that are a credential by their form alone, wherever they stand: people paste tokens into every field. The forms are
 * those that the issuers document, so that no name, host or path is taken for one. Linear in the length of the text.
 */
const FORMS = [
  // RFC 7519; also what is left of one.
  "(?<![\\w-])ey[A-J][\\w-]{8,}\\.[\\w-]{4,}(?:\\.[\\w-]*)?",
  // Of clouds and clusters: EKS, OpenShift, Google, Rancher, DigitalOcean.
  "\\bk8s-aws-v1\\.[\\w-]{8,}",
  "\\bsha256~[\\w-]{16,}",
  "\\bya29\\.[\\w.-]{16,}",
  "\\b(?:kubeconfig-[\\w-]{1,64}|token-[a-z0-9]{1,32}):[A-Za-z0-9]{40,}",
  "\\bdo[oprt]_v1_[0-9a-f]{32,}",
  // Of GitHub, GitLab and Vault.
  "\\bgh[oprsu]_[A-Za-z0-9]{16,}",
  "\\bgithub_pat_\\w{16,}",
  "\\bgl(?:pat|agent)-[\\w-]{0,64}\\d[\\w-]*",
  "\\bhv[bsr]\\.[\\w-]{16,}",
  // RFC 7617 and RFC 6750, as a header has them.
  "\\b[Aa]uthorization[\\\\\"']{0,4}\\s{0,8}[:=]\\s{0,8}[\\\\\"']{0,4}(?:[A-Za-z]{1,16}\\s{1,8})?[^\\s\"'\\\\]+",
  "\\b[Bb]earer\\s{1,8}[\\w.~+/=-]{16,}",
  // PEM, and the same in base64 (a data URL says so before it).
  "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[\\s\\S]+",
  "\\bLS0tLS1CRUdJTi[A-Za-z0-9+/]{16,}",
  "\\bdata:[\\w/+.;=-]{0,200};base64,\\S+",
];

const CREDENTIAL = new RegExp(FORMS.join("|"), "gu");
/** Shorter than each of them: characters. */
const SHORTEST = 12;

/** What stands for what is left out. */
export const HIDDEN = "…";

/** Whether a text has a credential in it. */
export function hasCredential(text: string): boolean {
  return withoutCredentials(text) !== text;
}

/** The text with `…` for each credential in it. */
export function withoutCredentials(text: string): string {
  return text.length > SHORTEST ? text.replace(CREDENTIAL, HIDDEN) : text;
}
