import type { Message } from "../message.ts";
import type { TokenDefect } from "./defect.ts";

/**
 * What may be known of a bearer token without a secret: neither the token nor its signature is kept. A signature
 * cannot be checked on the client, so every claim is only what the token says.
 */
export type TokenInfo = (JsonWebToken | BootstrapToken | OpaqueToken) & {
  /** Of the content of a file: what keeps it from being right. */
  readonly defect?: TokenDefect;
};

/** Who the API server would take the token for; it adds `system:authenticated`. */
export interface TokenIdentity {
  readonly user: string;
  readonly groups: readonly string[];
  readonly uid?: string;
}

export interface JsonWebToken {
  readonly kind: "jwt";
  readonly type: "service-account-legacy" | "service-account-bound" | "oidc" | "jwt";
  readonly header: { readonly alg?: string; readonly kid?: string; readonly typ?: string };
  readonly claims: Claims;
  readonly serviceAccount?: ServiceAccountClaims;
  /** Certain for a service account. For OIDC the likely one: claims and prefixes are the server's configuration. */
  readonly identity?: TokenIdentity;
  /** For OIDC: what the user name may be, claim by claim. */
  readonly userCandidates: readonly { readonly claim: string; readonly value: string }[];
  readonly problems: readonly Message[];
}

/** Registered claims (RFC 7519 4.1). Times in milliseconds since the epoch. */
export interface Claims {
  readonly iss?: string;
  readonly sub?: string;
  readonly aud: readonly string[];
  readonly jti?: string;
  readonly exp?: number;
  readonly nbf?: number;
  readonly iat?: number;
}

/** Kubernetes pkg/serviceaccount: legacy.go and claims.go. */
export interface ServiceAccountClaims {
  readonly namespace: string;
  readonly name: string;
  readonly uid?: string;
  /** What the token is bound to, apart from the account. */
  readonly boundTo: readonly {
    readonly kind: "pod" | "node" | "secret";
    readonly name: string;
    readonly uid?: string;
  }[];
  /** Milliseconds since the epoch. Its presence means that the server extended `exp` for old clients. */
  readonly warnAfter?: number;
}

export interface BootstrapToken {
  readonly kind: "bootstrap";
  /** The public half. */
  readonly id: string;
  readonly identity: TokenIdentity;
}

export interface OpaqueToken {
  readonly kind: "opaque";
  readonly identity?: undefined;
}
