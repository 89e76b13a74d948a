/** Whose quotes a command line needs. */
export type Shell = "posix" | "powershell";

/**
 * The line that applies a manifest, to be shown and run by a person who has the rights.
 * @param context of the kubeconfig; the current one where absent
 */
export function applyCommand(file: string, context?: string, shell: Shell = "posix"): string {
  const quote = shell === "posix" ? quotePosix : quotePowerShell;
  const chosen = context === undefined ? "" : ` --context=${quote(context)}`;
  // A file name that begins with a dash is not taken for an option, as it stands behind the equals sign.
  return `kubectl apply${chosen} --filename=${quote(file)}`;
}

const HARMLESS = /^[A-Za-z0-9_@%+:,./-]+$/;

function quotePosix(text: string): string {
  return HARMLESS.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function quotePowerShell(text: string): string {
  return /^[A-Za-z0-9_:./\\-]+$/.test(text) ? text : `'${text.replace(/['‘’‚‛]/g, "$&$&")}'`;
}
