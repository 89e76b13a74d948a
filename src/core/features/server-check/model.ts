import type { Severity } from "../../finding.ts";
import type { Message } from "../../message.ts";
import type { Certificate } from "../../x509/types.ts";
import type { Timing } from "../time.ts";

/** What a server showed in TLS handshakes in which no credentials were sent. */
export interface ServerProbe {
  /** The certificates in DER as the server sent them: its own first. */
  readonly chain: readonly Uint8Array[];
  /** As Node names it: `TLSv1.3`. */
  readonly protocol: string;
  /** The application protocol that the server chose, where it chose one: `http/1.1`. */
  readonly alpn?: string;
  readonly clientCas: ClientCas;
  /** Milliseconds until there was a connection, a proxy's answer included. */
  readonly dialMs: number;
  /** Milliseconds from then until the handshake was complete. */
  readonly tlsMs: number;
}

/**
 * Which CAs a server names when it asks for a client certificate: names in DER; where it names none, any will do.
 * `not-asked`: it takes no client certificate. `not-told`: TLS 1.3 encrypts the request, and 1.2 did not succeed.
 */
export type ClientCas =
  | { readonly kind: "asked"; readonly names: readonly Uint8Array[] }
  | { readonly kind: "not-asked" }
  | { readonly kind: "not-told"; readonly reason: Message };

export interface JudgeOptions {
  /** The CAs of the kubeconfig that could be read; undefined where it names none, as kubectl then takes its machine's. */
  readonly ca: readonly Certificate[] | undefined;
  /** Those of the machine that kubectl runs on, where they are known; for a kubeconfig without a CA. */
  readonly machineCas?: readonly Certificate[];
  /** insecure-skip-tls-verify */
  readonly insecure: boolean;
  /** As the URL of the server has it; an IPv6 address with or without brackets. */
  readonly host: string;
  /** tls-server-name, where the kubeconfig sets it. */
  readonly serverName?: string | undefined;
  readonly timing: Timing;
  /** What the client sends, its own certificate first; left out where it has none. */
  readonly clientCertificate?: readonly Certificate[];
}

export interface ServerJudgement {
  /** As the server sent them; those that could not be read are left out. */
  readonly certificates: readonly Certificate[];
  /** Whether kubectl takes the server; undefined where the CAs of its machine decide. */
  readonly accepted: boolean | undefined;
  /** What kubectl says instead, or would say if it were not told to skip verification. Word for word, times in UTC. */
  readonly kubectl?: string;
  /** The CAs that the server asks for, as Go prints names; undefined where it does not ask, or does not tell. */
  readonly clientCas?: readonly string[];
  /** The worst first. */
  readonly findings: readonly ServerFinding[];
}

export interface ServerFinding {
  readonly code: ServerFindingCode;
  readonly severity: Severity;
  readonly message: Message;
  readonly fix?: ServerFix;
}

export type ServerFindingCode =
  | "certificate-unreadable"
  | "certificate-expired"
  | "certificate-not-yet-valid"
  | "certificate-never-valid"
  | "certificate-expiring"
  | "name-mismatch"
  | "ca-replaced"
  | "self-signed"
  | "unknown-authority"
  | "chain-refused"
  | "ca-of-the-machine"
  | "client-ca-not-asked-for"
  | "client-certificate-not-asked-for";

/** A change of the kubeconfig's cluster after which kubectl takes the server, as far as the finding goes. */
export type ServerFix =
  | { readonly kind: "set-server-name"; readonly name: string }
  | { readonly kind: "remove-server-name" }
  | {
      readonly kind: "take-ca";
      /** To be trusted beside what is trusted already, or instead. This believes what the server says now. */
      readonly pem: string;
      /** SHA-256 as openssl prints it, to be compared with that of the cluster's CA. */
      readonly fingerprint: string;
      /** As Go prints names. */
      readonly subject: string;
    };
