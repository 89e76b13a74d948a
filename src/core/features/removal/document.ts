import { type IssuedRecord, isOfClient, isValidAt } from "../../ledger/record.ts";
import { english, type Message, render, say, type Translate } from "../../message.ts";
import type { RbacSubject, Shell } from "../../rbac/index.ts";
import { codeSpan } from "../markdown-text.ts";
import { moment, residual } from "../time.ts";
import { listBindings, listRights } from "./commands.ts";

/** Whom to take rights from, and what is known beside. */
export interface Removal {
  /** The certificate of a client. */
  readonly record: IssuedRecord;
  /** Every record that is known. */
  readonly known: readonly IssuedRecord[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly shell: Shell;
}

/** May do anything: the API server asks no authorizer about it (apiserver authorizerfactory, NewPrivilegedGroups). */
const MASTERS = "system:masters";

type Tell = (message: Message) => string;

/** How many certificates are listed one by one. */
const LISTED = 50;

/**
 * What it takes to take the rights of a client certificate away before it ends, as a document in Markdown. Nothing is
 * applied.
 */
export function removalDocument(removal: Removal, translate: Translate = english): string {
  const { record, known, now } = removal;
  const t = (message: Message) => render(message, translate);
  const others = unique(known).filter(
    each => each.ca.fingerprint === record.ca.fingerprint && isValidAt(each, now),
  );
  const own = others.filter(each => isOfClient(each) && each.user === record.user);
  const rest = others.filter(each => !own.includes(each));
  const blocks = [
    `# ${t(say("What the removal of {0} needs", codeSpan(record.user || record.subject)))}`,
    t(explanation(record, now, t)),
    ...validBlocks(own, t),
    ...rightsBlocks(removal, t),
    ...lastResortBlocks(record, rest, t),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function explanation({ notAfter, ca }: IssuedRecord, now: number, t: Tell): Message {
  if (notAfter < now) {
    return say(
      "The certificate ended at {0}, so the API server does not take it any more. Rights that name the user wait for whoever gets that name next: take them away all the same.",
      moment(notAfter),
    );
  }
  return say(
    "Kubernetes cannot revoke a client certificate: the API server reads no revocation lists. As long as it trusts the CA {0} for clients, it takes this certificate until {1} ({2}) from whoever has the key. Until then only the following helps. Nothing has been changed yet.",
    codeSpan(ca.name),
    moment(notAfter),
    t(residual(now, notAfter)),
  );
}

function validBlocks(own: readonly IssuedRecord[], t: Tell): readonly string[] {
  if (own.length === 0) return [];
  return [
    `## ${t(say("Certificates of this user that are still valid"))}`,
    ...certificateList(own, t),
    t(
      say(
        "Delete the keys, and what holds them. A copy that somebody made works on, so that is not enough. Give the name to nobody else before the last one of these ends.",
      ),
    ),
  ];
}

function certificateList(records: readonly IssuedRecord[], t: Tell): readonly string[] {
  const lines = records
    .toSorted((a, b) => a.notAfter - b.notAfter)
    .slice(0, LISTED)
    .map(({ user, subject, groups, serial, notAfter, file }) => {
      const groupList = groups.length === 0 ? t(say("none")) : groups.map(codeSpan).join(", ");
      const name = codeSpan(user || subject);
      return `- ${t(say("{0}, groups {1}, until {2}, serial {3}, in {4}", name, groupList, moment(notAfter), codeSpan(serial), codeSpan(file)))}`;
    });
  const more = records.length - LISTED;
  return [[...lines, ...(more > 0 ? [`- ${t(say("and {0} more", more))}`] : [])].join("\n")];
}

function rightsBlocks({ record, shell }: Pick<Removal, "record" | "shell">, t: Tell): readonly string[] {
  const { user, groups } = record;
  const subjects: readonly RbacSubject[] = [
    ...(user === "" ? [] : [{ kind: "User", name: user } as const]),
    ...[...new Set(groups)].map(name => ({ kind: "Group", name }) as const),
  ];
  if (subjects.length === 0) return [];
  const rights = listRights(subjects, shell);
  const language = shell === "posix" ? "sh" : "powershell";
  return [
    `## ${t(say("Rights that name the user or a group"))}`,
    ...(groups.includes(MASTERS) ? [t(mastersWarning())] : []),
    t(
      say(
        "Run this as an administrator of the cluster, in its context. It lists each binding with its namespace, its role and everybody that it names:",
      ),
    ),
    fenced(language, listBindings(subjects, shell)),
    t(
      say(
        "Delete a binding that names nobody else ({0}, {1}); else take the subject out of it ({2}).",
        codeSpan("kubectl delete clusterrolebinding NAME"),
        codeSpan("kubectl delete rolebinding NAME --namespace=NAMESPACE"),
        codeSpan("kubectl edit"),
      ),
    ),
    ...(groups.length === 0 ? [] : [t(groupsNote())]),
    ...(rights === undefined
      ? []
      : [
          t(
            say(
              "What the API server would still allow afterwards; what every user may do, such as asking for the versions of the API, stays:",
            ),
          ),
          fenced(language, rights),
        ]),
  ];
}

function mastersWarning(): Message {
  return say(
    "The certificate is in the group {0}, which may do anything whatever RBAC says: no binding gives that, and none can take it away. Only the last resort helps.",
    codeSpan(MASTERS),
  );
}

function groupsNote(): Message {
  return say(
    "The groups are part of the certificate, so nobody can take the user out of them. A binding of a group gives the rights to everybody in it: give them to those who stay by name, or in another group, before you delete it.",
  );
}

function lastResortBlocks({ ca }: IssuedRecord, rest: readonly IssuedRecord[], t: Tell): readonly string[] {
  return [
    `## ${t(say("The last resort: another CA"))}`,
    t(
      say(
        "When the API server does not trust the CA {0} any more (--client-ca-file), nothing that the CA signed is taken, this certificate included. Everybody and every component then needs a certificate of the new CA first: {1}",
        codeSpan(ca.name),
        "https://kubernetes.io/docs/tasks/tls/manual-rotation-of-ca-certificates/",
      ),
    ),
    ...(rest.length === 0
      ? []
      : [
          t(say("Of what was recorded here, these are still valid and would stop working as well:")),
          ...certificateList(rest, t),
        ]),
  ];
}

/** A certificate may stand in several ledgers. */
function unique(records: readonly IssuedRecord[]): readonly IssuedRecord[] {
  return [...new Map(records.map(record => [record.fingerprint, record])).values()];
}

/** The commands hold no line that is nothing but backticks: names stand in quotes within one line. */
function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
