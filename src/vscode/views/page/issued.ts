import type { PageIssued, PageIssuedRow, Texts } from "../protocol.ts";
import { element, icon } from "./dom.ts";
import { exportIcon, stateIcons } from "./icons.ts";

export interface IssuedEvents {
  /** @param index of the row, as it came */
  readonly open: (index: number) => void;
  readonly export: () => void;
  readonly toggle: (open: boolean) => void;
}

const COLUMNS: readonly (keyof Texts["issuedColumns"])[] = [
  "name",
  "groups",
  "state",
  "ends",
  "left",
  "issued",
  "ca",
  "serial",
  "file",
];

/** The section below the report that shows what was issued here; not there where nothing is recorded. */
export class IssuedSection {
  readonly node = element("details", { class: "ledger", hidden: "" });
  readonly #events: IssuedEvents;
  #shown: PageIssued | undefined;

  constructor(events: IssuedEvents) {
    this.#events = events;
    this.node.addEventListener("toggle", () => events.toggle(this.node.open));
  }

  show(issued: PageIssued | undefined, texts: Texts, open: boolean): void {
    this.node.hidden = issued === undefined;
    if (issued === undefined) return;
    this.node.open = open;
    // What has the focus keeps it while a person filters the report.
    if (issued === this.#shown) return;
    this.#shown = issued;
    const heading = element("summary", {}, issued.summary);
    const table = element(
      "table",
      { "aria-label": issued.summary },
      element("thead", {}, element("tr", {}, ...COLUMNS.map(column => head(texts.issuedColumns[column])))),
      element("tbody", {}, ...issued.rows.map((row, index) => this.#row(row, index, texts))),
    );
    this.node.replaceChildren(
      heading,
      ...(issued.rows.length === 0 ? [] : [this.#exportButton(texts), table]),
      ...(issued.more === undefined ? [] : [element("p", { class: "muted" }, issued.more)]),
    );
  }

  #exportButton(texts: Texts): HTMLElement {
    const button = element(
      "button",
      { type: "button", class: "action" },
      icon(exportIcon),
      element("span", {}, texts.exportIssued),
    );
    button.addEventListener("click", () => this.#events.export());
    return button;
  }

  #row(row: PageIssuedRow, index: number, texts: Texts): HTMLElement {
    return element(
      "tr",
      { class: row.state },
      ...COLUMNS.map(column => {
        if (column === "name") return element("th", { scope: "row" }, this.#name(row, index));
        if (column === "state") return stateCell(row, texts);
        return element("td", { class: column, title: row[column] }, row[column]);
      }),
    );
  }

  #name({ name, opens }: PageIssuedRow, index: number): HTMLElement {
    if (!opens) return element("span", {}, name);
    const button = element("button", { type: "button", class: "link" }, name);
    button.addEventListener("click", () => this.#events.open(index));
    return button;
  }
}

function head(text: string): HTMLElement {
  return element("th", { scope: "col" }, text);
}

function stateCell({ state }: PageIssuedRow, texts: Texts): HTMLElement {
  return element("td", { class: "state" }, icon(stateIcons[state]), texts.states[state]);
}
