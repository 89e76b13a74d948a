/** Whose quotes a command line needs. */
export type Shell = "posix" | "powershell";

/** What a manifest is applied with. Both as {@link isCommandText} takes them. */
export interface ApplyOptions {
  /** The path of a kubeconfig; those that kubectl reads by itself where absent. */
  readonly kubeconfig?: string;
  /** Its current context where absent. */
  readonly context?: string;
}

/** The line that applies a manifest, to be shown and run by a person who has the rights. */
export function applyCommand(
  file: string,
  { kubeconfig, context }: ApplyOptions = {},
  shell: Shell = "posix",
): string {
  // What begins with a dash is not taken for an option, as it stands behind the equals sign.
  const option = (name: string, value: string | undefined) =>
    value === undefined ? [] : [`--${name}=${shellQuoted(value, shell)}`];
  return [
    "kubectl apply",
    ...option("kubeconfig", kubeconfig),
    ...option("context", context),
    ...option("filename", file),
  ].join(" ");
}

/** Whether a text can stand in a line that people read, copy and run: a line end or what nobody sees cannot. */
export function isCommandText(text: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(text);
}

/** A text as one argument of a command line, in quotes where it needs them. */
export function shellQuoted(text: string, shell: Shell): string {
  return shell === "posix" ? quotePosix(text) : quotePowerShell(text);
}

const HARMLESS = /^[A-Za-z0-9_@%+:,./-]+$/;

function quotePosix(text: string): string {
  return HARMLESS.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function quotePowerShell(text: string): string {
  return /^[A-Za-z0-9_:./\\-]+$/.test(text) ? text : powerShellString(text);
}

/** A text as a string of PowerShell, which takes each of these quotes for one. */
export function powerShellString(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, "$&$&")}'`;
}
