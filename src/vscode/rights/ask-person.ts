import * as vscode from "vscode";
import type { Person } from "../../core/rbac/index.ts";
import { identityOf } from "../../core/x509/assess.ts";
import { chosenBy, isContext } from "../entries/choose.ts";
import { HumanError } from "../errors.ts";
import type { Known } from "../services.ts";
import { line } from "../text/iconless.ts";
import { nodeOf } from "../tree/arguments.ts";
import type { Interview, Option } from "../wizard/interview.ts";

/**
 * Whom a node of a view means, a certificate or a user; else one of those that kubeconfigs name, or anybody. The
 * questions are `person`, and where somebody is typed `person-name` and `person-groups`.
 */
export async function askPerson(
  each: Interview,
  title: string,
  argument: unknown,
  services: Known,
): Promise<Person> {
  if (argument !== undefined) return personOf(argument, services);
  const known = knownPeople(services);
  const chosen = await each.choose<Person | undefined>({
    id: "person",
    title,
    prompt: vscode.l10n.t("Whose rights? Those in the list are named by kubeconfigs."),
    options: [
      ...known.map(
        (person): Option<Person> => ({
          key: JSON.stringify([person.user, person.groups]),
          label: `$(person) ${line(person.user)}`,
          description: line(person.groups.join(", ")),
          value: person,
        }),
      ),
      { key: "typed", label: vscode.l10n.t("Somebody else..."), value: undefined },
    ],
  });
  return chosen ?? typePerson(each, title);
}

async function typePerson(each: Interview, title: string): Promise<Person> {
  const user = await each.type({
    id: "person-name",
    title,
    prompt: vscode.l10n.t("User name, as the common name (CN) of a certificate has it"),
    placeholder: vscode.l10n.t("For example: jane, or system:serviceaccount:NAMESPACE:NAME"),
    check: text =>
      text === "" ? { severity: "error", text: vscode.l10n.t("A name is missing.") } : undefined,
  });
  const groups = await each.type({
    id: "person-groups",
    title,
    prompt: vscode.l10n.t("Groups, as the organizations (O) of a certificate: separated by commas, or none"),
  });
  return { user, groups: groups.split(",").flatMap(group => group.trim() || []) };
}

function personOf(argument: unknown, services: Known): Person {
  const { certificate, issued } = nodeOf(argument);
  const identity =
    certificate === undefined
      ? (issued ?? identityOfEntry(argument, services))
      : identityOf(certificate.subject);
  if (identity !== undefined && identity.user !== "") return pick(identity);
  throw new HumanError(
    vscode.l10n.t(
      "Who this is cannot be known from the file. Run the command from the palette and type the name.",
    ),
  );
}

function identityOfEntry(argument: unknown, services: Known): Person | undefined {
  const chosen = chosenBy(argument, services);
  if (chosen === undefined || isContext(chosen) || chosen.entry.kind !== "user") return undefined;
  return chosen.group.analysis.users.get(chosen.entry)?.identities[0];
}

/** Everybody whom a kubeconfig names, each once. */
function knownPeople({ sources }: Known): readonly Person[] {
  const all = sources.groups.flatMap(({ analysis }) =>
    [...analysis.users.values()].flatMap(({ identities }) => identities.slice(0, 1)),
  );
  return [...new Map(all.map(each => [JSON.stringify([each.user, each.groups]), pick(each)])).values()];
}

function pick({ user, groups }: Person): Person {
  return { user, groups };
}
