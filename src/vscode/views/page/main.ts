import type { FromPage, PageRow, ToPage } from "../protocol.ts";
import { element, fill } from "./dom.ts";
import { Grid } from "./grid.ts";
import { IssuedSection } from "./issued.ts";
import { countStates, linesOf, shownRows } from "./lines.ts";
import { rowCount } from "./row-view.ts";
import { restored, type ViewState } from "./state.ts";
import { scaleOf } from "./timeline.ts";
import { Toolbar } from "./toolbar.ts";

/** What VS Code gives a page. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: ViewState): void;
};

/** The page of the expiration report. */
class Page {
  readonly #host = acquireVsCodeApi();
  readonly #toolbar = new Toolbar({
    change: change => this.#change(change),
    scope: scope => this.#host.postMessage({ type: "scope", scope }),
    export: () => this.#export(),
    refresh: () => this.#host.postMessage({ type: "refresh" }),
    down: () => this.#grid.focus(),
  });
  readonly #grid = new Grid({
    open: (id, beside) => this.#host.postMessage({ type: "open", id, beside }),
    sort: key => this.#sort(key),
    toggle: label => this.#toggle(label),
  });
  readonly #issued = new IssuedSection({
    open: index => this.#host.postMessage({ type: "open-issued", index }),
    export: () => this.#host.postMessage({ type: "export-issued" }),
    toggle: open => {
      if (open !== this.#view.issued) this.#change({ issued: open });
    },
  });
  readonly #empty = element("p", { class: "empty", hidden: "" });
  readonly #status = element("div", { class: "status", role: "status" });
  readonly #keys = element("div", { id: "keys", class: "spoken" });
  #view = restored(this.#host.getState());
  #data: ToPage | undefined;
  #shown: readonly PageRow[] = [];
  #authorities: ReadonlyMap<string, PageRow> = new Map();

  start(): void {
    const table = [this.#toolbar.node, this.#grid.node, this.#empty, this.#status];
    document.body.append(...table, this.#issued.node, this.#keys);
    document.addEventListener("keydown", event => {
      if (event.key !== "f" || !(event.ctrlKey || event.metaKey)) return;
      this.#toolbar.focusFilter();
      event.preventDefault();
    });
    // Only the window that VS Code puts around the page can send here.
    window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => this.#receive(data));
    this.#host.postMessage({ type: "ready", scope: this.#view.scope });
  }

  #receive(data: ToPage): void {
    if (data.type !== "report") return;
    this.#data = data;
    this.#authorities = new Map(data.rows.filter(({ kind }) => kind === "ca").map(row => [row.id, row]));
    document.documentElement.lang = data.language;
    this.#change({ scope: data.scope });
  }

  #change(change: Partial<ViewState>): void {
    this.#view = { ...this.#view, ...change };
    this.#host.setState(this.#view);
    if (this.#data !== undefined) this.#show(this.#data);
  }

  #show({ rows, issued, texts, scopes, now, language }: ToPage): void {
    const view = this.#view;
    this.#shown = shownRows(rows, view);
    this.#toolbar.show(texts, scopes, view, countStates(rows));
    const drawing = {
      texts,
      scale: scaleOf(view.range, now, this.#shown),
      now,
      authorities: this.#authorities,
      grouped: view.group !== "none",
    };
    const sorting = { key: view.sort, descending: view.descending };
    this.#grid.show(linesOf(this.#shown, view), drawing, sorting, language);
    this.#issued.show(issued, texts, view.issued);
    this.#grid.node.hidden = this.#shown.length === 0;
    this.#empty.hidden = this.#shown.length > 0;
    this.#empty.textContent = rows.length === 0 ? texts.nothing : texts.noMatch;
    this.#keys.textContent = texts.keys;
    this.#tell(
      this.#shown.length === rows.length
        ? rowCount(rows.length, texts)
        : fill(texts.rowsOf, this.#shown.length, rows.length),
    );
  }

  /** Readers hear it where it is not what they heard last. */
  #tell(text: string): void {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  #sort(key: ViewState["sort"]): void {
    const { sort, descending } = this.#view;
    this.#change({ sort: key, descending: sort === key && !descending });
  }

  #toggle(label: string): void {
    const { closed } = this.#view;
    this.#change({
      closed: closed.includes(label) ? closed.filter(each => each !== label) : [...closed, label],
    });
  }

  #export(): void {
    const { filter, states } = this.#view;
    const chosen = filter.trim() !== "" || states.length > 0;
    const ids = this.#shown.map(({ id }) => id);
    this.#host.postMessage(chosen ? { type: "export", ids } : { type: "export" });
  }
}

new Page().start();
