/** The status bar and quick picks turn `$(name)` into an icon; a backslash keeps it a text. */
export function iconless(text: string): string {
  return text.replaceAll("$(", "\\$(");
}
