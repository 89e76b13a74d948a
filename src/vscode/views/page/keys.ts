/** Where a key leads in a list. @returns nothing for other keys */
export function destination(
  event: KeyboardEvent,
  from: number,
  length: number,
  page: number,
): number | undefined {
  switch (event.key) {
    case "ArrowDown":
    case "ArrowRight":
      return Math.min(length - 1, from + 1);
    case "ArrowUp":
    case "ArrowLeft":
      return Math.max(0, from - 1);
    case "PageDown":
      return Math.min(length - 1, from + page);
    case "PageUp":
      return Math.max(0, from - page);
    case "Home":
      return 0;
    case "End":
      return length - 1;
    default:
      return undefined;
  }
}
