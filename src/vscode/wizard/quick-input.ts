import * as vscode from "vscode";
import { unlinked } from "../text/unlinked.ts";
import type {
  Ask,
  Busy,
  ChoiceQuestion,
  ConfirmQuestion,
  FileQuestion,
  Outcome,
  Position,
  Question,
  Remark,
  TextQuestion,
} from "./ask.ts";
import { Cancelled } from "./cancelled.ts";

/** Asks with VS Code's quick input, its dialogs and its notifications. */
export const quickInput: Ask = {
  question: (question, position) => askOne(question, position),
  busy,
  tell: async (severity, text, actions) => SHOW[severity](unlinked(text), ...actions),
};

const SHOW: Readonly<
  Record<Parameters<Ask["tell"]>[0], (text: string, ...actions: string[]) => Thenable<string | undefined>>
> = {
  error: (text, ...actions) => vscode.window.showErrorMessage(text, ...actions),
  warning: (text, ...actions) => vscode.window.showWarningMessage(text, ...actions),
  information: (text, ...actions) => vscode.window.showInformationMessage(text, ...actions),
};

function askOne(question: Question, position: Position): Promise<Outcome> {
  switch (question.kind) {
    case "choice":
      return choose(question, position);
    case "text":
      return type(question, position);
    case "file":
      return pickFile(question, position);
    case "confirm":
      return confirm(question);
  }
}

interface Item extends vscode.QuickPickItem {
  readonly key?: string;
}

function choose(question: ChoiceQuestion, position: Position): Promise<Outcome> {
  const input = vscode.window.createQuickPick<Item>();
  input.items = question.options.flatMap(({ key, label, description, detail, heading }): readonly Item[] => [
    ...(heading === undefined ? [] : [{ label: heading, kind: vscode.QuickPickItemKind.Separator }]),
    { key, label, ...(description && { description }), ...(detail && { detail }) },
  ]);
  if (question.many) {
    input.canSelectMany = true;
    const ticked = keysIn(position.previous) ?? (question.ticked && new Set(question.ticked));
    input.selectedItems = input.items.filter(({ key }) => key !== undefined && (ticked?.has(key) ?? true));
  }
  const previous = input.items.find(({ key }) => key !== undefined && key === position.previous);
  if (previous !== undefined) input.activeItems = [previous];
  input.placeholder = unlinked(question.prompt);
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  return shown(input, question, position, give => {
    input.onDidAccept(() => {
      const keys = input.selectedItems.flatMap(item => item.key ?? []);
      if (question.many) return give({ kind: "answer", value: JSON.stringify(keys) });
      const [key] = keys;
      if (key !== undefined) give({ kind: "answer", value: key });
    });
  });
}

/** The keys of an answer that names several. */
function keysIn(answer: string | undefined): ReadonlySet<unknown> | undefined {
  if (answer === undefined) return undefined;
  const keys: unknown = JSON.parse(answer);
  return new Set(Array.isArray(keys) ? keys : []);
}

function type(question: TextQuestion, position: Position): Promise<Outcome> {
  const input = vscode.window.createInputBox();
  input.prompt = unlinked(question.prompt);
  input.value = position.previous ?? question.value ?? "";
  input.password = question.secret === true;
  if (question.placeholder !== undefined) input.placeholder = question.placeholder;
  let asked = 0;
  const check = async (text: string): Promise<Remark | undefined> => {
    asked += 1;
    const mine = asked;
    const remark = await question.check?.(text);
    if (mine === asked) input.validationMessage = remark && messageOf(remark);
    return remark;
  };
  return shown(input, question, position, give => {
    input.onDidChangeValue(text => {
      // What is hidden is looked at when it is complete: each look takes a while and says whether it is right.
      if (question.secret) input.validationMessage = undefined;
      else void check(text);
    });
    input.onDidAccept(async () => {
      const text = input.value;
      input.busy = true;
      const remark = await check(text);
      input.busy = false;
      if (remark?.severity !== "error" && text === input.value) give({ kind: "answer", value: text });
    });
    if (!question.secret && input.value !== "") void check(input.value);
  });
}

const SEVERITIES = {
  error: vscode.InputBoxValidationSeverity.Error,
  warning: vscode.InputBoxValidationSeverity.Warning,
  information: vscode.InputBoxValidationSeverity.Info,
} as const;

function messageOf({ severity, text }: Remark): vscode.InputBoxValidationMessage {
  return { severity: SEVERITIES[severity], message: unlinked(text) };
}

/** Shows a quick input until it is answered or left. It stays when the focus goes elsewhere. */
async function shown(
  input: vscode.QuickPick<Item> | vscode.InputBox,
  { title }: Question,
  { step, canGoBack }: Position,
  listen: (give: (outcome: Outcome) => void) => void,
): Promise<Outcome> {
  input.title = title;
  if (step > 0) input.step = step;
  input.ignoreFocusOut = true;
  if (canGoBack) input.buttons = [vscode.QuickInputButtons.Back];
  try {
    return await new Promise<Outcome>(give => {
      listen(give);
      input.onDidTriggerButton(() => give({ kind: "back" }));
      input.onDidHide(() => give({ kind: "cancel" }));
      input.show();
    });
  } finally {
    input.dispose();
  }
}

/** Leaving a dialog leads back to the question before it. */
async function pickFile(question: FileQuestion, { canGoBack, previous }: Position): Promise<Outcome> {
  const { title, what, label } = question;
  const start = previous ?? question.start;
  const shared = { title, ...(start !== undefined && { defaultUri: vscode.Uri.parse(start, true) }) };
  const [uri] =
    what === "new"
      ? [await vscode.window.showSaveDialog({ ...shared, saveLabel: label })]
      : ((await vscode.window.showOpenDialog({
          ...shared,
          openLabel: label,
          canSelectFiles: what === "open",
          canSelectFolders: what === "folder",
        })) ?? []);
  if (uri !== undefined) return { kind: "answer", value: uri.toString() };
  return { kind: canGoBack ? "back" : "cancel" };
}

async function confirm({ message, detail, yes, also }: ConfirmQuestion): Promise<Outcome> {
  const options = { modal: true, ...(detail !== undefined && { detail }) };
  const buttons = also === undefined ? [yes] : [yes, also];
  const picked = await vscode.window.showWarningMessage(message, options, ...buttons);
  if (also !== undefined && picked === also) return { kind: "answer", value: "also" };
  return picked === yes ? { kind: "answer", value: "yes" } : { kind: "back" };
}

function busy<T>(title: string, run: Busy<T>): Promise<T> {
  const stop = new AbortController();
  const location = vscode.ProgressLocation.Notification;
  return Promise.resolve(
    vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) =>
      Promise.race([
        run(stop.signal, message => progress.report({ message })),
        new Promise<never>((_resolve, reject) => {
          token.onCancellationRequested(() => {
            stop.abort();
            reject(new Cancelled());
          });
        }),
      ]),
    ),
  );
}
