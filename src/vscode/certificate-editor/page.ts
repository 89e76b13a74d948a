import { element } from "../views/page/dom.ts";
import type { DetailsFromPage, DetailsToPage, PageBlock, PageDetail, PageDetailRow } from "./protocol.ts";

/** The script of the page that shows certificates in full. Every value becomes a text node. */

declare function acquireVsCodeApi(): { postMessage(message: DetailsFromPage): void };

const host = acquireVsCodeApi();
const main = element("main");
document.body.append(main);
// Only the window that VS Code puts around the page can send here.
window.addEventListener("message", ({ data }: MessageEvent<DetailsToPage>) => {
  if (data.type === "details") show(data);
});
host.postMessage({ type: "ready" });

function show({ details, notes, texts, file }: DetailsToPage): void {
  main.replaceChildren(
    ...notes.map(note => blockView(note, texts)),
    ...details.map((detail, index) => detailView(detail, index, texts, file && index === 0)),
  );
}

function detailView(
  detail: PageDetail,
  index: number,
  texts: DetailsToPage["texts"],
  canOpen: boolean,
): HTMLElement {
  const id = `detail-${index}`;
  const actions = element(
    "div",
    { class: "actions" },
    action(texts.copyText, () => host.postMessage({ type: "copyText", index })),
    canOpen ? action(texts.openText, () => host.postMessage({ type: "openText" })) : undefined,
    detail.pem ? action(texts.copyPem, () => host.postMessage({ type: "copyPem", index })) : undefined,
  );
  const head = element("header", {}, element("h1", { id }, detail.title), actions);
  return element(
    "section",
    { "aria-labelledby": id },
    head,
    ...detail.blocks.map(block => blockView(block, texts)),
  );
}

function blockView(
  { kind, text = "", tone, rows = [] }: PageBlock,
  texts: DetailsToPage["texts"],
): HTMLElement {
  if (kind === "heading") return element("h2", {}, text);
  if (kind === "table") return element("table", {}, ...rows.map(row => rowView(row, texts)));
  const mark = tone === undefined ? undefined : element("span", { class: "tone" }, texts.tones[tone]);
  return element("p", { class: `note ${tone ?? ""}` }, mark, element("span", {}, text));
}

function rowView({ label, values, tone, code }: PageDetailRow, texts: DetailsToPage["texts"]): HTMLElement {
  const mark =
    tone === undefined || tone === "good" ? undefined : element("span", { class: "tone" }, texts.tones[tone]);
  const cells = code
    ? values.map(bytesView)
    : [element("span", {}, values.join(values.length > 3 ? "\n" : ", "))];
  return element(
    "tr",
    { class: tone ?? "" },
    element("th", { scope: "row" }, label),
    element("td", {}, mark, ...cells),
  );
}

/** Bytes that break between two of them, and are copied without the breaks. */
function bytesView(value: string): HTMLElement {
  const parts = value.split(/(?<=:)/).flatMap(part => [part, element("wbr")]);
  return element("code", {}, ...parts);
}

function action(text: string, run: () => void): HTMLElement {
  const button = element("button", { type: "button" }, text);
  button.addEventListener("click", run);
  return button;
}
