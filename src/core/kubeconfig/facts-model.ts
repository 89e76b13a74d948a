import type { Message } from "../message.ts";
import type { Failure } from "../result.ts";
import type { Span } from "../text.ts";
import type { TokenInfo } from "../tokens/types.ts";
import type { ChainRefused } from "../x509/chain-verdict.ts";
import type { PrivateKeyInfo } from "../x509/key.ts";
import type { KeyPairVerdict } from "../x509/key-pair.ts";
import type { LostBlock } from "../x509/lost-blocks.ts";
import type { Certificate } from "../x509/types.ts";
import type { ClusterEntry, ContextEntry, Entry, Field, KubeconfigFile, UserEntry } from "./model.ts";

/** What the files of a configuration say, before any rule has judged it. Plain and readonly. */
export interface Facts {
  /** In the order of precedence: the first that defines an entry wins. */
  readonly files: readonly KubeconfigFile[];
  /** The entries kubectl sees, by name. */
  readonly effective: EffectiveConfig;
  /** Every context of every file, in order, shadowed ones included. */
  readonly contexts: readonly ResolvedContext[];
  readonly clusters: ReadonlyMap<ClusterEntry, ClusterFacts>;
  readonly users: ReadonlyMap<UserEntry, UserFacts>;
  /** Every certificate of every file, in order. */
  readonly certificates: readonly CertificateUse[];
  /** When it was made: milliseconds since the epoch, as given. */
  readonly now: number;
}

/** What `kubectl config view` would show for these files: client-go tools/clientcmd/loader.go, Load. */
export interface EffectiveConfig {
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly users: ReadonlyMap<string, UserEntry>;
  readonly contexts: ReadonlyMap<string, ContextEntry>;
  /** The first that is not empty. */
  readonly currentContext?: { readonly name: string; readonly source: string; readonly field: Field<string> };
  /** Entries that lose to one of the same name in an earlier file, with the winner. */
  readonly shadowed: ReadonlyMap<Entry, Entry>;
  /** True when no file is refused; kubectl stops at the first command otherwise. */
  readonly loads: boolean;
}

/** A context and what its names lead to in the effective configuration. */
export interface ResolvedContext {
  readonly entry: ContextEntry;
  readonly cluster: Reference<ClusterEntry>;
  readonly user: Reference<UserEntry>;
  /** As written, else `default`. */
  readonly namespace: string;
  /** Whether it is the effective current context. */
  readonly current: boolean;
  readonly shadowedBy?: ContextEntry;
  /** What kubectl would send to the server with it, first what decides. */
  readonly sends: SentCredential;
  /** What kubectl would do with it, as far as the files tell. */
  readonly onUse: UseOutcome;
  /** How the user's client certificate relates to the cluster's CA; absent where either is. */
  readonly issuedByClusterCa?: CaRelation;
  /** The first moment anything it needs ends: milliseconds since the epoch. */
  readonly expires?: number;
}

/**
 * `requests`: it sends a request. `asks-for-username`: it prompts, for want of any credential.
 * `dials-localhost`: it goes to localhost:8080, for want of a server. `refuses`: validation or the set-up
 * of TLS fails before anything is sent.
 */
export type UseOutcome = "requests" | "asks-for-username" | "dials-localhost" | "refuses";

/** The API server's client CA may be another than the one a kubeconfig names: this is no verdict on validity. */
export interface CaRelation {
  /** Told by names and key ids alone. `unknown`: one of the certificates cannot be read. */
  readonly kind: "by-key-id" | "by-name" | "no" | "unknown";
  /** Every signature of `chain` was checked and holds; absent where one was not checked (see `verifySignatures`). */
  readonly verified?: true;
  /** From the client certificate over others that come with it to the CA; absent where it does not lead there. */
  readonly chain?: readonly Certificate[];
  /** What an API server stumbles over that trusts this CA for clients; absent where it takes the certificate. */
  readonly refusal?: ChainRefused;
}

export type Reference<T> =
  | { readonly kind: "found"; readonly name: string; readonly entry: T }
  | { readonly kind: "missing"; readonly name: string }
  | { readonly kind: "unset" };

/** client-go rest/transport.go and tools/clientcmd/client_config.go: what is really sent, and what is not. */
export interface SentCredential {
  readonly methods: readonly CredentialMethod[];
  /** `http`: kubectl reads no credential at all for such a server. `none`: it prompts for a username. */
  readonly nothing?: "http" | "none" | "unresolved";
  /** Present in the user but not used, and why. */
  readonly ignored: readonly { readonly method: CredentialMethod; readonly why: Message }[];
}

export type CredentialMethod =
  | "client-certificate"
  | "token"
  | "token-file"
  | "basic"
  | "exec"
  | "auth-provider";

export interface ClusterFacts {
  readonly entry: ClusterEntry;
  readonly server: ServerFacts;
  readonly ca?: Material<CertificateBundle>;
}

/** The server as client-go's rest.DefaultServerURL takes it. */
export type ServerFacts =
  | { readonly kind: "absent" }
  | {
      readonly kind: "url";
      readonly scheme: string;
      readonly host: string;
      /** As anybody may see it: without a login, a query and a fragment. */
      readonly shown: string;
      readonly schemeless: boolean;
    }
  /** `since`: the releases of Go before which it was taken. */
  | { readonly kind: "invalid"; readonly reason: Message; readonly since?: string };

export interface UserFacts {
  readonly entry: UserEntry;
  /** Every method the user carries, in client-go's order of effect. */
  readonly methods: readonly CredentialMethod[];
  readonly certificate?: Material<CertificateBundle>;
  /** Public facts only. */
  readonly key?: Material<PrivateKeyInfo>;
  readonly keyPair?: KeyPairVerdict;
  readonly token?: TokenInfo;
  /** The content of `tokenFile`, where it could be read. */
  readonly fileToken?: Material<TokenInfo>;
  /** What the auth-provider oidc has. */
  readonly oidc?: OidcFacts;
  /** Who the API server would see, best first; empty when it cannot be known from the file. */
  readonly identities: readonly Identity[];
  /** Milliseconds since the epoch at which the credential ends, where it is known. */
  readonly expires?: number;
  /** The contexts, effective ones first, that use it. */
  readonly contexts: readonly ContextEntry[];
}

export interface Identity {
  readonly user: string;
  /** As the credential states them; the API server adds `system:authenticated`. */
  readonly groups: readonly string[];
  readonly uid?: string;
  readonly source:
    | "client-certificate"
    | "token"
    | "token-file"
    | "impersonation"
    | "basic"
    | "auth-provider";
}

/** What a field holds, inline or in the file that it names. */
export interface Material<T> {
  readonly from: "data" | "file";
  readonly field: Field<string>;
  /** The absolute path, for `file`. */
  readonly path?: string;
  /** Absent when it could not be read; `failure` says why. */
  readonly content?: T;
  readonly failure?: MaterialFailure;
}

export interface OidcFacts {
  readonly idToken?: TokenInfo;
  /** The CA of the identity provider. */
  readonly ca?: Material<CertificateBundle>;
  /** Whether kubectl gets a new id-token by itself: it has a refresh-token. */
  readonly refreshes: boolean;
}

export interface MaterialFailure {
  readonly code:
    | "bad-base64"
    | "bad-pem"
    | "wrong-kind"
    | "encrypted"
    | "unparsable"
    | "missing"
    | "not-a-path"
    | "not-regular"
    | "too-large"
    | "unreadable"
    | "unknown";
  readonly message: Message;
  /** The offending place in the source; the field's value where it lies in another file. */
  readonly span: Span;
}

/** The certificates of one field, in order, as kubectl reads them: for a client, the first is the leaf. */
export interface CertificateBundle {
  readonly certificates: readonly BundleItem[];
  /** PEM blocks with other labels, which Go skips. */
  readonly skipped: readonly string[];
  /** Blocks that are none to Go, which passes over them without a word. */
  readonly lost: readonly LostBlock[];
}

export type BundleItem =
  | { readonly ok: true; readonly certificate: Certificate }
  | { readonly ok: false; readonly failure: Failure };

/** One certificate with where it comes from. */
export interface CertificateUse {
  readonly certificate: Certificate;
  readonly role: "client" | "client-chain" | "ca";
  readonly entry: ClusterEntry | UserEntry;
  readonly from: "data" | "file";
  readonly field: Field<string>;
  readonly path?: string;
  /** Position in its bundle. */
  readonly index: number;
}

/** Which signatures were checked, and whether they hold. Certificates are told apart by identity, as a cache keeps it. */
export interface SignatureVerdicts {
  get(child: Certificate, issuer: Certificate): boolean | undefined;
  /** How many verdicts say the contrary of what names and key ids say: who has seen less of them judges anew. */
  readonly surprises: number;
}
