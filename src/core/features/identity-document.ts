import type { Identity } from "../kubeconfig/facts-model.ts";
import { english, type Message, render, say, type Translate } from "../message.ts";
import { IDENTITY_SOURCES, identityDifferences, type SeenIdentity } from "./identity-check.ts";
import { codeSpan, markdownTable } from "./markdown-text.ts";
import { moment } from "./time.ts";

/** Who was asked for whom, and what came of it. */
export interface AskedIdentity {
  readonly context: string;
  /** As anybody may see it. */
  readonly server: string;
  /** When it was asked: milliseconds since the epoch. */
  readonly at: number;
  readonly seen: SeenIdentity & { readonly extra: ReadonlyMap<string, readonly string[]> };
  /** What the kubeconfig says, best first. */
  readonly expected: readonly Identity[];
  /** Whether the context sends any credential. */
  readonly sends: boolean;
  /** Whether a program gives the credential. */
  readonly plugin: boolean;
}

/** Who the API server takes the user of a context for, beside what the kubeconfig says, as a document in Markdown. */
export function identityDocument(asked: AskedIdentity, translate: Translate = english): string {
  const t = (message: Message) => render(message, translate);
  const { context, server, at, seen, expected, sends } = asked;
  const differences = identityDifferences(expected, seen, sends, translate);
  const blocks = [
    `# ${t(say("Who you are in {0}", codeSpan(context)))}`,
    t(say("{0}, asked on {1}.", codeSpan(server), moment(at))),
    markdownTable(["", t(say("The API server says")), t(say("The kubeconfig says"))], identityRows(asked, t)),
    `## ${t(say("Differences"))}`,
    ...(differences.length === 0
      ? [t(agreement(asked))]
      : [differences.map(each => `- ${escapedLine(t(each))}`).join("\n")]),
    ...extraBlocks(seen.extra, t),
  ];
  return `${blocks.join("\n\n")}\n`;
}

type Tell = (message: Message) => string;

function identityRows({ seen, expected }: AskedIdentity, t: Tell): readonly (readonly string[])[] {
  const [first] = expected;
  const said = (identity: Identity) => `${codeSpan(identity.user)} (${t(IDENTITY_SOURCES[identity.source])})`;
  const rows = [
    [
      t(say("User")),
      codeSpan(seen.username),
      expected.length === 0 ? t(say("not said")) : expected.map(said).join(", "),
    ],
    [t(say("Groups")), listed(seen.groups, t), first === undefined ? "" : listed(first.groups, t)],
  ];
  const uid = first?.uid;
  if (seen.uid !== undefined || uid !== undefined) {
    rows.push([
      t(say("User id")),
      seen.uid === undefined ? "" : codeSpan(seen.uid),
      uid === undefined ? "" : codeSpan(uid),
    ]);
  }
  return rows;
}

/** What else the server knows of the user, which the kubeconfig never says. */
function extraBlocks(extra: AskedIdentity["seen"]["extra"], t: Tell): readonly string[] {
  if (extra.size === 0) return [];
  const lines = [...extra].map(([name, values]) => `- ${codeSpan(name)}: ${listed(values, t)}`);
  return [`## ${t(say("What the API server knows besides"))}`, lines.join("\n")];
}

function listed(texts: readonly string[], t: Tell): string {
  return texts.length === 0 ? t(say("none")) : texts.map(codeSpan).join(", ");
}

function agreement({ expected, plugin, sends }: AskedIdentity): Message {
  if (expected.length > 0) return say("None: both say the same.");
  if (plugin) {
    return say(
      "None are known: a program gives the credential, and the kubeconfig does not say for whom. The API server alone knows.",
    );
  }
  return sends
    ? say(
        "None are known: the kubeconfig does not say whose credential it holds, as with a token that is no JSON Web Token. The API server alone knows.",
      )
    : say("None are known: the context sends no credential.");
}

/** A sentence with texts of others in it, whose marks are no Markdown. */
function escapedLine(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, "\\$&");
}
