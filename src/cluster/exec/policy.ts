import { baseNameOf, joinPath } from "../../core/kubeconfig/paths.ts";
import type { Message } from "../../core/message.ts";
import type { PathStyle } from "../../core/ports.ts";
import type { Result } from "../../core/result.ts";
import { type ExecFailure, fail, shownWord } from "./failure.ts";
import { type Lookup, lookPath, type ProgramWorld } from "./look-path.ts";

/** Which credential plugins a person lets kubectl run. */
export interface PluginPolicy {
  readonly kind: "AllowAll" | "DenyAll" | "Allowlist";
  /** Commands, of `Allowlist` alone. */
  readonly allowlist: readonly string[];
  /** The kuberc that says so. */
  readonly file?: string;
  /** Why a kuberc that is there says nothing. */
  readonly note?: Message;
}

/** What a kuberc says about plugins, before it is judged. */
export interface Preference {
  readonly policy: string;
  /** Undefined where there is none, which kubectl tells from one that is empty. */
  readonly allowlist: readonly string[] | undefined;
  readonly note?: Message;
}

/**
 * Judge a policy as kubectl does before it runs anything (client-go plugin/pkg/client/auth/exec/exec.go,
 * ValidatePluginPolicy): one that contradicts itself stops it.
 */
export function policyOf(
  { policy, allowlist, note }: Preference,
  file: string,
  style: PathStyle,
): Result<PluginPolicy, ExecFailure> {
  const path = shownWord(file);
  switch (policy) {
    case "":
    case "AllowAll":
    case "DenyAll":
      if (allowlist !== undefined) {
        return fail(
          "policy",
          "{0} has a credentialPluginAllowlist, which counts only with credentialPluginPolicy: Allowlist. kubectl stops: write that policy, or remove the list.",
          path,
        );
      }
      return {
        ok: true,
        value: { kind: policy || "AllowAll", allowlist: [], file, ...(note && { note }) },
      };
    case "Allowlist":
      return judgeAllowlist(allowlist ?? [], file, style);
    default:
      return fail(
        "policy",
        '{0} has the credentialPluginPolicy "{1}". kubectl stops: write AllowAll, DenyAll or Allowlist.',
        path,
        shownWord(policy),
      );
  }
}

function judgeAllowlist(
  allowlist: readonly string[],
  file: string,
  style: PathStyle,
): Result<PluginPolicy, ExecFailure> {
  const path = shownWord(file);
  if (allowlist.length === 0) {
    return fail(
      "policy",
      "{0} has credentialPluginPolicy: Allowlist and no credentialPluginAllowlist with an entry. kubectl stops: list the commands that may run, or write DenyAll.",
      path,
    );
  }
  const empty = allowlist.indexOf("");
  if (empty >= 0) {
    return fail(
      "policy",
      "Entry {1} of credentialPluginAllowlist in {0} has no command. kubectl stops: name one, or remove the entry.",
      path,
      empty + 1,
    );
  }
  const odd = allowlist.find(entry => joinPath(style, entry) !== entry);
  if (odd !== undefined) {
    return fail(
      "policy",
      'credentialPluginAllowlist in {0} has "{1}", which is no path in its shortest form. kubectl stops: write "{2}".',
      path,
      shownWord(odd),
      shownWord(joinPath(style, odd)),
    );
  }
  return { ok: true, value: { kind: "Allowlist", allowlist, file } };
}

/**
 * Whether a policy lets a command run (client-go exec.go, updateCommandAndCheckAllowlistLocked): an entry is the command
 * itself or its path, or a name that leads to that path.
 * @returns why not
 */
export async function forbids(
  policy: PluginPolicy,
  command: string,
  program: Lookup,
  world: ProgramWorld,
): Promise<ExecFailure | undefined> {
  if (policy.kind === "AllowAll") return undefined;
  const file = shownWord(policy.file ?? "kuberc");
  if (policy.kind === "DenyAll") {
    return fail(
      "forbidden",
      "{1} forbids every credential plugin (credentialPluginPolicy: DenyAll), so {0} is not run, and kubectl does not run it either.",
      shownWord(command),
      file,
    );
  }
  const { allowlist } = policy;
  if (allowlist.includes(joinPath(world.style, command))) return undefined;
  if (!program.ok) return undefined;
  if (allowlist.includes(program.path)) return undefined;
  for (const entry of allowlist) {
    if (baseNameOf(entry) !== baseNameOf(program.path)) continue;
    const allowed = await lookPath(entry, world);
    if (allowed.ok && allowed.path === program.path) return undefined;
  }
  return fail(
    "forbidden",
    "{1} does not let the credential plugin {0} run, and kubectl does not run it either: it is not on the credentialPluginAllowlist. Whoever trusts it adds an entry with command: {2} (name: for kubectl 1.35).",
    shownWord(command),
    file,
    shownWord(program.path),
  );
}
