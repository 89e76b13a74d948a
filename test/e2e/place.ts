/** Runs in the page: the middle of the first place where a line of the editor reads `text`, in CSS pixels. */
export function placeInLine(line: Element, text: string): { x: number; y: number } {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const nodes: { node: Node; start: number }[] = [];
  let whole = "";
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, start: whole.length });
    whole += walker.currentNode.textContent ?? "";
  }
  const start = Math.max(0, whole.replaceAll("\u00a0", " ").indexOf(text));
  const at = (offset: number) => nodes.findLast(each => each.start <= offset);
  const [first, last] = [at(start), at(start + text.length - 1)];
  if (first === undefined || last === undefined) throw new Error(`The line does not read ${text}`);
  const range = document.createRange();
  range.setStart(first.node, start - first.start);
  range.setEnd(last.node, start + text.length - last.start);
  const box = range.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
