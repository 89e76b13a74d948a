import { strict as assert } from "node:assert";
import type { TestApi } from "../../src/vscode/activate.ts";
import type { Issued } from "../support/certificates.ts";
import { extensionUnderTest } from "./support/extension.ts";
import { issue, Lab, labText, makeLabCa } from "./support/lab.ts";
import { BACK, CANCEL, type Step } from "./support/script.ts";

const CA: Step = ["ca", /lab-ca .*pki\/ca\.crt/];
const JANE: readonly Step[] = [
  CA,
  ["user", "jane"],
  ["groups", "developers, on-call"],
  ["uid", ""],
  ["lifetime", "1w"],
  ["key", "ecdsa-p256"],
];
const MAKE: Step = ["summary", "make"];

describe("going back and leaving while minting", () => {
  let api: TestApi;
  let lab: Lab;
  let ca: Issued;
  let text: string;

  before(async () => {
    api = await extensionUnderTest();
  });

  beforeEach(async () => {
    lab = new Lab(api);
    ca = await makeLabCa(lab);
    text = labText(await issue(ca, "worker", 90));
    await lab.list("lab.kubeconfig", text);
  });

  afterEach(() => lab.close());

  const toFiles = (): readonly Step[] => [
    ["to", "files"],
    ["to-folder", lab.address("")],
    ["to-name", "jane"],
  ];
  const toEntries = (): readonly Step[] => [
    ["to", "kubeconfig"],
    ["to-file", lab.address("lab.kubeconfig")],
    ["to-cluster", "lab"],
    ["to-context", "jane@lab"],
    ["to-current", "keep"],
  ];
  const branches: Readonly<Record<string, () => readonly Step[]>> = {
    files: () => [...JANE, ...toFiles(), MAKE],
    entries: () => [...JANE, ...toEntries(), MAKE, ["apply", "apply"]],
    "a new kubeconfig": () => [
      ...JANE,
      ["to", "new"],
      ["to-cluster", /192\.0\.2\.77/],
      ["to-place", lab.address("jane.kubeconfig")],
      MAKE,
    ],
  };
  for (const [name, branch] of Object.entries(branches)) {
    it(`leaves nothing behind when left at any step on the way to ${name}`, async () => {
      const steps = branch();
      const before = lab.files;
      for (const [index, [id]] of steps.entries()) {
        const run = lab.run("mintUser", [...steps.slice(0, index), [id, CANCEL]]);
        await assert.rejects(run, { name: "Cancelled" }, id);
        assert.deepEqual([lab.files, lab.read("lab.kubeconfig")], [before, text], id);
      }
    });

    it(`goes back at every step on the way to ${name}`, async () => {
      const steps = branch();
      const there = steps.slice(0, steps.findIndex(([id]) => id === "summary") + 1);
      const zigzag = there.flatMap(([id, act], index): readonly Step[] => {
        const previous = there[index - 1];
        return previous === undefined ? [[id, act]] : [[id, BACK], previous, [id, act]];
      });
      const script = await lab.run("mintUser", [...zigzag, ...steps.slice(there.length)]);
      const first = script.asked.at(0);
      assert.deepEqual([first?.position.canGoBack, first?.position.step], [false, 1]);
    });
  }
});
