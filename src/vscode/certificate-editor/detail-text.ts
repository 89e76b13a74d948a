import type { Detail } from "../../core/features/details/decode.ts";
import type { Block } from "../../core/features/hover/blocks.ts";
import { visible } from "../../core/features/markdown.ts";
import { textOf } from "../convert.ts";
import type { PageBlock, PageDetail } from "./protocol.ts";

/** A detail as the page takes it. */
export function pageDetail({ title, blocks, pem }: Detail): PageDetail {
  return { title: visible(textOf(title)), blocks: blocks.flatMap(pageBlock), pem: pem !== undefined };
}

export function pageBlock(block: Block): readonly PageBlock[] {
  switch (block.kind) {
    case "heading":
      return [{ kind: "heading", text: visible(textOf(block.text)) }];
    case "note":
      return [{ kind: "note", text: visible(textOf(block.text)), ...(block.tone && { tone: block.tone }) }];
    case "table":
      return [
        {
          kind: "table",
          rows: block.rows.map(({ label, value, tone, code }) => ({
            label: visible(textOf(label)),
            values: value.map(each => visible(textOf(each))),
            code: code === true,
            ...(tone && { tone }),
          })),
        },
      ];
    default:
      return [];
  }
}

/** A detail as a text to keep: headings, and below them a line for each value. */
export function detailText(detail: Detail): string {
  const { title, blocks } = pageDetail(detail);
  const lines = blocks.flatMap(({ kind, text = "", rows = [] }) => {
    if (kind !== "table") return [kind === "heading" ? `${text}:` : `    ${text}`];
    return rows.map(({ label, values }) => `    ${label}: ${values.join(", ")}`);
  });
  return `${[title, ...lines].join("\n")}\n`;
}
