import type { Entry, Field, KubeconfigFile } from "../kubeconfig/model.ts";
import { shownAddress, shownText } from "../kubeconfig/secrecy.ts";
import { type Message, say } from "../message.ts";
import type { Span } from "../text.ts";
import { entriesOf, type SectionName, sectionAt } from "./sections.ts";

/** A line of a file's outline. */
export interface Symbol {
  readonly kind: "section" | "cluster" | "user" | "context" | "current-context";
  readonly name: Message | string;
  readonly detail?: string;
  readonly span: Span;
  /** Within `span`. */
  readonly selection: Span;
  readonly children: readonly Symbol[];
}

const SECTIONS: readonly SectionName[] = ["clusters", "users", "contexts"];

/** The outline of one file: its current context, and each list with its entries. In the order of the text. */
export function symbols(file: KubeconfigFile): readonly Symbol[] {
  const all: Symbol[] = SECTIONS.flatMap(section => sectionSymbol(file, section));
  if (file.currentContext !== undefined) all.push(currentContextSymbol(file.currentContext));
  return all.sort((a, b) => a.span.start - b.span.start);
}

function sectionSymbol(file: KubeconfigFile, name: SectionName): Symbol[] {
  const section = sectionAt(file, name);
  if (section === undefined) return [];
  const entries: readonly Entry[] = entriesOf(file, name);
  return [
    {
      kind: "section",
      name,
      span: section.span,
      selection: section.key,
      children: entries
        .filter(entry => within(section.span, entry.span))
        .map(entry => ({
          kind: entry.kind,
          name: entry.name || say("without a name"),
          detail: detailOf(entry),
          span: entry.span,
          selection: within(entry.span, entry.nameSpan) ? entry.nameSpan : entry.span,
          children: [],
        })),
    },
  ];
}

function currentContextSymbol({ key, span, value }: Field<string>): Symbol {
  return {
    kind: "current-context",
    name: "current-context",
    detail: value,
    span: { start: key.start, end: Math.max(key.end, span.end) },
    selection: key,
    children: [],
  };
}

function detailOf(entry: Entry): string {
  switch (entry.kind) {
    case "cluster":
      return shownAddress(entry.server?.value ?? "");
    case "context":
      return [entry.user?.value, entry.cluster?.value].filter(Boolean).join(" @ ");
    case "user":
      return credentialKey(entry) ?? "";
  }
}

/** The key that says what kind of credential it is, never its value. */
function credentialKey(user: Extract<Entry, { kind: "user" }>): string | undefined {
  if (user.clientCertificateData ?? user.clientCertificate) return "client-certificate";
  if (user.token) return "token";
  if (user.tokenFile) return "tokenFile";
  if (user.exec) return shownText(user.exec.value.command?.value ?? "exec");
  if (user.authProvider) return "auth-provider";
  return user.username ? "username" : undefined;
}

function within(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
