/** A text with how it is meant. */
export interface PageBlock {
  readonly kind: "heading" | "note" | "table";
  readonly text?: string;
  readonly tone?: "good" | "warning" | "bad";
  readonly rows?: readonly PageDetailRow[];
}

export interface PageDetailRow {
  readonly label: string;
  readonly values: readonly string[];
  readonly tone?: "good" | "warning" | "bad";
  /** Bytes, set in a typewriter face. */
  readonly code: boolean;
}

export interface PageDetail {
  readonly title: string;
  readonly blocks: readonly PageBlock[];
  /** Whether there is a PEM text to copy. */
  readonly pem: boolean;
}

/** What the host tells the page. */
export interface DetailsToPage {
  readonly type: "details";
  readonly details: readonly PageDetail[];
  /** What the checks say of the file, or why there is nothing to show. */
  readonly notes: readonly PageBlock[];
  readonly texts: {
    readonly copyText: string;
    readonly copyPem: string;
    readonly openText: string;
    readonly tones: Readonly<Record<"good" | "warning" | "bad", string>>;
  };
  /** Whether the file can be opened as a text. */
  readonly file: boolean;
}

/** What the page tells the host. */
export type DetailsFromPage =
  | { readonly type: "ready" }
  | { readonly type: "copyText" | "copyPem"; readonly index: number }
  | { readonly type: "openText" };
