import { posix } from "node:path";
import { importsOf, type Sources } from "./layers.ts";

/**
 * Every circle of files that import one another, types included, one line each. Within a circle no file can be
 * understood, moved or tested by itself.
 */
export function circleProblems(sources: Sources): string[] {
  const graph = graphOf(sources);
  return knots(graph).map(knot => {
    const way = roundTrip(knot, graph);
    const others = knot.length - new Set(way).size;
    return `circle of imports: ${way.join(" -> ")}${others > 0 ? `, and ${others} more` : ""}`;
  });
}

type Graph = ReadonlyMap<string, readonly string[]>;

function graphOf(sources: Sources): Graph {
  return new Map(
    [...sources].map(([path, text]) => [
      path,
      importsOf(text)
        .map(({ specifier }) => posix.join(posix.dirname(path), specifier))
        .filter(target => sources.has(target)),
    ]),
  );
}

/** Tarjan's strongly connected components of more than one file, or of a file that imports itself. */
function knots(graph: Graph): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const open = new Set<string>();
  const found: string[][] = [];
  const visit = (path: string): void => {
    const index = order.size;
    order.set(path, index);
    low.set(path, index);
    stack.push(path);
    open.add(path);
    for (const target of graph.get(path) ?? []) {
      if (!order.has(target)) visit(target);
      else if (!open.has(target)) continue;
      low.set(path, Math.min(low.get(path) ?? 0, low.get(target) ?? 0));
    }
    if (low.get(path) !== index) return;
    const knot = stack.splice(stack.indexOf(path));
    for (const each of knot) open.delete(each);
    if (knot.length > 1 || graph.get(path)?.includes(path) === true) found.push(knot.sort());
  };
  for (const path of graph.keys()) if (!order.has(path)) visit(path);
  return found;
}

/** The shortest way from the first file of a knot back to itself. */
function roundTrip(knot: readonly string[], graph: Graph): readonly string[] {
  const [start = ""] = knot;
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const path of queue) {
    for (const target of graph.get(path) ?? []) {
      if (target === start) return wayBack(start, path, cameFrom);
      if (!knot.includes(target) || cameFrom.has(target)) continue;
      cameFrom.set(target, path);
      queue.push(target);
    }
  }
  return [start];
}

function wayBack(start: string, last: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const way = [start];
  for (let path: string | undefined = last; path !== undefined && path !== start; path = cameFrom.get(path)) {
    way.unshift(path);
  }
  return [start, ...way];
}
