import { strict as assert } from "node:assert";
import type { Lab } from "./support/lab.ts";
import { JANE, MAKE, toEntries, toFiles } from "./support/minting.ts";
import { BACK, CANCEL, type Step } from "./support/script.ts";
import { useLab } from "./support/use-lab.ts";

describe("going back and leaving while minting", () => {
  let lab: Lab;
  let text: string;
  useLab({ worker: 90 }, opened => {
    ({ lab, text } = opened);
  });
  const branches: Readonly<Record<string, () => readonly Step[]>> = {
    files: () => [...JANE, ...toFiles(lab), MAKE],
    entries: () => [...JANE, ...toEntries(lab), MAKE, ["apply", "apply"]],
    "a new kubeconfig": () => [
      ...JANE,
      ["to", "new"],
      ["to-cluster", /192\.0\.2\.77/],
      ["to-place", lab.address("jane.kubeconfig")],
      ["rbac-role", "view"],
      ["rbac-subjects", '["User jane"]'],
      ["rbac-scope", "namespaces"],
      ["rbac-scope-namespaces", '["typed"]'],
      ["rbac-scope-namespaces-typed", "shop"],
      ["rbac-context", "current"],
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
      const there = steps.slice(0, steps.findIndex(([id]) => id === steps.at(-1)?.[0]) + 1);
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
