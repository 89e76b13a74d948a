import type { RowState } from "../../../core/report/model.ts";
import { stateOrder } from "../../../core/report/state.ts";
import type { Scope, Texts } from "../protocol.ts";
import { element, fill, icon } from "./dom.ts";
import { exportIcon, refreshIcon, searchIcon, stateIcons } from "./icons.ts";
import { type Grouping, groupings, type ViewState } from "./state.ts";
import { type Range, ranges } from "./timeline.ts";

export interface ToolbarEvents {
  readonly change: (change: Partial<ViewState>) => void;
  readonly scope: (id: string) => void;
  readonly export: () => void;
  readonly refresh: () => void;
  /** Go on to the table. */
  readonly down: () => void;
}

/** What stands above the table: what to show, and what to do with it. */
export class Toolbar {
  readonly node = element("div", { class: "toolbar" });
  readonly #events: ToolbarEvents;
  readonly #filter = element("input", { type: "search", class: "input", id: "filter", autocomplete: "off" });
  readonly #scope = element("select", { class: "input" });
  readonly #group = element("select", { class: "input" });
  readonly #range = element("select", { class: "input" });
  readonly #states = element("div", { class: "states", role: "group" });
  #chosen: readonly RowState[] = [];
  #texts: Texts | undefined;

  constructor(events: ToolbarEvents) {
    this.#events = events;
    this.#filter.addEventListener("input", () => events.change({ filter: this.#filter.value }));
    this.#filter.addEventListener("keydown", event => this.#filterKey(event));
    this.#scope.addEventListener("change", () => events.scope(this.#scope.value));
    this.#group.addEventListener("change", () => {
      const group = groupings.find(each => each === this.#group.value);
      if (group !== undefined) events.change({ group });
    });
    this.#range.addEventListener("change", () => {
      const range = ranges.find(each => each === this.#range.value);
      if (range !== undefined) events.change({ range });
    });
  }

  focusFilter(): void {
    this.#filter.focus();
    this.#filter.select();
  }

  /** @param counts how many rows there are of each state */
  show(texts: Texts, scopes: readonly Scope[], view: ViewState, counts: ReadonlyMap<RowState, number>): void {
    if (this.#texts === undefined) this.#build(texts);
    this.#texts = texts;
    setOptions(
      this.#scope,
      scopes.map(({ id, label }) => [id, label]),
      view.scope,
    );
    setOptions(
      this.#group,
      groupings.map((each: Grouping) => [each, texts.groups[each]]),
      view.group,
    );
    setOptions(
      this.#range,
      ranges.map((each: Range) => [each, texts.ranges[each]]),
      view.range,
    );
    if (this.#filter.value !== view.filter) this.#filter.value = view.filter;
    this.#chosen = view.states;
    this.#showStates(texts, counts);
  }

  #build(texts: Texts): void {
    this.#filter.placeholder = texts.filter;
    this.#filter.setAttribute("aria-label", texts.filter);
    this.#states.setAttribute("aria-label", texts.onlyState);
    this.node.append(
      element(
        "div",
        { class: "tools" },
        element("div", { class: "search" }, icon(searchIcon), this.#filter),
        labelled(texts.scope, this.#scope),
        labelled(texts.group, this.#group),
        labelled(texts.range, this.#range),
        element(
          "div",
          { class: "actions" },
          action(texts.refresh, refreshIcon, this.#events.refresh),
          action(texts.export, exportIcon, this.#events.export),
        ),
      ),
      this.#states,
    );
  }

  #showStates(texts: Texts, counts: ReadonlyMap<RowState, number>): void {
    const focused =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset["state"] : "";
    const shown = stateOrder.filter(state => counts.has(state) || this.#chosen.includes(state));
    this.#states.replaceChildren(
      ...shown.map(state => {
        const pressed = this.#chosen.includes(state);
        const button = element(
          "button",
          { type: "button", class: `chip ${state}`, "aria-pressed": String(pressed), "data-state": state },
          icon(stateIcons[state]),
          fill("{0} {1}", counts.get(state) ?? 0, texts.states[state]),
        );
        button.addEventListener("click", () => this.#toggle(state));
        return button;
      }),
    );
    if (focused) this.#states.querySelector<HTMLElement>(`[data-state="${focused}"]`)?.focus();
  }

  #toggle(state: RowState): void {
    const states = stateOrder.filter(each => this.#chosen.includes(each) !== (each === state));
    this.#events.change({ states });
  }

  #filterKey(event: KeyboardEvent): void {
    if (event.key === "ArrowDown") this.#events.down();
    else if (event.key === "Escape" && this.#filter.value !== "") this.#events.change({ filter: "" });
    else return;
    event.preventDefault();
  }
}

function labelled(text: string, control: HTMLElement): HTMLElement {
  return element("label", { class: "labelled" }, element("span", {}, text), control);
}

function action(text: string, path: string, run: () => void): HTMLElement {
  const button = element(
    "button",
    { type: "button", class: "action", title: text },
    icon(path),
    element("span", {}, text),
  );
  button.addEventListener("click", run);
  return button;
}

function setOptions(
  select: HTMLSelectElement,
  options: readonly (readonly [string, string])[],
  value: string,
): void {
  const known = [...select.options].map(({ value: id, text }) => `${id}\n${text}`).join("\n");
  if (known !== options.map(option => option.join("\n")).join("\n")) {
    select.replaceChildren(...options.map(([id, text]) => element("option", { value: id }, text)));
  }
  select.value = value;
}
