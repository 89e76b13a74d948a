import { english, type Message, render, say, type Translate } from "../../message.ts";
import { type AccessRule, type EffectiveRule, ruleAllows } from "../../rbac/index.ts";
import { codeSpan, markdownTable } from "../markdown-text.ts";
import { moment } from "../time.ts";
import { pathRows, type RightsRow, resourceRows } from "./by-resource.ts";
import { attemptOf, type RightsAnswer } from "./questions.ts";

/** What is known of somebody's rights in a namespace. */
export interface KnownRights {
  /** Left out where the rules could not be had. */
  readonly rules?: readonly (AccessRule | EffectiveRule)[];
  /** Whether there may be more rights than the rules say. */
  readonly incomplete: boolean;
  /** What the server says of that. */
  readonly error?: string;
  readonly answers: readonly RightsAnswer[];
  /** Who gave the answers: the server, or the rules alone. */
  readonly answeredBy: "server" | "rules";
}

export interface RightsInput extends KnownRights {
  readonly who: string;
  readonly groups: readonly string[];
  readonly context: string;
  /** As anybody may see it. */
  readonly server: string;
  readonly namespace: string;
  /** When it was asked: milliseconds since the epoch. */
  readonly at: number;
  /** How it was found, and what is to be known of that. */
  readonly notes: readonly Message[];
}

/** Rows of a table: a list of more is no longer read. */
const MOST_ROWS = 1_000;

type Tell = (message: Message) => string;

/** What somebody may do, as a document in Markdown: first what matters most. */
export function rightsDocument(input: RightsInput, translate: Translate = english): string {
  const t = (message: Message) => render(message, translate);
  const { who, groups, context, server, namespace, at, notes } = input;
  const asked = say("Context {0}, server {1}, {2}.", codeSpan(context), codeSpan(server), moment(at));
  const blocks = [
    `# ${t(say("What {0} may do in the namespace {1}", codeSpan(who), codeSpan(namespace)))}`,
    [
      t(asked),
      ...(groups.length === 0 ? [] : [t(say("Groups: {0}.", groups.map(codeSpan).join(", ")))]),
      ...notes.map(t),
    ].join("\n\n"),
    ...incompleteBlocks(input, t),
    `## ${t(say("Look at these twice"))}`,
    dangerBlock(input, t),
    `## ${t(say("Asked one by one"))}`,
    answersTable(input, t),
    ...rulesBlocks(input, translate, t),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function incompleteBlocks({ incomplete, error, answeredBy }: RightsInput, t: Tell): readonly string[] {
  if (!incomplete && error === undefined) return [];
  const lines = [
    incomplete
      ? t(say("**The rules below are not all**: there may be rights that they do not name."))
      : t(say("**The rules below may not be all.**")),
    ...(error === undefined ? [] : [t(say("The API server says: {0}", codeSpan(error)))]),
    answeredBy === "server"
      ? t(say("The answers to what was asked one by one are sure: every authorizer of the server was asked."))
      : t(say("So a right to which the answer is no may be there all the same.")),
  ];
  return [`> ${lines.join("\n> ")}`];
}

/** An answer, with the objects that rules restrict it to where it is not allowed for all. */
interface NamedAnswer extends RightsAnswer {
  readonly names: readonly string[];
}

function named(input: RightsInput): readonly NamedAnswer[] {
  return input.answers.map(answer => ({ ...answer, names: namesFor(answer, input) }));
}

function namesFor(
  { question, allowed }: RightsAnswer,
  { rules = [], namespace }: RightsInput,
): readonly string[] {
  if (allowed !== "no") return [];
  const attempt = attemptOf(question, namespace);
  const fitting = rules.filter(rule => rule.names.length > 0 && ruleAllows({ ...rule, names: [] }, attempt));
  return [...new Set(fitting.flatMap(({ names }) => names))].sort();
}

function dangerBlock(input: RightsInput, t: Tell): string {
  const found = named(input).flatMap(answer => {
    const { danger, what } = answer.question;
    if (danger === undefined || (answer.allowed === "no" && answer.names.length === 0)) return [];
    return [`- **${capital(t(what))}** ${t(whereWords(answer, input.namespace))}: ${t(danger)}`];
  });
  return found.length === 0
    ? t(say("None of the dangerous rights that are asked for below."))
    : found.join("\n");
}

function answersTable(input: RightsInput, t: Tell): string {
  const rows = named(input).map(answer => [
    t(answer.question.what),
    answer.allowed === "no" && answer.names.length === 0
      ? t(say("no"))
      : t(say("**yes**, {0}", t(whereWords(answer, input.namespace)))),
  ]);
  return markdownTable([t(say("Right")), t(say("Allowed"))], rows);
}

function whereWords({ question, allowed, names }: NamedAnswer, namespace: string): Message {
  if (names.length > 0) return say("only for {0}", names.map(codeSpan).join(", "));
  if (!question.namespaced) return say("in the whole cluster");
  return allowed === "everywhere"
    ? say("in every namespace")
    : say("in the namespace {0}", codeSpan(namespace));
}

function rulesBlocks({ rules, namespace }: RightsInput, translate: Translate, t: Tell): readonly string[] {
  if (rules === undefined) return [];
  const resources = resourceRows(rules, translate);
  const columns: readonly Column[] = [
    { title: say("Resource"), cell: row => row.what },
    VERBS,
    ...(resources.some(({ names }) => names.length > 0)
      ? [{ title: say("Only these objects"), cell: (row: RightsRow) => row.names.map(codeSpan).join(", ") }]
      : []),
    ...(rules.some(rule => "binding" in rule)
      ? [
          { title: say("Where"), cell: (row: RightsRow) => t(placeWords(row, namespace)) },
          { title: say("Given by"), cell: (row: RightsRow) => row.by.map(codeSpan).join(", ") },
        ]
      : []),
  ];
  const paths = pathRows(rules, translate);
  return [
    `## ${t(say("Rules by resource"))}`,
    ...bounded(resources, rows => tableOf(columns, rows, t), t),
    `## ${t(say("Paths that are no resources"))}`,
    ...bounded(paths, rows => tableOf([{ title: say("Path"), cell: row => row.what }, VERBS], rows, t), t),
  ];
}

interface Column {
  readonly title: Message;
  readonly cell: (row: RightsRow) => string;
}

const VERBS: Column = { title: say("Verbs"), cell: row => row.verbs };

function tableOf(columns: readonly Column[], rows: readonly RightsRow[], t: Tell): string {
  return markdownTable(
    columns.map(({ title }) => t(title)),
    rows.map(row => columns.map(({ cell }) => cell(row))),
  );
}

function placeWords({ everywhere }: RightsRow, namespace: string): Message {
  return everywhere ? say("everywhere") : say("in {0}", codeSpan(namespace));
}

function bounded(
  rows: readonly RightsRow[],
  set: (rows: readonly RightsRow[]) => string,
  t: Tell,
): readonly string[] {
  if (rows.length === 0) return [t(say("None."))];
  const more = rows.length - MOST_ROWS;
  return [set(rows.slice(0, MOST_ROWS)), ...(more > 0 ? [t(say("And {0} more.", more))] : [])];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
