import { strict as assert } from "node:assert";
import { parseCommand } from "../../../src/cli/arguments.ts";

const DAY = 86_400_000;

describe("the command line", () => {
  it("is understood", () => {
    const lines = [
      ["check-expiration"],
      ["check-expiration", "a", "-o", "wide", "b", "--within=12h", "--kubeadm", "v1.30.2"],
      ["check-expiration", "--within", "4w", "--kubeadm", "1.28"],
      ["lint", "-o", "sarif", "--", "-odd"],
      ["check-expiration", "--help"],
      ["--version"],
    ];
    const usual = {
      name: "check-expiration",
      paths: [],
      format: "text",
      within: 30 * DAY,
      exact: false,
      generation: "1.31",
    };
    assert.deepEqual(
      lines.map(line => {
        const parsed = parseCommand(line);
        return parsed.ok ? parsed.command : parsed.reason;
      }),
      [
        usual,
        { ...usual, paths: ["a", "b"], format: "wide", within: DAY / 2, exact: true, generation: "1.30" },
        { ...usual, within: 28 * DAY, exact: true, generation: "1.28" },
        { name: "lint", paths: ["-odd"], format: "sarif" },
        { name: "help" },
        { name: "version" },
      ],
    );
  });

  it("is refused with a reason", () => {
    const lines = [
      [],
      ["chekc"],
      ["check-expiration", "-o", "xml"],
      ["check-expiration", "--within", "soon"],
      ["check-expiration", "--kubeadm", "2"],
      ["lint", "--within", "3d"],
      ["lint", "-o", "csv"],
      ["lint", "--bogus"],
      ["check-expiration", "a", ""],
    ];
    assert.deepEqual(
      lines.map(line => {
        const parsed = parseCommand(line);
        return parsed.ok ? parsed.command : parsed.reason.replace(/\. To specify.*/, "");
      }),
      [
        "a command is missing",
        'there is no command "chekc"',
        "--output must be one of text, wide, json, yaml, csv, markdown, ics",
        "--within must be a time such as 30d, 12h or 4w",
        "--kubeadm must be a version such as 1.30",
        "--within belongs to check-expiration",
        "--output must be one of text, json, sarif",
        "Unknown option '--bogus'",
        "a file or folder has an empty name",
      ],
    );
  });
});
