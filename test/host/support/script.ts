import type { Ask, Busy, OptionLine, Outcome, Position, Question } from "../../../src/vscode/wizard/ask.ts";

/** What a script does at a question: an answer, something and then an answer, the option that reads so, or leaving it. */
export type Act = string | (() => string) | RegExp | { readonly leave: "back" | "cancel" };

export const BACK: Act = { leave: "back" };
export const CANCEL: Act = { leave: "cancel" };

/** The `id` of a question and what is done there. */
export type Step = readonly [id: string, act: Act];

/** A person who answers what a script says, and refuses to answer anything else. */
export class Script implements Ask {
  readonly #steps: Step[];
  readonly #after: readonly string[];
  /** Every question, in order, as `id` and where it was asked. */
  readonly asked: { readonly question: Question; readonly position: Position }[] = [];
  /** What was told at the end. */
  readonly told: string[] = [];
  /** How far what took a while said it was. */
  readonly progress: string[] = [];
  /** As what each was told. */
  readonly severities: string[] = [];
  /** What stood under fields when they were answered. */
  readonly remarks: string[] = [];

  /** @param after the actions to take when an outcome is told that offers one of them */
  constructor(steps: readonly Step[], ...after: readonly string[]) {
    this.#steps = [...steps];
    this.#after = after;
  }

  /** Steps that nobody asked for. */
  get left(): readonly string[] {
    return this.#steps.map(([id]) => id);
  }

  async question(question: Question, position: Position): Promise<Outcome> {
    this.asked.push({ question, position });
    const step = this.#steps.shift();
    if (step === undefined) throw new Error(`Nothing to answer at ${question.id}`);
    const [id, given] = step;
    const act = typeof given === "function" ? given() : given;
    if (id !== question.id) throw new Error(`Asked ${question.id} where the script has ${id}`);
    if (typeof act === "object" && "leave" in act) return { kind: act.leave };
    if (question.kind === "choice" && !question.many) {
      return { kind: "answer", value: optionFor(question.options, act, id).key };
    }
    const value = String(act);
    if (question.kind === "text") await this.#check(question, value);
    return { kind: "answer", value };
  }

  async #check(question: Extract<Question, { kind: "text" }>, value: string): Promise<void> {
    const remark = await question.check?.(value);
    if (remark !== undefined) this.remarks.push(`${remark.severity}: ${remark.text}`);
    if (remark?.severity === "error")
      throw new Error(`${question.id} does not take ${value}: ${remark.text}`);
  }

  busy<T>(_title: string, run: Busy<T>): Promise<T> {
    return run(new AbortController().signal, text => this.progress.push(text));
  }

  async tell(
    severity: "information" | "warning" | "error",
    text: string,
    actions: readonly string[],
  ): Promise<string | undefined> {
    this.told.push(text);
    this.severities.push(severity);
    return actions.find(action => this.#after.includes(action));
  }
}

function optionFor(options: readonly OptionLine[], act: Act, id: string): OptionLine {
  const fits = ({ key, label, description = "", detail = "" }: OptionLine): boolean =>
    act instanceof RegExp ? act.test(`${label} ${description} ${detail}`) : key === act;
  const option = options.find(fits);
  if (option !== undefined) return option;
  throw new Error(
    `${id} has no ${act}, only ${options.map(({ key, label }) => `${key} (${label})`).join("; ")}`,
  );
}
