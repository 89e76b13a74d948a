/** What has become of a request: the conditions that `kubectl get csr` prints. */
export type RequestState = "pending" | "approved" | "denied" | "issued" | "failed";

/** A CertificateSigningRequest of a cluster, as it was seen. */
export interface SeenRequest {
  readonly name: string;
  readonly uid: string;
  readonly state: RequestState;
  readonly signer: string;
  /** Who made it, by the server's word. */
  readonly username: string;
  readonly groups: readonly string[];
  readonly usages: readonly string[];
  /** Seconds, as asked. */
  readonly expirationSeconds?: number;
  /** The request itself, PEM. */
  readonly pem: string;
  /** The certificates that were issued, PEM, the user's own first. */
  readonly certificate?: string;
  /** Milliseconds since the epoch. */
  readonly created?: number;
  /** Why it was approved, denied or failed. */
  readonly reason?: string;
  readonly message?: string;
}

/** The requests of a cluster, and when they were asked for: milliseconds since the epoch. */
export interface SeenRequests {
  readonly at: number;
  readonly requests: readonly SeenRequest[];
}
