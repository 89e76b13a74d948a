import type {
  Ask,
  Busy,
  ConfirmQuestion,
  FileQuestion,
  OptionLine,
  Position,
  Question,
  TextQuestion,
} from "./ask.ts";
import { Cancelled, WentBack } from "./cancelled.ts";
import { Memory } from "./memory.ts";

/** One of several to choose from. `key` tells them apart. */
export interface Option<T> extends OptionLine {
  readonly value: T;
}

/** Somebody went back: the flow runs again up to there, with the answers that still hold. */
class Return extends Error {}

/**
 * Ask a person one thing after another. The flow is a plain function; whoever goes back makes it run again, with the
 * answers before that point given by themselves. So a flow only asks, reads and computes: whatever it makes or writes
 * comes after the interview.
 * @throws Cancelled when the person leaves
 */
export async function interview<T>(ask: Ask, flow: (interview: Interview) => Promise<T>): Promise<T> {
  const { wish } = await interviewThen(ask, flow, async () => undefined);
  return wish;
}

/**
 * The same, and then carry out what was wished for. What is carried out may show what it is about to do: whoever goes
 * back from there ({@link WentBack}) is asked the last question again, so nothing may have been made by then.
 * @returns what was wished for, and what came of it
 * @throws Cancelled when the person leaves
 */
export async function interviewThen<T, R>(
  ask: Ask,
  flow: (interview: Interview) => Promise<T>,
  carryOut: (wish: T) => Promise<R>,
): Promise<{ readonly wish: T; readonly done: R }> {
  const memory = new Memory();
  for (;;) {
    try {
      const wish = await flow(new Interview(ask, memory));
      return { wish, done: await carryOut(wish) };
    } catch (error) {
      if (error instanceof WentBack) memory.back();
      else if (!(error instanceof Return)) throw error;
    }
  }
}

export class Interview {
  readonly #ask: Ask;
  readonly #memory: Memory;
  #next = 0;

  constructor(ask: Ask, memory: Memory) {
    this.#ask = ask;
    this.#memory = memory;
  }

  async choose<T>(question: {
    readonly id: string;
    readonly title: string;
    readonly prompt: string;
    readonly options: readonly Option<T>[];
    readonly last?: true;
  }): Promise<T> {
    const { options } = question;
    const lines = options.map(({ value: _, ...line }) => line);
    const key = await this.#answer({ ...question, kind: "choice", options: lines }, each =>
      options.some(option => option.key === each),
    );
    const chosen = options.find(option => option.key === key);
    if (chosen === undefined) throw new Error(`No option ${key} at ${question.id}`);
    return chosen.value;
  }

  /** Any number of several, in their order; all are proposed where `ticked` does not say which. */
  async chooseMany<T>(question: {
    readonly id: string;
    readonly title: string;
    readonly prompt: string;
    readonly options: readonly Option<T>[];
    readonly ticked?: readonly string[];
  }): Promise<readonly T[]> {
    const lines = question.options.map(({ value: _, ...line }) => line);
    const answer = await this.#answer({ ...question, kind: "choice", options: lines, many: true });
    const keys: unknown = JSON.parse(answer);
    const chosen = new Set(Array.isArray(keys) ? keys : []);
    return question.options.filter(({ key }) => chosen.has(key)).map(({ value }) => value);
  }

  type(question: Omit<TextQuestion, "kind">): Promise<string> {
    return this.#answer({ ...question, kind: "text" });
  }

  /** Resolves with an address. */
  file(question: Omit<FileQuestion, "kind">): Promise<string> {
    return this.#answer({ ...question, kind: "file" });
  }

  /** Resolves when it was confirmed; else the question before it is asked again. */
  async confirm(question: Omit<ConfirmQuestion, "kind">): Promise<void> {
    await this.#answer({ ...question, kind: "confirm" });
  }

  busy<T>(title: string, run: Busy<T>): Promise<T> {
    return this.#ask.busy(title, run);
  }

  /** Say why an answer does not do, and ask that question again. */
  async refuse(id: string, reason: string): Promise<never> {
    void this.#ask.tell("error", reason, []);
    return this.again(id);
  }

  /** Ask a question again. The answers behind it are kept where they still fit. */
  again(id: string): never {
    this.#memory.change(id);
    throw new Return();
  }

  async #answer(question: Question, fits: (value: string) => boolean = () => true): Promise<string> {
    const { answers } = this.#memory;
    const known = answers[this.#next];
    if (known !== undefined && known.id === question.id && fits(known.value)) {
      this.#next += 1;
      return known.value;
    }
    this.#memory.cut(this.#next);
    const held = this.#memory.held(question);
    const value =
      held !== undefined && fits(held) && (await isAccepted(question, held))
        ? held
        : await this.#askPerson(question);
    this.#memory.add(question, value);
    this.#next += 1;
    return value;
  }

  async #askPerson(question: Question): Promise<string> {
    const outcome = await this.#ask.question(question, this.#position(question));
    if (outcome.kind === "answer") return outcome.value;
    if (outcome.kind === "back" && this.#memory.back()) throw new Return();
    throw new Cancelled();
  }

  #position(question: Question): Position {
    const { answers } = this.#memory;
    const previous = this.#memory.earlier(question);
    return {
      step: answers.filter(({ kind }) => kind === "choice" || kind === "text").length + 1,
      canGoBack: answers.length > 0,
      ...(previous !== undefined && { previous }),
    };
  }
}

/** Whether a field still takes a text that it took before another answer was changed. */
async function isAccepted(question: Question, value: string): Promise<boolean> {
  if (question.kind === "choice") return question.last !== true;
  if (question.kind !== "text") return true;
  return (await question.check?.(value))?.severity !== "error";
}
