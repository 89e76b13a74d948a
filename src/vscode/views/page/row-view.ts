import type { PageRow, Texts } from "../protocol.ts";
import { element, fill, icon } from "./dom.ts";
import { findingIcon, openIcon, stateIcons } from "./icons.ts";
import type { Line } from "./lines.ts";
import { at, type Bar, barsOf, outlives, type Scale } from "./timeline.ts";

/** What drawing a line takes beside the line. */
export interface Drawing {
  readonly texts: Texts;
  readonly scale: Scale;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The rows of CAs, by the id that other rows name them by. */
  readonly authorities: ReadonlyMap<string, PageRow>;
  readonly grouped: boolean;
}

/** How many columns the table has. */
export const COLUMNS = 9;

export function lineView(line: Line, drawing: Drawing): HTMLElement {
  return line.kind === "group" ? groupView(line, drawing) : rowView(line.row, drawing);
}

function groupView({ label, size, open }: Line & { kind: "group" }, { texts }: Drawing): HTMLElement {
  const states: Readonly<Record<string, string>> = texts.states;
  const text = Object.hasOwn(states, label) ? (states[label] ?? label) : label;
  const twist = icon(openIcon);
  twist.classList.add("twist");
  return element(
    "div",
    { role: "row", class: "line group", "aria-level": "1", "aria-expanded": String(open) },
    element(
      "div",
      { role: "gridcell", class: "whole", "aria-colspan": String(COLUMNS) },
      twist,
      element("span", { class: "name" }, text),
      element("span", { class: "badge", "aria-hidden": "true" }, String(size)),
      element("span", { class: "spoken" }, rowCount(size, texts)),
    ),
  );
}

/** How many rows there are, in words. */
export function rowCount(count: number, texts: Texts): string {
  return count === 1 ? texts.row : fill(texts.rows, count);
}

function rowView(row: PageRow, drawing: Drawing): HTMLElement {
  const { texts, grouped } = drawing;
  const who = row.identity;
  return element(
    "div",
    { role: "row", class: `line ${row.state}`, ...(grouped ? { "aria-level": "2" } : {}) },
    nameCell(row, texts),
    stateCell(row, texts),
    cell("date", row.ends),
    cell("residual", row.residual),
    timelineCell(row, drawing),
    cell("user", who?.user, who === undefined ? undefined : who.groups.join(", ")),
    cell("contexts", row.contexts.join(", ")),
    cell("ca", row.caName, row.externallyManaged ? texts.external : undefined),
    cell("file", row.file),
  );
}

/** The kinds that a name does not tell. */
const SAID: ReadonlySet<PageRow["kind"]> = new Set(["ca", "token", "server-certificate", "kubeconfig"]);

function nameCell({ name, kind, kindName, findings }: PageRow, texts: Texts): HTMLElement {
  const warned =
    findings.length === 0
      ? undefined
      : element(
          "span",
          { class: "findings", title: findings.join("\n") },
          icon(findingIcon),
          element("span", { class: "spoken" }, `${texts.findings}: ${findings.join(" ")}`),
        );
  return element(
    "div",
    { role: "gridcell", class: "cell name", title: `${name} (${kindName})` },
    element("span", { class: "open" }, name),
    element("span", { class: SAID.has(kind) ? "kind" : "spoken" }, kindName),
    warned,
  );
}

function stateCell({ state, detail }: PageRow, texts: Texts): HTMLElement {
  const title = detail === undefined ? texts.states[state] : `${texts.states[state]}: ${detail}`;
  return element(
    "div",
    { role: "gridcell", class: "cell state", title },
    icon(stateIcons[state]),
    element("span", { class: "text" }, texts.states[state]),
    detail === undefined ? undefined : element("span", { class: "muted" }, detail),
  );
}

function cell(kind: string, text: string | undefined, aside?: string): HTMLElement {
  const parts = [text, aside].filter(part => part !== undefined && part !== "");
  return element(
    "div",
    { role: "gridcell", class: `cell ${kind}`, ...(parts.length > 0 && { title: parts.join(" · ") }) },
    text === undefined || text === "" ? undefined : element("span", { class: "text" }, text),
    aside === undefined || aside === "" ? undefined : element("span", { class: "muted" }, aside),
  );
}

/** The bars, and in words what they show. */
function timelineCell(row: PageRow, { texts, scale, now, authorities }: Drawing): HTMLElement {
  const ca = row.ca === undefined ? undefined : authorities.get(row.ca);
  const bars = barsOf(scale, row, ca);
  const words = inWords(row, ca, texts);
  const line = element("span", { class: "now" });
  line.style.left = percent(at(scale, now));
  return element(
    "div",
    { role: "gridcell", class: "cell timeline", title: words },
    ...(bars === undefined
      ? []
      : [
          barView("bar behind", bars.ca),
          barView(row.kind === "ca" ? "bar own authority" : "bar own", bars.own),
          barView("bar beyond", bars.beyond),
        ]),
    line,
    element("span", { class: "spoken" }, words),
  );
}

function inWords(row: PageRow, ca: PageRow | undefined, texts: Texts): string {
  if (row.ends === undefined) return texts.noDates;
  const words = [fill(texts.valid, row.starts ?? "", row.ends)];
  if (ca?.ends !== undefined) words.push(fill(texts.validCa, ca.name, ca.ends));
  if (outlives(row, ca)) words.push(texts.outlives);
  return words.join(" ");
}

function barView(kind: string, bar: Bar | undefined): HTMLElement | undefined {
  if (bar === undefined || (bar.start === bar.end && (bar.start === 0 || bar.start === 1))) {
    return bar === undefined ? undefined : outside(kind, bar);
  }
  const clipped = `${bar.clippedStart ? " clipped-start" : ""}${bar.clippedEnd ? " clipped-end" : ""}`;
  const view = element("span", { class: kind + clipped });
  view.style.left = percent(bar.start);
  view.style.width = percent(bar.end - bar.start);
  return view;
}

/** A bar that lies before or after everything that is shown: a mark at that end. */
function outside(kind: string, { start }: Bar): HTMLElement | undefined {
  if (!kind.includes("own")) return undefined;
  return element("span", { class: `${kind} outside ${start === 0 ? "before" : "after"}` });
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(3)}%`;
}
