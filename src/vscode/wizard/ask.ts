/** What a person can be asked. Answers are texts: keys of options, what was typed, addresses of files. */
export type Question = ChoiceQuestion | TextQuestion | FileQuestion | ConfirmQuestion;

interface QuestionBase {
  /** Names the question, the same each time it is asked. */
  readonly id: string;
  /** Of the whole wizard. */
  readonly title: string;
}

export interface ChoiceQuestion extends QuestionBase {
  readonly kind: "choice";
  readonly prompt: string;
  readonly options: readonly OptionLine[];
  /** Any number of them; the answer is a JSON list of keys. */
  readonly many?: true;
  /** The keys of those that are chosen at first where there may be many; all where absent. */
  readonly ticked?: readonly string[];
  /** Starts what was ordered, or leads back: asked each time, and nothing is proposed. */
  readonly last?: true;
}

/** Never holds a secret: lists can be seen by others. */
export interface OptionLine {
  readonly key: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** A heading that stands above this option. */
  readonly heading?: string;
}

export interface TextQuestion extends QuestionBase {
  readonly kind: "text";
  readonly prompt: string;
  /** What stands in the field at first. */
  readonly value?: string;
  readonly placeholder?: string;
  /** What is typed is hidden, and forgotten when the wizard is over. */
  readonly secret?: true;
  /** Asked while a person types. An error keeps the answer from being given. */
  readonly check?: (text: string) => Remark | undefined | Promise<Remark | undefined>;
}

export interface Remark {
  readonly severity: "error" | "warning" | "information";
  readonly text: string;
}

export interface FileQuestion extends QuestionBase {
  readonly kind: "file";
  /** A file that is there, a folder that is there, or the name of a new file. */
  readonly what: "open" | "folder" | "new";
  /** On the button. */
  readonly label: string;
  /** Where the dialog begins: an address. */
  readonly start?: string;
}

export interface ConfirmQuestion extends QuestionBase {
  readonly kind: "confirm";
  readonly message: string;
  readonly detail?: string;
  /** On the button that goes on. */
  readonly yes: string;
  /** On a second button that goes on, and in another way: the answer is then `also`. */
  readonly also?: string;
}

/** Where in the wizard a question is asked. */
export interface Position {
  /** Counted from 1, questions in dialogs left out; 0 for a question by itself. */
  readonly step: number;
  readonly canGoBack: boolean;
  /** What was answered when the question was asked before. Never a secret. */
  readonly previous?: string;
}

export type Outcome =
  | { readonly kind: "answer"; readonly value: string }
  | { readonly kind: "back" }
  | { readonly kind: "cancel" };

/** Something that takes a while. `progress` says how far it is. */
export type Busy<T> = (signal: AbortSignal, progress: (text: string) => void) => Promise<T>;

/** A person, as wizards see them. VS Code's quick input is one, a script in a test another. */
export interface Ask {
  question(question: Question, position: Position): Promise<Outcome>;
  /** Show that something takes a while. Rejects with Cancelled when the person does not want to wait, and ends the signal. */
  busy<T>(title: string, run: Busy<T>): Promise<T>;
  /** Say what came of it, with what can be done next; resolves with the action that was taken. */
  tell(
    severity: "information" | "warning" | "error",
    text: string,
    actions: readonly string[],
  ): Promise<string | undefined>;
}
