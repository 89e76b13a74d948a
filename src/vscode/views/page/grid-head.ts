import type { SortKey } from "../../../core/report/arrange.ts";
import type { Texts } from "../protocol.ts";
import { element, icon } from "./dom.ts";
import { ascending, descending } from "./icons.ts";
import { destination } from "./keys.ts";
import type { Drawing } from "./row-view.ts";
import { at, ticksOf } from "./timeline.ts";

/** A mark of the timeline for so many CSS pixels. */
const TICK = 60;

const COLUMN_KEYS: readonly (readonly [keyof Texts["columns"], SortKey | undefined])[] = [
  ["name", "name"],
  ["state", "state"],
  ["expires", "expires"],
  ["residual", undefined],
  ["timeline", undefined],
  ["user", "identity"],
  ["contexts", "context"],
  ["ca", "ca"],
  ["file", "file"],
];

export interface Sorting {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** The head of the table: one tab stop, arrows between the columns that sort; above the timeline its dates. */
export class GridHead {
  readonly node = element("div", { role: "rowgroup", class: "head" });
  readonly #sort: (key: SortKey) => void;
  readonly #down: () => void;
  #active = 0;

  /** @param down go on to the body */
  constructor(sort: (key: SortKey) => void, down: () => void) {
    this.#sort = sort;
    this.#down = down;
    this.node.addEventListener("keydown", event => this.#key(event));
  }

  /** @param language of the dates */
  show(drawing: Drawing, sorting: Sorting, language: string): void {
    const { texts } = drawing;
    const focused = this.node.contains(document.activeElement);
    const cells = COLUMN_KEYS.map(([column, key], index) =>
      this.#cell(texts.columns[column], column, key, sorting, index),
    );
    this.node.replaceChildren(element("div", { role: "row", class: "line", "aria-rowindex": "1" }, ...cells));
    this.drawDates(drawing, language);
    if (focused) this.#buttons()[this.#active]?.focus();
  }

  #cell(
    text: string,
    column: string,
    key: SortKey | undefined,
    sorting: Sorting,
    index: number,
  ): HTMLElement {
    const sorted = key === sorting.key;
    const sort = sorted ? (sorting.descending ? "descending" : "ascending") : undefined;
    const attributes = { role: "columnheader", class: `cell ${column}`, "aria-colindex": String(index + 1) };
    if (key === undefined) return element("div", attributes, element("span", { class: "title" }, text));
    const at = COLUMN_KEYS.slice(0, index).filter(([, each]) => each !== undefined).length;
    const button = element(
      "button",
      { type: "button", tabindex: at === this.#active ? "0" : "-1" },
      text,
      sorted ? icon(sorting.descending ? descending : ascending) : undefined,
    );
    button.addEventListener("click", () => {
      this.#active = at;
      this.#sort(key);
    });
    return element("div", { ...attributes, ...(sort !== undefined && { "aria-sort": sort }) }, button);
  }

  /** The dates above the timeline, as many as its width takes. Readers have them in words in each row. */
  drawDates({ scale, now, texts }: Drawing, language: string): void {
    const head = this.node.querySelector<HTMLElement>(".cell.timeline");
    if (head === null) return;
    head.querySelector(".axis")?.remove();
    const axis = element("div", { class: "axis", "aria-hidden": "true" });
    const nowAt = at(scale, now);
    const most = Math.max(2, Math.floor(head.clientWidth / TICK));
    for (const tick of ticksOf(scale, most, language)) {
      const ahead = (tick.at - nowAt) * head.clientWidth;
      if ((ahead > -TICK && ahead < TICK / 2) || tick.at > 1 - TICK / head.clientWidth) continue;
      axis.append(mark("tick", tick.at, tick.label));
    }
    axis.append(mark("tick today", nowAt, texts.now));
    head.append(axis);
  }

  #buttons(): readonly HTMLElement[] {
    return [...this.node.querySelectorAll<HTMLElement>("button")];
  }

  #key(event: KeyboardEvent): void {
    const buttons = this.#buttons();
    const to = destination(event, this.#active, buttons.length, 1);
    if (event.key === "ArrowDown") this.#down();
    else if (to === undefined || event.key === "ArrowUp") return;
    else {
      this.#active = to;
      for (const [index, button] of buttons.entries()) button.tabIndex = index === to ? 0 : -1;
      buttons[to]?.focus();
    }
    event.preventDefault();
  }
}

function mark(kind: string, place: number, text: string): HTMLElement {
  const view = element("span", { class: kind }, element("span", {}, text));
  view.style.left = `${(place * 100).toFixed(3)}%`;
  return view;
}
