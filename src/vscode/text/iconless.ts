import { visible } from "../../core/features/markdown.ts";

/** The status bar and quick picks turn `$(name)` into an icon; a backslash keeps it a text. */
export function iconless(text: string): string {
  return text.replaceAll("$(", "\\$(");
}

/** A text of a file or a person as a line of a list: no icon, nothing hidden. */
export function line(text: string): string {
  return iconless(visible(text));
}
