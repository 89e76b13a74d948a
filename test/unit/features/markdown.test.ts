import { strict as assert } from "node:assert";
import { codeRow, heading, note, row, table } from "../../../src/core/features/hover/blocks.ts";
import { escapeMarkdown, markdownOf, visible } from "../../../src/core/features/markdown.ts";
import { say } from "../../../src/core/message.ts";

/** What a reader sees of Markdown that is nothing but text: references as their characters. */
function read(markdown: string): string {
  return markdown
    .replaceAll("&nbsp;", " ")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

const HOSTILE = [
  "[x](command:workbench.action.quit)",
  "$(zap)",
  "<img src=x onerror=alert(1)>",
  "`code` ```",
  "a | b || c",
  "__proto__",
  "# heading",
  "1. first",
  "- item",
  "> quote",
  "![x](https://example.com/x.png)",
  "https://example.com www.example.com jane@example.com",
  "&lt;b&gt; &amp; &#36;(zap)",
  "\\$(zap) \\[x\\]",
  "*bold* _italic_ ~~struck~~",
  "   indented   twice",
  "a\\",
];

describe("markdown", () => {
  for (const text of HOSTILE) {
    it(`leaves no mark of its own to ${text}`, () => {
      const escaped = escapeMarkdown(text);
      assert.deepEqual(
        [escaped.replace(/&(#\d+|nbsp);/g, "").match(/[^\w ,]/g), read(escaped)],
        [null, text],
      );
    });
  }

  it("spells out what would break, hide or turn a line", () => {
    assert.equal(
      visible("a\nb\r\tc\u202ed\u0000e\u2028f\u200bg\ud800"),
      "a↵b␍⇥c\\u{202e}d\\u{0000}e\\u{2028}f\\u{200b}g\\u{d800}",
    );
  });

  it("keeps a name on its row", () => {
    const markdown = markdownOf([
      heading(say("User {0}", "a\n\n# b")),
      ...table([row(say("Groups"), ["x|y", "p\n|q|"], "bad")]),
    ]);
    assert.deepEqual(markdown.split("\n").map(read), [
      "**User a↵↵# b**",
      "",
      "| | |",
      "|:--|:--|",
      "| Groups   | $(error) x|y, p↵|q| |",
    ]);
  });

  it("sets identifiers and paths as code, and what would end or mean something there as text", () => {
    const code = (text: string) =>
      markdownOf(table([codeRow(say("File"), text)]))
        .split("\n")
        .at(-1);
    assert.deepEqual(
      ["de:ad-be", "/home/jo doe/.kube/config", "C:\\Users\\jo\\", "a`b", "a|b", "$(zap)", " a"].map(code),
      [
        "| File&nbsp;&nbsp; | `de:ad-be` |",
        "| File&nbsp;&nbsp; | `/home/jo doe/.kube/config` |",
        "| File&nbsp;&nbsp; | `C:\\Users\\jo\\` |",
        "| File&nbsp;&nbsp; | a&#96;b |",
        "| File&nbsp;&nbsp; | a&#124;b |",
        "| File&nbsp;&nbsp; | &#36;&#40;zap&#41; |",
        "| File&nbsp;&nbsp; | &nbsp;a |",
      ],
    );
  });

  it("fences code so that nothing in it ends the block", () => {
    const text = "a ``` b\n````\n\u202e";
    assert.equal(
      markdownOf([{ kind: "code", language: "shellscript", text }]),
      "`````shellscript\na ``` b\n````\n\\u{202e}\n`````",
    );
  });

  it("cuts what is too long to be read", () => {
    assert.equal(markdownOf([note("x".repeat(2000))]), `${"x".repeat(600)}…`);
  });
});
