import type { Question } from "./ask.ts";

export interface Answer {
  readonly id: string;
  readonly value: string;
  readonly kind: Question["kind"];
  /** What stood in the question: an answer that only took it does not outlive it. */
  readonly proposal: string;
}

/** What was answered so far, and what was answered before somebody went back. Kept while a wizard is open. */
export class Memory {
  readonly answers: Answer[] = [];
  /** Proposed when the question comes again. */
  readonly #earlier = new Map<string, Answer>();
  /** Given by themselves when the question comes again. */
  readonly #held = new Map<string, Answer>();
  readonly #unspoken = new Set<string>();

  add(question: Question, value: string): void {
    const { id, kind } = question;
    if (isUnspoken(question)) this.#unspoken.add(id);
    this.#held.delete(id);
    this.answers.push({ id, kind, value, proposal: proposalOf(question) });
  }

  earlier(question: Question): string | undefined {
    const answer = this.#earlier.get(question.id);
    return answer && !isOutdated(answer, question) ? answer.value : undefined;
  }

  /** The answer to a question that was left out when somebody went back to change another one. */
  held(question: Question): string | undefined {
    const answer = this.#held.get(question.id);
    return answer?.kind === question.kind && !isOutdated(answer, question) ? answer.value : undefined;
  }

  /** Forget the answers from a position on, but for what they can propose the next time. */
  cut(position: number): readonly Answer[] {
    const gone = this.answers.splice(Math.max(0, position));
    for (const answer of gone) {
      if (!this.#unspoken.has(answer.id)) this.#earlier.set(answer.id, answer);
    }
    return gone;
  }

  /**
   * One answer is to be given anew; those behind it hold where they still fit. What is asked only because of it is
   * asked anew as well: `lifetime-typed` goes with `lifetime`.
   */
  change(id: string): void {
    const gone = this.cut(this.answers.findIndex(answer => answer.id === id));
    for (const answer of gone) {
      if (answer.id !== id && !answer.id.startsWith(`${id}-`)) this.#held.set(answer.id, answer);
    }
  }

  /** To the last thing that was asked in a list or a field: nobody wants to come back to a confirmation. */
  back(): boolean {
    const last = this.answers.findLastIndex(({ kind }) => kind !== "confirm");
    if (last === -1) return false;
    this.cut(last);
    return true;
  }
}

/** What is never proposed again: a secret, and the word that starts it all. */
function isUnspoken(question: Question): boolean {
  return (
    (question.kind === "text" && question.secret === true) ||
    (question.kind === "choice" && question.last === true)
  );
}

function proposalOf(question: Question): string {
  switch (question.kind) {
    case "choice":
      return "";
    case "text":
      return question.value ?? "";
    case "file":
      return question.start ?? "";
    case "confirm":
      return `${question.message} ${question.detail}`;
  }
}

/** A confirmation is of what it said; any other answer stands but where it was only what was proposed. */
function isOutdated({ value, proposal }: Answer, question: Question): boolean {
  const isOther = proposalOf(question) !== proposal;
  return isOther && (question.kind === "confirm" || value === proposal);
}
