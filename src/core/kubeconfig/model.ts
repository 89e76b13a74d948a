import type { Message } from "../message.ts";
import type { Span } from "../text.ts";
import type { Decoding } from "../yaml/index.ts";
import type { YamlDocument, YamlNode } from "../yaml/node.ts";

/**
 * A kubeconfig file as kubectl reads it (client-go tools/clientcmd/api/v1/types.go), every value with its
 * place in the text, and beside it what is wrong. Reading never throws.
 */

/** One text that may hold a kubeconfig. */
export interface Source {
  /** Identifies the source in findings: the document's URI. */
  readonly id: string;
  /** The path that relative paths resolve against and that messages show; absent for an unsaved text. */
  readonly path?: string;
  readonly text: string;
  /** How the text lies in its bytes, where it comes from a file: kubectl refuses bytes that spell nothing. */
  readonly decoding?: Decoding;
  /** What the text holds, where somebody has read it. */
  readonly document?: YamlDocument;
  /** Unix permission bits, where known. */
  readonly mode?: number;
}

/** A value of the file. */
export interface Field<T> {
  readonly value: T;
  /** The value's place. For an alias, the place of `*name`. */
  readonly span: Span;
  /** The key's place. */
  readonly key: Span;
  readonly node: YamlNode;
}

export interface UnknownField {
  readonly name: string;
  readonly key: Span;
  readonly span: Span;
  /** The mapping it stands in: its known keys are those of `schema/table.ts`. */
  readonly within: MappingKind;
}

/** The mappings of a kubeconfig that have a fixed set of keys. */
export type MappingKind =
  | "file"
  | "preferences"
  | "named-cluster"
  | "named-user"
  | "named-context"
  | "named-extension"
  | "cluster"
  | "user"
  | "context"
  | "auth-provider"
  | "exec"
  | "exec-env";

interface EntryBase {
  /** `""` when missing or null, as kubectl takes it. */
  readonly name: string;
  /** The name's value, else the whole item. */
  readonly nameSpan: Span;
  /** The whole list item. */
  readonly span: Span;
  /** Position in its list. */
  readonly index: number;
  /** The `id` of the source it stands in. */
  readonly source: string;
  readonly extensions: readonly NamedExtension[];
  /** Keys of the item itself and of its `cluster`, `user` or `context` mapping that v1 does not have. */
  readonly unknown: readonly UnknownField[];
  /** Set where something in it could not be read: what it seems to lack may stand there. */
  readonly partial?: true;
}

export interface NamedExtension {
  readonly name: string;
  readonly span: Span;
  readonly value?: YamlNode;
}

export interface ClusterEntry extends EntryBase {
  readonly kind: "cluster";
  readonly server?: Field<string>;
  readonly tlsServerName?: Field<string>;
  readonly insecureSkipTlsVerify?: Field<boolean>;
  readonly certificateAuthority?: Field<string>;
  /** Base64 as written. */
  readonly certificateAuthorityData?: Field<string>;
  readonly proxyUrl?: Field<string>;
  readonly disableCompression?: Field<boolean>;
}

export interface UserEntry extends EntryBase {
  readonly kind: "user";
  readonly clientCertificate?: Field<string>;
  readonly clientCertificateData?: Field<string>;
  readonly clientKey?: Field<string>;
  /** Secret: base64 as written. */
  readonly clientKeyData?: Field<string>;
  /** Secret. */
  readonly token?: Field<string>;
  readonly tokenFile?: Field<string>;
  readonly as?: Field<string>;
  readonly asUid?: Field<string>;
  readonly asGroups?: Field<readonly string[]>;
  readonly asUserExtra?: Field<ReadonlyMap<string, readonly string[]>>;
  readonly username?: Field<string>;
  /** Secret. */
  readonly password?: Field<string>;
  readonly authProvider?: Field<AuthProvider>;
  readonly exec?: Field<ExecConfig>;
}

export interface AuthProvider {
  readonly name?: Field<string>;
  /** Secret values. */
  readonly config: ReadonlyMap<string, Field<string>>;
  readonly unknown: readonly UnknownField[];
}

export interface ExecConfig {
  readonly command?: Field<string>;
  readonly args: readonly Field<string>[];
  /** Secret values; names are shown. */
  readonly env: readonly ExecEnv[];
  readonly apiVersion?: Field<string>;
  readonly installHint?: Field<string>;
  readonly provideClusterInfo?: Field<boolean>;
  readonly interactiveMode?: Field<string>;
  /** Keys of it and of its variables that v1 does not have. */
  readonly unknown: readonly UnknownField[];
}

export interface ExecEnv {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

export interface ContextEntry extends EntryBase {
  readonly kind: "context";
  readonly cluster?: Field<string>;
  readonly user?: Field<string>;
  readonly namespace?: Field<string>;
}

export type Entry = ClusterEntry | UserEntry | ContextEntry;
export type EntryKind = Entry["kind"];

/** One file, read. */
export interface KubeconfigFile {
  readonly source: Source;
  readonly document: YamlDocument;
  readonly kind?: Field<string>;
  readonly apiVersion?: Field<string>;
  readonly currentContext?: Field<string>;
  readonly clusters: readonly ClusterEntry[];
  readonly users: readonly UserEntry[];
  readonly contexts: readonly ContextEntry[];
  readonly extensions: readonly NamedExtension[];
  readonly colors?: Field<boolean>;
  readonly preferenceExtensions: readonly NamedExtension[];
  readonly unknown: readonly UnknownField[];
  /** What it is, where it is surely the file of another tool: `a talosconfig, for talosctl`. */
  readonly otherTool?: Message;
  /** Everything that makes kubectl refuse the whole file, in the order kubectl meets it. Empty: it loads. */
  readonly refusals: readonly Refusal[];
}

/** Why kubectl refuses to load the whole file. */
export interface Refusal {
  readonly kind: RefusalKind;
  readonly span: Span;
  /** Ours; never holds a secret, unlike client-go's own text for duplicate names. */
  readonly message: Message;
  /** client-go's own text, without what it dumps of the file. */
  readonly kubectl: string;
  /** Of two entries with one name the first. */
  readonly first?: { readonly name: string; readonly span: Span };
}

export type RefusalKind =
  /** The YAML reader's: see the document's `refusal`. */
  | "yaml"
  /** The root is no mapping. */
  | "not-a-mapping"
  /** kind or apiVersion is of another API. */
  | "wrong-kind"
  /** A value's type is not the field's. */
  | "wrong-type"
  /** A `…-data` value that Go's base64 refuses; `span` is the first bad character where there is one. */
  | "bad-base64"
  /** Two entries of one list have the same name. */
  | "duplicate-name";
