import type {
  Ask,
  ConfirmQuestion,
  FileQuestion,
  OptionLine,
  Position,
  Question,
  TextQuestion,
} from "./ask.ts";
import { Cancelled } from "./cancelled.ts";

/** One of several to choose from. `key` tells them apart. */
export interface Option<T> extends OptionLine {
  readonly value: T;
}

interface Answer {
  readonly id: string;
  readonly value: string;
  readonly kind: Question["kind"];
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
  const memory = new Memory();
  for (;;) {
    try {
      return await flow(new Interview(ask, memory));
    } catch (error) {
      if (!(error instanceof Return)) throw error;
    }
  }
}

/** What was answered so far, and what was answered before somebody went back. */
class Memory {
  readonly answers: Answer[] = [];
  readonly #earlier = new Map<string, string>();

  earlier(id: string): string | undefined {
    return this.#earlier.get(id);
  }

  /** Forget the answers from a position on, but for what they can propose the next time. */
  cut(position: number, secret: ReadonlySet<string>): void {
    for (const { id, value } of this.answers.splice(Math.max(0, position))) {
      if (!secret.has(id)) this.#earlier.set(id, value);
    }
  }
}

export class Interview {
  readonly #ask: Ask;
  readonly #memory: Memory;
  readonly #secret = new Set<string>();
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

  /** Any number of several, in their order; all are proposed. */
  async chooseMany<T>(question: {
    readonly id: string;
    readonly title: string;
    readonly prompt: string;
    readonly options: readonly Option<T>[];
  }): Promise<readonly T[]> {
    const lines = question.options.map(({ value: _, ...line }) => line);
    const answer = await this.#answer({ ...question, kind: "choice", options: lines, many: true });
    const keys: unknown = JSON.parse(answer);
    const chosen = new Set(Array.isArray(keys) ? keys : []);
    return question.options.filter(({ key }) => chosen.has(key)).map(({ value }) => value);
  }

  type(question: Omit<TextQuestion, "kind">): Promise<string> {
    if (question.secret) this.#secret.add(question.id);
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

  busy<T>(title: string, run: () => Promise<T>): Promise<T> {
    return this.#ask.busy(title, run);
  }

  /** Say why an answer does not do, and ask that question again. */
  async refuse(id: string, reason: string): Promise<never> {
    void this.#ask.tell("error", reason, []);
    return this.again(id);
  }

  /** Ask a question again, and everything behind it. */
  again(id: string): never {
    this.#memory.cut(
      this.#memory.answers.findIndex(answer => answer.id === id),
      this.#secret,
    );
    throw new Return();
  }

  async #answer(question: Question, fits: (value: string) => boolean = () => true): Promise<string> {
    const { answers } = this.#memory;
    const known = answers[this.#next];
    if (known !== undefined && known.id === question.id && fits(known.value)) {
      this.#next += 1;
      return known.value;
    }
    this.#memory.cut(this.#next, this.#secret);
    const outcome = await this.#ask.question(question, this.#position(question));
    if (outcome.kind === "cancel") throw new Cancelled();
    if (outcome.kind === "back") return this.#back();
    answers.push({ id: question.id, kind: question.kind, value: outcome.value });
    this.#next += 1;
    return outcome.value;
  }

  #position({ id }: Question): Position {
    const { answers } = this.#memory;
    const previous = this.#memory.earlier(id);
    return {
      step: answers.filter(({ kind }) => kind === "choice" || kind === "text").length + 1,
      canGoBack: answers.length > 0,
      ...(previous !== undefined && { previous }),
    };
  }

  /** To the last thing that was asked in a list or a field: nobody wants to come back to a confirmation. */
  #back(): never {
    const { answers } = this.#memory;
    const last = answers.findLastIndex(({ kind }) => kind !== "confirm");
    if (last === -1) throw new Cancelled();
    this.#memory.cut(last, this.#secret);
    throw new Return();
  }
}
