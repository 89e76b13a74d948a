import type { SortKey } from "../../../core/report/arrange.ts";
import { element } from "./dom.ts";
import { GridHead, type Sorting } from "./grid-head.ts";
import { destination } from "./keys.ts";
import type { Line } from "./lines.ts";
import { COLUMNS, type Drawing, lineView } from "./row-view.ts";

/** The height of a line in CSS pixels, as report.css has it. */
const LINE = 26;
/** Lines that are drawn above and below what is seen. */
const MARGIN = 8;

export interface GridEvents {
  readonly open: (id: string, beside: boolean) => void;
  readonly sort: (key: SortKey) => void;
  /** Open or close a group. */
  readonly toggle: (label: string) => void;
}

/**
 * The table: one tab stop for its head, one for its body, arrows within (ARIA Authoring Practices, "Grid"). Only
 * the lines that are seen are in the page, and the one that has the focus.
 */
export class Grid {
  readonly node = element("div", { class: "grid" });
  readonly #head: GridHead;
  readonly #body = element("div", { role: "rowgroup", class: "body" });
  readonly #events: GridEvents;
  readonly #drawn = new Map<number, HTMLElement>();
  #lines: readonly Line[] = [];
  #drawing: Drawing | undefined;
  #active = 0;
  #language = "en";

  constructor(events: GridEvents) {
    this.#events = events;
    this.#head = new GridHead(events.sort, () => this.focus());
    this.node.append(this.#head.node, this.#body);
    this.node.addEventListener("scroll", () => this.#draw(), { passive: true });
    this.#body.addEventListener("keydown", event => this.#bodyKey(event));
    this.#body.addEventListener("click", event => this.#clicked(event));
    this.#body.addEventListener("dblclick", event => this.#openAt(this.#indexOf(event.target), false));
    new ResizeObserver(() => this.#resized()).observe(this.node);
  }

  /** Show other lines; the line that was active stays so where it is still there. */
  show(lines: readonly Line[], drawing: Drawing, sorting: Sorting, language: string): void {
    const key = this.#lines[this.#active]?.key;
    const focused = this.#body.contains(document.activeElement);
    this.#lines = lines;
    this.#drawing = drawing;
    this.#language = language;
    const found = lines.findIndex(line => line.key === key);
    this.#active = found >= 0 ? found : Math.max(0, Math.min(this.#active, lines.length - 1));
    this.node.setAttribute("role", drawing.grouped ? "treegrid" : "grid");
    this.node.setAttribute("aria-label", drawing.texts.title);
    this.node.setAttribute("aria-describedby", "keys");
    this.node.setAttribute("aria-rowcount", String(lines.length + 1));
    this.node.setAttribute("aria-colcount", String(COLUMNS));
    this.#body.style.height = `${lines.length * LINE}px`;
    this.#head.show(drawing, sorting, language);
    for (const view of this.#drawn.values()) view.remove();
    this.#drawn.clear();
    this.#draw();
    if (focused) this.#drawn.get(this.#active)?.focus({ preventScroll: true });
  }

  /** Give the table the focus. */
  focus(): void {
    this.#activate(this.#active);
  }

  #resized(): void {
    this.#draw();
    if (this.#drawing !== undefined) this.#head.drawDates(this.#drawing, this.#language);
  }

  #draw(): void {
    const drawing = this.#drawing;
    if (drawing === undefined) return;
    const first = Math.max(0, Math.floor(this.node.scrollTop / LINE) - MARGIN);
    const last = Math.min(this.#lines.length, first + Math.ceil(this.node.clientHeight / LINE) + 2 * MARGIN);
    for (const [index, view] of this.#drawn) {
      if ((index >= first && index < last) || index === this.#active) continue;
      view.remove();
      this.#drawn.delete(index);
    }
    for (let index = first; index < last; index++) this.#drawLine(index, drawing);
    this.#drawLine(this.#active, drawing);
  }

  #drawLine(index: number, drawing: Drawing): void {
    const line = this.#lines[index];
    if (line === undefined || this.#drawn.has(index)) return;
    const view = lineView(line, drawing);
    view.style.top = `${index * LINE}px`;
    view.dataset["index"] = String(index);
    view.tabIndex = index === this.#active ? 0 : -1;
    view.setAttribute("aria-rowindex", String(index + 2));
    this.#drawn.set(index, view);
    // Readers go by the order of the page.
    const next = [...this.#drawn.keys()].filter(each => each > index).sort((a, b) => a - b)[0];
    this.#body.insertBefore(view, (next === undefined ? undefined : this.#drawn.get(next)) ?? null);
  }

  #bodyKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.node.clientHeight / LINE) - 2);
    const line = this.#lines[this.#active];
    if (event.key === "Enter") this.#openAt(this.#active, event.ctrlKey || event.metaKey);
    else if (event.key === " " && line?.kind === "group") this.#events.toggle(line.label);
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft")
      this.#sideways(event.key === "ArrowRight");
    else {
      const to = destination(event, this.#active, this.#lines.length, page);
      if (to === undefined) return;
      this.#activate(to);
    }
    event.preventDefault();
  }

  /** Open or close the group at the focus, go to it from its rows, or see more of a wide table. */
  #sideways(right: boolean): void {
    const line = this.#lines[this.#active];
    if (line?.kind === "group") {
      if (line.open !== right) this.#events.toggle(line.label);
      else if (right) this.#activate(this.#active + 1);
      return;
    }
    const width = this.node.scrollLeft;
    this.node.scrollLeft += right ? 80 : -80;
    if (right || width > 0 || this.#drawing?.grouped !== true) return;
    const head = this.#lines.slice(0, this.#active).findLastIndex(each => each.kind === "group");
    if (head >= 0) this.#activate(head);
  }

  #activate(index: number): void {
    const to = Math.max(0, Math.min(index, this.#lines.length - 1));
    const before = this.#drawn.get(this.#active);
    if (before !== undefined) before.tabIndex = -1;
    this.#active = to;
    this.#reveal(to);
    this.#draw();
    const view = this.#drawn.get(to);
    if (view === undefined) return;
    view.tabIndex = 0;
    view.focus({ preventScroll: true });
  }

  #reveal(index: number): void {
    const head = this.#head.node.offsetHeight;
    const [top, height] = [this.node.scrollTop, this.node.clientHeight - head];
    if (index * LINE < top) this.node.scrollTop = index * LINE;
    else if ((index + 1) * LINE > top + height) this.node.scrollTop = (index + 1) * LINE - height;
  }

  #clicked(event: MouseEvent): void {
    const index = this.#indexOf(event.target);
    const line = this.#lines[index];
    if (line === undefined) return;
    this.#activate(index);
    if (line.kind === "group") this.#events.toggle(line.label);
    else if (event.target instanceof Element && event.target.closest(".open") !== null)
      this.#openAt(index, event.ctrlKey || event.metaKey);
  }

  #openAt(index: number, beside: boolean): void {
    const line = this.#lines[index];
    if (line?.kind === "group") this.#events.toggle(line.label);
    else if (line !== undefined) this.#events.open(line.row.id, beside);
  }

  #indexOf(target: EventTarget | null): number {
    const view = target instanceof Element ? target.closest<HTMLElement>(".line") : null;
    return Number(view?.dataset["index"] ?? -1);
  }
}
