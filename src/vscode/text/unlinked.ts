/**
 * A text in which VS Code finds no link: notifications, prompts and remarks turn `[text](command:id)` into one, and a
 * name of a file, or one in it, may read so.
 */
export function unlinked(text: string): string {
  return text.replaceAll("](", "] (");
}
