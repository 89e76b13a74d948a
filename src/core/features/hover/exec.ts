import { shownCommandLine } from "../../kubeconfig/command-line.ts";
import type { UserFacts } from "../../kubeconfig/facts-model.ts";
import type { ExecConfig } from "../../kubeconfig/model.ts";
import { shownText, shownVariable } from "../../kubeconfig/secrecy.ts";
import { say } from "../../message.ts";
import { type Block, heading, note, type Row, row, table } from "./blocks.ts";
import { bounded } from "./certificate.ts";
import { type Target, userEntry } from "./target.ts";

/** `exec` and what stands in it: what would be run, word by word, and when it is not run at all. */
export function execBlocks(target: Target): Block[] {
  const entry = userEntry(target);
  const exec = entry?.exec?.value;
  if (entry === undefined || exec === undefined) return [];
  return [
    heading(say("Credential plugin")),
    { kind: "code", language: "shellscript", text: commandLine(exec) },
    ...table(execRows(exec)),
    ...whenRun(target.analysis.users.get(entry)),
  ];
}

function* execRows(exec: ExecConfig): Iterable<Row> {
  const names = exec.env.map(variable => shownVariable(variable.name));
  if (names.length > 0) yield row(say("Environment"), bounded(names));
  if (exec.apiVersion?.value) yield row(say("Protocol"), exec.apiVersion.value);
  if (exec.interactiveMode?.value) yield row(say("Terminal"), exec.interactiveMode.value);
  if (exec.provideClusterInfo?.value === true) yield row(say("Cluster info"), say("handed over"));
  if (exec.installHint?.value)
    yield row(say("Install hint"), shownText(exec.installHint.value.trim().slice(0, 500)));
}

/**
 * client-go plugin/pkg/client/auth/exec: not run where another credential is there already.
 */
function whenRun(facts: UserFacts | undefined): readonly Block[] {
  const others = facts?.methods.filter(each => each !== "exec" && each !== "auth-provider") ?? [];
  if (others.length > 0) {
    return [
      note(say("kubectl does not run it: the user has another credential, which it sends."), "warning"),
    ];
  }
  return [note(say("kubectl runs it when a context with this user is used. Kubeconfig Inspector does not."))];
}

function commandLine(exec: ExecConfig): string {
  return shownCommandLine(
    exec.command?.value ?? "",
    exec.args.map(argument => argument.value),
  );
}
